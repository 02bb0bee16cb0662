import type { AnalysePrdAnswer, AnalysePrdData } from '../../../planning/generation/analyse-prd/analyse-prd-format.js';
import type { DetailData } from '../../../planning/generation/detail/detail-data.js';
import { shownTasks } from '../../../planning/generation/detail/detail-data.js';
import type { DetailAnswer } from '../../../planning/generation/detail/detail-schema.js';
import type { EdgesAnswer, EdgesData } from '../../../planning/generation/edges/edges-format.js';
import type { JudgeAnswer } from '../../../planning/generation/judge/judge-schema.js';
import type { PlanSummary } from '../../../planning/generation/judge/judge-questions.js';
import type { OutlineData } from '../../../planning/generation/outline/outline-data.js';
import type { OutlineAnswer, OutlineSlice } from '../../../planning/generation/outline/outline-schema.js';
import type { GenerationOperation } from '../../../planning/generation/question.js';
import type { RefineData } from '../../../planning/generation/refine/refine-data.js';
import type { RefineAnswer, RefineMove } from '../../../planning/generation/refine/refine-schema.js';
import type { TraceAnswer, TraceData } from '../../../planning/generation/trace/trace-format.js';
import type { Chance } from './chance.js';

/** The answer of each operation, each in the form of its schema. */
export interface Answers {
  analysePrd: AnalysePrdAnswer;
  outline: OutlineAnswer;
  detail: DetailAnswer;
  edges: EdgesAnswer;
  trace: TraceAnswer;
  refine: RefineAnswer;
  judge: JudgeAnswer;
}

type Answerer<Op extends GenerationOperation> = (data: never, chance: Chance) => Answers[Op];

const ANSWERERS: { [Op in GenerationOperation]: Answerer<Op> } = {
  analysePrd: aboutPrd,
  outline: (data: OutlineData, chance) => ({
    slices: chance('manner') < 0.5 ? slicesByResource(data) : slicesByRequirement(data),
  }),
  detail: advice,
  edges: orders,
  trace: traces,
  refine: moves,
  judge,
};

/** What a capable model could say: whole, in the form asked for, with ids of the question only. */
export function plausibleAnswer<Op extends GenerationOperation>(op: Op, data: unknown, chance: Chance): Answers[Op] {
  return ANSWERERS[op](data as never, chance);
}

function aboutPrd({ clauses, outside }: AnalysePrdData, chance: Chance): AnalysePrdAnswer {
  const start = (text: string): string => text.slice(0, 60).trim();
  return {
    ambiguities: clauses
      .filter(({ id }) => chance(`ambiguous ${id}`) < 0.15)
      .map(({ id, text }) => ({ requirement: id, quote: start(text), question: 'What happens where it fails?' })),
    uiSignals: clauses
      .filter(({ text }) => /\b(?:page|screen|button|form|dashboard)\b/i.test(text))
      .map(({ id, text }) => ({ requirement: id, quote: start(text) })),
    missed: outside.filter((sentence) => /\b(?:must|shall|should|can)\b/i.test(sentence)).map((quote) => ({ quote })),
  };
}

const slice = (name: string, elements: string[]): OutlineSlice => ({
  name,
  goal: `${name} can be used from end to end.`.slice(0, 600),
  risk: elements.length > 8 ? 'high' : 'medium',
  elements,
});

function slicesByResource({ resources }: OutlineData): OutlineSlice[] {
  return resources.map((one) =>
    slice(one.name, 'id' in one ? [one.id] : [...one.entities, ...one.operations].map(({ id }) => id)),
  );
}

/** Elements of each clause together; what serves none follows by resource. */
function slicesByRequirement(data: OutlineData): OutlineSlice[] {
  const taken = new Set<string>();
  const free = (ids: readonly string[]): string[] =>
    ids.filter((id) => !taken.has(id)).map((id) => (taken.add(id), id));
  const whole = slicesByResource(data);
  return [
    ...data.requirements.map(({ id, servedBy }) => slice(`What ${id} asks for`, free(servedBy))),
    ...whole.map(({ name, elements }) => slice(name, free(elements))),
  ].filter(({ elements }) => elements.length > 0);
}

function advice(data: DetailData): DetailAnswer {
  return {
    tasks: shownTasks(data).map(({ id, title, clauses }) => ({
      task: id,
      approach: `Start with the tests that the contract implies, then make them pass one by one. (${title.slice(0, 80)})`,
      pitfalls: ['Errors of the contract are easily forgotten.', 'An empty list is an answer, too.'],
      questions: clauses.length > 1 ? ['Which of the clauses comes first?'] : [],
    })),
  };
}

function orders({ pairs }: EdgesData, chance: Chance): EdgesAnswer {
  return {
    edges: pairs.map(({ id, sentence }) => {
      const pick = chance(`order ${id}`);
      return { pair: id, order: pick < 0.4 ? 'before' : pick < 0.7 ? 'after' : 'none', quote: sentence.slice(0, 600) };
    }),
  };
}

function traces({ clauses }: TraceData, chance: Chance): TraceAnswer {
  return {
    traces: clauses.map(({ id, text, candidates }) => ({
      requirement: id,
      elements: candidates.filter((one, i) => i === 0 || chance(`serves ${id} ${one}`) < 0.3),
      quote: text.slice(0, 80).trim(),
    })),
  };
}

function moves({ minutes, units }: RefineData): RefineAnswer {
  const large = units.filter((unit) => unit.minutes > minutes.max && unit.elements.length > 1);
  const small = units.filter((unit) => unit.minutes < minutes.min);
  const splits = large.map(({ id, elements }): RefineMove => {
    const leaving = elements.slice(Math.ceil(elements.length / 2)).map((one) => one.id);
    return { kind: 'split', unit: id, elements: leaving, because: 'It is too large for one task.' };
  });
  const merges = small.flatMap(({ id, resource }, i): RefineMove[] => {
    const next = small[i + 1];
    return i % 2 === 0 && next?.resource === resource
      ? [{ kind: 'merge', units: [id, next.id], because: 'Both are small and of one resource.' }]
      : [];
  });
  return { moves: [...splits, ...merges].slice(0, 20) };
}

function judge({ first, second }: { first: PlanSummary; second: PlanSummary }): JudgeAnswer {
  const [one, other] = [first.minutes.longestPath, second.minutes.longestPath];
  return { better: one < other ? 'first' : one > other ? 'second' : 'equal', because: 'It is done sooner.' };
}
