/** What a model is told to do with the data of a judge question. */
export const JUDGE_PROMPT = `You compare two plans for building the same service from the same requirements. Coding agents will carry out the one that is chosen.

The data holds "first" and "second". Of each you see how many tasks it has by kind, how many waves (tasks of one wave run at the same time)
with how many tasks, the minutes of all tasks and of the longest path, the scores of its critics (1 is best), and the tasks it starts with.

Both are complete and in a possible order. Prefer the plan whose tasks can be understood, built and checked one by one, that shows early
whether the service works, and that keeps several agents busy. The order in which the plans are shown says nothing.

Answer with "better": "first", "second", or "equal" if you would not defend a choice, and "because": one or two sentences.`;
