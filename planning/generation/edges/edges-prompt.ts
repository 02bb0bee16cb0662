/** Prompt `edges-1`. */
export const EDGES_PROMPT = `You help to order the building of a service. For some pairs of things that it keeps, its API does not show which must be built first; a sentence of the requirements names both.

The data
- pairs: [{id, first, second, sentence}]. "first" and "second" are the names of the two things, in no order that means anything.

For each pair tell by its sentence
- "before": the second cannot exist, be recorded or make sense without the first (it belongs to it, is made from it, refers to it), so that the first is built before it.
- "after": the other way round.
- "none": the sentence shows no such need. Being named together, or one after the other, shows none. When in doubt, "none".
Give "pair" (its id), "order", and as "quote" the words of the sentence that show it, copied; for "none" an empty quote. Each pair once, in their order.`;
