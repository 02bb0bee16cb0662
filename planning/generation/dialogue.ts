import type { JsonObject } from '../contract/json-value.js';
import { cutText } from '../cut-text.js';
import type { AnswerFormat } from './answer-format.js';
import { violationsOf } from './check-answer.js';
import { joinAnswers } from './join-answers.js';
import { answerFormat } from './operations.js';
import { parseAnswer } from './parse-answer.js';
import type { ParsedAnswer } from './parse-answer.js';
import type { AnswerViolation, DialogueStep, Fix, FollowUp, Question } from './question.js';
import { salvage } from './salvage.js';

/** Repairs that are asked for. */
const MAX_REPAIRS = 2;
/** Remainders that are asked for, as long as each brings something. */
const MAX_REMAINDERS = 4;
/** Most characters of an unusable answer that go into the prompt that asks for its repair. */
const MAX_PREVIOUS = 12_000;
/** Outputs of one flow that are looked at. */
const MAX_TEXTS = 8;

type Broken = Extract<ParsedAnswer, { kind: 'breaks' }>;

/** What the replies so far came to. */
interface Course {
  /** Whole items of cut answers. */
  kept: JsonObject | null;
  /** Ids that were still missing when the last remainder was asked for. */
  missing: number;
  remainders: number;
  /** The answer with the fewest errors of those that broke the schema. */
  nearest: Broken | null;
  /** Errors of the last answer; Infinity where it held no JSON. */
  errors: number;
  repairs: number;
  fixes: Fix[];
}

/**
 * Where the dialogue about a question stands. Pure: worked out anew from all texts each time, so that it can be taken up
 * again after a crash at any point.
 *
 * A cut answer keeps its whole items and what is missing is asked for by ids. An answer that breaks the schema is sent back
 * at most twice, as long as its faults become fewer; then what fits of it is taken. What comes after the end is not read.
 *
 * @param turns the replies in their order, each as the texts of the flow's outputs: the best of them counts
 */
export function continueDialogue(question: Question, turns: readonly (readonly string[])[]): DialogueStep {
  const format = answerFormat(question.op);
  const course: Course = {
    kept: null,
    missing: Infinity,
    remainders: 0,
    nearest: null,
    errors: Infinity,
    repairs: 0,
    fixes: [],
  };
  let step: DialogueStep = { kind: 'ask', followUp: null };
  for (const texts of turns) {
    const { parsed, text } = bestOf(texts, format);
    course.fixes.push(...parsed.fixes);
    step =
      parsed.kind === 'fits' ? onFitting(parsed, question, format, course) : onBroken(parsed, text, format, course);
    if (step.kind !== 'ask') break;
  }
  return step;
}

function bestOf(texts: readonly string[], format: AnswerFormat): { parsed: ParsedAnswer; text: string } {
  let best: { parsed: ParsedAnswer; text: string } = { parsed: { kind: 'none', fixes: [] }, text: texts[0] ?? '' };
  for (const text of texts.slice(0, MAX_TEXTS)) {
    const parsed = parseAnswer(text, format);
    if (rank(parsed) > rank(best.parsed)) best = { parsed, text };
  }
  return best;
}

function rank(parsed: ParsedAnswer): number {
  if (parsed.kind === 'none') return 0;
  if (parsed.kind === 'breaks') return 1 / (1 + parsed.errors.length);
  return parsed.cut ? 2 : 3;
}

function onFitting(
  { answer, cut }: Extract<ParsedAnswer, { kind: 'fits' }>,
  question: Question,
  format: AnswerFormat,
  course: Course,
): DialogueStep {
  if (course.kept !== null) {
    const joined = joinAnswers(course.kept, answer, format);
    course.kept = joined.answer;
    if (joined.repeated > 0) {
      const message = `${joined.repeated} items that had come before came again and were dropped.`;
      course.fixes.push({ code: 'items-repeated', message });
    }
  } else course.kept = answer;
  if (!cut) return answered(course.kept, course);
  const missing = format.missingIds(question.data, course.kept);
  if (missing.length === 0) return answered(course.kept, course, 'Nothing that was asked for is missing.');
  if (course.remainders >= MAX_REMAINDERS || missing.length >= course.missing)
    return answered(course.kept, course, `${missing.length} of what was asked for is missing.`);
  course.remainders += 1;
  course.missing = missing.length;
  return { kind: 'ask', followUp: { kind: 'remainder', missing } };
}

function onBroken(
  parsed: Exclude<ParsedAnswer, { kind: 'fits' }>,
  text: string,
  format: AnswerFormat,
  course: Course,
): DialogueStep {
  if (course.kept !== null) return answered(course.kept, course, 'What was asked for in addition was not usable.');
  const errors = parsed.kind === 'none' ? Infinity : parsed.errors.length;
  if (parsed.kind === 'breaks' && errors < (course.nearest?.errors.length ?? Infinity)) course.nearest = parsed;
  const shrinks = course.repairs === 0 || errors < course.errors;
  if (course.repairs < MAX_REPAIRS && shrinks) {
    course.repairs += 1;
    course.errors = errors;
    return { kind: 'ask', followUp: repairOf(parsed, text, course.repairs) };
  }
  return outOfRepairs(parsed, format, course);
}

function repairOf(parsed: Exclude<ParsedAnswer, { kind: 'fits' }>, text: string, attempt: number): FollowUp {
  const previous = cutText(text.replaceAll('\0', '').toWellFormed(), MAX_PREVIOUS);
  return { kind: 'repair', attempt, previous, violations: toldOf(parsed) };
}

function toldOf(parsed: Exclude<ParsedAnswer, { kind: 'fits' }>): AnswerViolation[] {
  if (parsed.kind === 'breaks') return violationsOf(parsed.errors);
  return [{ pointer: '', rule: 'json', expected: 'one JSON object', got: 'no JSON object' }];
}

function outOfRepairs(
  last: Exclude<ParsedAnswer, { kind: 'fits' }>,
  format: AnswerFormat,
  course: Course,
): DialogueStep {
  const rest = course.nearest === null ? null : salvage(course.nearest.answer, format);
  if (rest !== null) return { kind: 'answered', answer: rest.answer, fixes: [...course.fixes, ...rest.fixes] };
  const violations = toldOf(course.nearest ?? last);
  const because =
    course.nearest === null
      ? 'The answers held no JSON object.'
      : `The answers broke the schema in ${course.nearest.errors.length} places, and no part of them is usable.`;
  return { kind: 'unusable', because, violations, fixes: course.fixes };
}

/** @param cut why the answer is taken as it is, where it was cut or its rest is not there */
function answered(answer: JsonObject, { fixes }: Course, cut?: string): DialogueStep {
  const told: Fix[] = cut === undefined ? [] : [{ code: 'answer-cut', message: `The answer was cut. ${cut}` }];
  return { kind: 'answered', answer, fixes: [...fixes, ...told] };
}
