import { elementIndex } from '../acceptance/element-index.js';
import { compareStrings } from '../compare.js';
import type { Operation } from '../contract/contract-model.js';
import type { CandidateTask, Deliverable } from '../dag/candidate.js';
import { deliverableKind } from '../scaffold/deliverable-kind.js';
import type { PlanningContext } from '../strategies/context.js';
import { entityMinutes, operationMinutes } from '../strategies/minutes.js';

/** The least that can be cut off a task: some of its anchors with the files they are worked on in. */
export interface TaskPiece {
  covers: string[];
  verifies: string[];
  requirements: string[];
  files: Deliverable[];
  /** Share of the task's minutes, relative to its other pieces. */
  weight: number;
}

/** Of what is made once, the part that is the code; the rest is its test, or its storage. */
const FIRST_SHARE = 0.6;

/**
 * Cuts a task into all its pieces, in the order they are worked on: entities one by one, then operations, then what a test
 * task verifies; a lone element by its files; clauses of a user interface one by one; anything else by its files. At least
 * one; each anchor in exactly one, unless a lone one is cut by its files.
 */
export function taskPieces(task: CandidateTask, context: PlanningContext): TaskPiece[] {
  const entities = task.covers.filter((ref) => ref.startsWith('entity:'));
  const operations = byEffect(
    task.covers.filter((ref) => ref.startsWith('op:')),
    context,
  );
  const whole = entities.length + operations.length;
  const weigh = weightIn(context);
  const covering = (refs: string[], files: Deliverable[]): TaskPiece[] =>
    refs.length === 1
      ? perFile({ ...EMPTY, covers: refs, files, weight: weigh(refs[0] as string) })
      : refs.map((ref) => ({ ...EMPTY, covers: [ref], files, weight: weigh(ref) }));
  if (whole > 0) {
    const mixed = entities.length > 0 && operations.length > 0;
    const all = task.deliverables;
    const { data, code } = mixed ? filesByRole(task, context) : { data: all, code: all };
    return [...covering(entities, data), ...covering(operations, code)];
  }
  if (task.verifies.length > 1) {
    return task.verifies.map((ref) => ({ ...EMPTY, verifies: [ref], files: task.deliverables, weight: weigh(ref) }));
  }
  if (task.kind === 'frontend' && task.requirements.length > 1) {
    return task.requirements.map((id) => ({ ...EMPTY, requirements: [id], files: task.deliverables, weight: 1 }));
  }
  const { covers, verifies, deliverables: files } = task;
  return perFile({ ...EMPTY, covers, verifies, files, weight: 1 });
}

const EMPTY: TaskPiece = { covers: [], verifies: [], requirements: [], files: [], weight: 0 };

/** A piece per file, the first one weighing most; one piece where there is but one file. */
function perFile(piece: TaskPiece): TaskPiece[] {
  if (piece.files.length < 2) return [piece];
  const rest = (piece.weight * (1 - FIRST_SHARE)) / (piece.files.length - 1);
  const even = piece.files.length > 3;
  return piece.files.map((file, i) => ({
    ...piece,
    files: [file],
    weight: even ? 1 : i === 0 ? piece.weight * FIRST_SHARE : rest,
  }));
}

/** Files that define and store things, and all others; where none is of a sort, all of them stand for it. */
function filesByRole(task: CandidateTask, { scaffold }: PlanningContext): Record<'data' | 'code', Deliverable[]> {
  const request = scaffold.find(({ repository }) => repository === task.repository);
  const isData = ({ path }: Deliverable): boolean => {
    const kind = request === undefined ? undefined : deliverableKind(request, path);
    return kind === 'model' || kind === 'migration';
  };
  const data = task.deliverables.filter(isData);
  const code = task.deliverables.filter((file) => !isData(file));
  return {
    data: data.length > 0 ? data : task.deliverables,
    code: code.length > 0 ? code : task.deliverables,
  };
}

const EFFECTS: readonly Operation['effect'][] = ['create', 'read', 'list', 'update', 'delete', 'action'];

/** In the order of a thing's life: what reads, changes or deletes needs what creates. */
function byEffect(refs: readonly string[], { model }: PlanningContext): string[] {
  const { operations } = elementIndex(model);
  const place = (ref: string): number => EFFECTS.indexOf(operations.get(ref)?.effect ?? 'action');
  return [...refs].sort((a, b) => place(a) - place(b) || compareStrings(a, b));
}

function weightIn({ model }: PlanningContext): (ref: string) => number {
  const index = elementIndex(model);
  return (ref) => {
    const operation = index.operations.get(ref);
    if (operation !== undefined) return operationMinutes(operation);
    const entity = index.entities.get(ref);
    return entity === undefined ? 1 : entityMinutes(entity);
  };
}
