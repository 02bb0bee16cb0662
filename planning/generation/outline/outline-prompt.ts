/** What a model is told to do with the data of an outline question. */
export const OUTLINE_PROMPT = `You divide the work of building a service into slices. Coding agents will build them, several at a time.

The data holds:
- "strategy": the way to divide that is wanted here, and what it means. Follow it.
- "size": how much one task may hold. A slice may be larger: it is cut to size afterwards.
- "requirements": clauses of the product requirements, with the ids of the elements that serve them.
- "resources": what is to be built. When "scale" is "elements", each resource lists its entities ("e…") and operations ("o…"). When
  "scale" is "resources", only the resources themselves have ids ("r…").

Answer with slices in the order they should be started.
- "name": a few words. "goal": one sentence: what works when the slice is done.
- "risk": "high" where something is uncertain, hard or connected with much else (it is then cut into the smallest tasks), "low" where it is
  routine, else "medium".
- "elements": ids from the data, and nothing else. Each id in exactly one slice; all ids are used.

Put together what changes together and is understood together. Put apart what different people could build at the same time. What others
need comes first. Keep the entities of a resource in one slice unless there are too many for one task.
Order between tasks, tests, sign-in, documentation and set-up are taken care of elsewhere: no slices for them.`;
