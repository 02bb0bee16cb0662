import type { BundleTask, Documents } from './documents.js';
import { fencedBlocks } from './fences.js';
import { buildsSdl, graphqlSliceFaults } from './graphql-slice.js';
import { isSame, listOf, member, textOf } from './json.js';
import { openapiSliceFaults } from './openapi-slice.js';
import type { RecountedContract } from './recount-contract.js';
import type { Report } from './violation.js';

/**
 * Checks the contract slice of every payload: a document of its own that holds what the task names, adds no fault which
 * the whole does not have, and stands word for word in the text for the executor.
 */
export function checkSlices(documents: Documents, counted: RecountedContract | null, report: Report): void {
  const { tasks, payloads, model } = documents;
  const format = textOf(model, 'kind');
  const faultsOf = format === 'graphql' ? graphqlFaults(documents, counted) : openapiFaults(documents, counted);
  for (const task of tasks) {
    const payload = payloads.get(task.key);
    if (payload === undefined) continue;
    const where = `payloads/${task.key}.json`;
    const contract = member(payload, 'contract');
    if (textOf(contract, 'format') !== format) report('slice', where, `its slice is not ${format}`);
    const level = levelOf(payload);
    const slice = member(contract, 'slice');
    const refs = refsOf(task);
    // What stands for a slice that was left out, or that nobody needs, holds nothing.
    if (level === 'pointer' || refs.length === 0) continue;
    for (const fault of faultsOf(slice, refs)) report('slice', where, fault);
    if (!isInText(textOf(payload, 'rendered'), slice)) {
      report('slice-text', where, 'the slice in its text is not the one in its fields');
    }
  }
}

function levelOf(payload: unknown): string {
  const left = listOf(payload, 'omitted').find((block) => textOf(block, 'ref') === 'contract');
  return left === undefined ? 'full' : textOf(left, 'level');
}

/** What the slice of a task is made for. */
function refsOf(task: BundleTask): string[] {
  return [...task.covers, ...task.verifies, ...task.uses].filter((ref) => /^(?:op|entity):/.test(ref));
}

type Faults = (slice: unknown, refs: readonly string[]) => string[];

function openapiFaults({ model }: Documents, counted: RecountedContract | null): Faults {
  const known = new Set(listOf(model, 'entities').map((entity) => textOf(entity, 'id')));
  const derived = new Set(
    listOf(model, 'entities')
      .filter((entity) => member(entity, 'derived') === true)
      .map((entity) => `entity:${textOf(entity, 'id')}`),
  );
  const isDangling = (ref: string): boolean => {
    const name = /^#\/components\/schemas\/([^/]+)$/.exec(ref)?.[1];
    if (name !== undefined) return !known.has(name.replaceAll('~1', '/').replaceAll('~0', '~'));
    return counted?.leads(ref) !== true && counted?.leads(asSwagger2(ref)) !== true;
  };
  return (slice, refs) =>
    openapiSliceFaults(
      slice,
      // Entities that were derived from paths have no schema anywhere.
      refs.filter((ref) => !derived.has(ref)),
      isDangling,
    );
}

/** Where a component stands in a Swagger 2.0 document. */
function asSwagger2(ref: string): string {
  return ref.replace('#/components/schemas/', '#/definitions/').replace('#/components/', '#/');
}

function graphqlFaults({ model }: Documents, counted: RecountedContract | null): Faults {
  const ids = listOf(model, 'entities').map((entity) => textOf(entity, 'id'));
  const roots = listOf(model, 'operations').map((one) => textOf(one, 'id').split('.', 1)[0] ?? '');
  const sdl = counted?.sdl ?? null;
  const whole = { types: new Set([...ids, ...roots]), builds: sdl !== null && buildsSdl(sdl) };
  return (slice, refs) => (typeof slice === 'string' ? graphqlSliceFaults(slice, refs, whole) : ['it is no text']);
}

function isInText(rendered: string, slice: unknown): boolean {
  if (typeof slice === 'string') {
    const end = slice.endsWith('\n') ? slice : `${slice}\n`;
    return fencedBlocks(rendered, 'graphql').includes(end);
  }
  return fencedBlocks(rendered, 'json').some((block) => isSame(parseOr(block), slice));
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
