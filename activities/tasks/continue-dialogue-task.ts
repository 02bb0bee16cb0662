import { continueDialogue as continueWith } from '../../planning/generation/dialogue.js';
import type { DialogueStep, Question } from '../../planning/generation/question.js';

/** Works out where a dialogue stands. In a thread, since answers can be large and broken in any way. */
export function continueDialogue({
  question,
  turns,
}: {
  question: Question;
  turns: readonly (readonly string[])[];
}): DialogueStep {
  return continueWith(question, turns);
}
