/**
 * What worker threads compute for the activities. Each task reads its inputs from the artifact store and writes its
 * results there, so that contracts and candidates are never in the main thread and never copied between threads.
 */
export { importContract } from './tasks/import-contract-task.js';
export { analysePlan } from './tasks/analyse-plan-task.js';
export { runTrial } from './tasks/run-trial-task.js';
export { finaliseRevision } from './tasks/finalise-revision-task.js';
export { makeQuestions } from './tasks/make-questions-task.js';
export { enrichContext } from './tasks/enrich-context-task.js';
export { readVerdict } from './tasks/read-verdict-task.js';
export { continueDialogue } from './tasks/continue-dialogue-task.js';
export { writePrompt } from './tasks/write-prompt-task.js';
export { countAnswer } from './tasks/count-answer-task.js';
