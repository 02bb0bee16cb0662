import { createHash } from 'node:crypto';

import canonicalize from 'canonicalize';

import { placeOf } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { entriesOf, isObject, listOf, member, textOf } from './json.js';
import { sdlDefinitions } from './graphql-slice.js';
import { relativeChecks } from './relative-checks.js';
import type { Report } from './violation.js';

/** Depth down to the operations and components of an OpenAPI document. */
const PART_LEVELS = 3;
/** The digits in a migration's name by which it is run: another order is no other work. */
const RUN_ORDER = /(?<=\/V?)\d{12}(?=[-_])/;

/**
 * Computes `contentHash` of tasks anew from their payloads: SHA-256 over the canonical JSON of the task without its
 * minutes and with the winner's own description, its criteria, its clauses, and a digest of its slice. Advice of a model is no part of it. Of a payload that anything else was left out of it cannot be.
 *
 * @returns how many tasks it could be computed for
 */
export function checkContentHashes({ planId, tasks, payloads, search, candidates }: Documents, report: Report): number {
  let computed = 0;
  const winner = candidates.get(textOf(member(search, 'winner'), 'candidateId'));
  const planned = new Map(listOf(winner, 'tasks').map((task) => [textOf(task, 'key'), textOf(task, 'description')]));
  for (const task of tasks) {
    const payload = payloads.get(task.key);
    const stated = textOf(task.document, 'contentHash');
    if (!/^[0-9a-f]{64}$/.test(stated)) report('content-hash', placeOf(task), 'it is no SHA-256');
    if (payload === undefined || listOf(payload, 'omitted').some((one) => textOf(one, 'ref') !== 'guidance')) continue;
    computed += 1;
    const found = contentHash(task, payload, { planId, description: planned.get(task.key) ?? '' });
    if (stated !== found) report('content-hash', placeOf(task), `it says ${stated}, its payload hashes to ${found}`);
  }
  return computed;
}

function contentHash(
  task: BundleTask,
  payload: unknown,
  { planId, description }: { planId: string; description: string },
): string {
  const {
    id: _id,
    minutes: _minutes,
    ...content
  } = { ...(member(payload, 'task') as object) } as Record<string, unknown>;
  const deliverables = listOf(content, 'deliverables').map((one) => ({
    ...(one as object),
    path: textOf(one, 'path').replace(RUN_ORDER, ''),
  }));
  const refs = [...task.covers, ...task.verifies, ...task.uses].filter((ref) => /^(?:op|entity):/.test(ref));
  const slice = member(member(payload, 'contract'), 'slice');
  return hashOf(
    canonicalize({
      task: { ...content, description, deliverables },
      acceptance: relativeChecks(listOf(payload, 'acceptance'), planId, task.id),
      requirements: member(payload, 'requirements'),
      contract: refs.length === 0 ? null : sliceDigest(slice),
    }) ?? '',
  );
}

/** Over the digests of a slice's parts, whatever the order of keys: operations and components, or definitions. */
function sliceDigest(slice: unknown): string {
  if (typeof slice === 'string') return hashOf(sdlDefinitions(slice).map(hashOf).join('\n'));
  const parts: string[] = [];
  const open: { value: unknown; steps: string[] }[] = [{ value: slice, steps: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, steps } = next;
    if (steps.length < PART_LEVELS && isObject(value)) {
      for (const [key, one] of entriesOf(value)) open.push({ value: one, steps: [...steps, key] });
    } else {
      const pointer = steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
      parts.push(`${pointer} ${hashOf(canonicalize(value) ?? '')}`);
    }
  }
  return hashOf(parts.sort().join('\n'));
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
