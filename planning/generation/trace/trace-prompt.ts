/** Prompt `trace-1`. */
export const TRACE_PROMPT = `You match clauses of a product's requirements with elements of its API: operations (op:…) and things it keeps (entity:…). A program has matched most clauses already; for these it is not sure.

The data
- elements: [{id, what}], the elements that come into question.
- clauses: [{id, text, candidates}], each with the ids of the elements that come into question for it.

For each clause tell which of its candidates do, in whole or in part, what the clause asks for, so that whoever builds the element must read the clause.
- "requirement": the clause's id. "elements": ids out of its own candidates only. "quote": the words of the clause that ask for it, copied.
- An element serves a clause if a tester of the clause would call it, or if the clause says what it takes, answers, keeps or refuses. Sharing a word is not enough.
- If none does, give the clause with an empty list of elements and an empty quote. Each clause once, in their order.`;
