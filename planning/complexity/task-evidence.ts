import { elementIndex } from '../acceptance/element-index.js';
import type { Entity, Operation } from '../contract/contract-model.js';
import type { CandidateTask } from '../dag/candidate.js';
import type { PlanningContext } from '../strategies/context.js';

/** A piece of text with the name evidence calls it by. */
export interface NamedText {
  name: string;
  text: string;
}

/** What ambiguity and research friction of one task are read from. */
export interface TaskEvidence {
  /** PRD clauses of the task. */
  clauses: NamedText[];
  /** Covered operations, or verified ones where none is covered. */
  operations: Operation[];
  entities: Entity[];
  /** Dangling references of the contract inside what the task covers, as JSON Pointers. */
  dangling: string[];
  /** `METHOD /path` named by a clause that the contract does not have. */
  unknownOperations: string[];
  /** True where no contract element says when the task is done. */
  withoutElement: boolean;
}

/** Gives the evidence of any task of a plan; the shared look-ups are made once. */
export function makeTaskEvidence(context: PlanningContext): (task: CandidateTask) => TaskEvidence {
  const index = elementIndex(context.model);
  const clauses = new Map(context.analysis.requirements.map(({ id, text }) => [id, text]));
  const known = new Set(context.model.operations.map(({ method, path }) => endpoint(method ?? '', path ?? '')));
  const pointers = context.model.findings
    .filter((finding) => finding.code === 'dangling-ref')
    .flatMap((finding) => finding.where?.pointer ?? []);
  return (task) => {
    const refs = new Set(task.covers.length > 0 ? task.covers : task.verifies);
    const operations = pick(refs, index.operations);
    const entities = pick(refs, index.entities);
    const places = [...operations, ...entities].map((element) => `${element.pointer}/`);
    const own = task.requirements.map((id) => ({ name: id, text: clauses.get(id) ?? '' }));
    return {
      clauses: own,
      operations,
      entities,
      dangling: pointers.filter((pointer) => places.some((place) => pointer.startsWith(place))),
      unknownOperations: own.flatMap(({ text }) => namedEndpoints(text)).filter((name) => !known.has(name)),
      withoutElement: refs.size === 0 && task.uses.length === 0,
    };
  };
}

function pick<T>(refs: ReadonlySet<string>, elements: ReadonlyMap<string, T>): T[] {
  return [...refs].flatMap((ref) => elements.get(ref) ?? []);
}

function namedEndpoints(text: string): string[] {
  const names = [...text.matchAll(/\b(GET|POST|PUT|PATCH|DELETE) (\/[^\s,;`'")]{0,200})/g)];
  return names.map(([, method, path]) => endpoint(method ?? '', (path ?? '').replace(/[.:]$/, '')));
}

/** Parameter names do not matter: `/pets/{id}` and `/pets/:petId` are one. */
function endpoint(method: string, path: string): string {
  return `${method} ${path.replace(/\{[^}/]*\}|(?<=\/):[^/]+/g, '{}').replace(/(?<=.)\/$/, '')}`;
}
