/** What a model is told to do with the data of a refine question. */
export const REFINE_PROMPT = `You improve a plan for building a service by a few changes. Coding agents will build its units, several at a time.

The data holds:
- "reward": what the plan is worth now, from 0 to 1, and "critics": the judges that like it least, with their scores and what they found.
- "minutes": how long a unit should take at least and at most.
- "units": units of the plan that this concerns, each with its id ("u…"), its elements by id (entities "e…", operations "o…"), its minutes,
  the units it waits for ("after"), its wave (units of one wave run at the same time) and whether it is on the critical path.

Answer with at most 12 moves, the most useful first, or none if nothing would help:
- {"kind":"split","unit":"u1","elements":["o3"],"because":"…"}: the elements leave the unit and become one of their own.
- {"kind":"merge","units":["u1","u2"],"because":"…"}: the units become one.
- {"kind":"move","elements":["o3"],"to":"u2","because":"…"}: the elements go to another unit.
"because" is one short sentence that names what a critic found.

Use ids of the data only. Split what takes too long or holds up the critical path; merge what is too short and of one resource; move what
causes a dependency that nothing speaks for. The order between units follows from their elements and cannot be changed.`;
