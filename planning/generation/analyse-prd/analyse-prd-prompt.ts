/** Prompt `analysePrd-1`. */
export const ANALYSE_PRD_PROMPT = `You read the requirements of a software product before it is built. A program has split them into clauses, each with an id.

The data
- title: of the requirements.
- clauses: [{id, text}], in their order.
- outside: pieces of the same text that are part of no clause.

Tell
1. ambiguities: clauses that two developers would build differently, or that cannot be tested as they stand. For each: the clause's id as "requirement", the words that leave it open as "quote", and the one question to its author that would settle it, at most 30 words. Not: wishes, style, spelling, what another clause settles. At most 12, the costliest misunderstanding first.
2. uiSignals: clauses that ask for something a person sees or handles on a screen (a page, form, button, app). For each: its id as "requirement" and the words that say so as "quote". What only the service does is none. At most 40.
3. missed: statements in "outside" that ask for something to be built and that no clause asks for. For each: the sentence as "quote". Background, goals, people and what is said to be out of scope are none. At most 12.

Go through the clauses in their order, list by list: ambiguities, uiSignals, missed.`;
