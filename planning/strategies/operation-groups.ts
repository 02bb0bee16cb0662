import type { Operation } from '../contract/contract-model.js';
import { wordsOf } from '../contract/names.js';
import { compareStrings } from '../compare.js';

/** True for operations whose work is mostly outside the service: pushes to others, and file uploads. */
export function isIntegration(operation: Operation): boolean {
  if (operation.type === 'webhook' || operation.type === 'callback' || operation.type === 'subscription') return true;
  const media = operation.requestBody?.mediaTypes ?? [];
  return media.some((type) => /^multipart\/form-data|^application\/octet-stream|^(?:image|video|audio)\//i.test(type));
}

/** Acts grouped so that doing and undoing (POST and DELETE of one path, `follow` and `unfollow`) stay together. */
export function actionGroups(operations: readonly Operation[]): Operation[][] {
  const groups = new Map<string, Operation[]>();
  for (const operation of operations) {
    const key = actKey(operation);
    groups.set(key, [...(groups.get(key) ?? []), operation]);
  }
  return [...groups.entries()].sort(([a], [b]) => compareStrings(a, b)).map(([, group]) => group);
}

function actKey(operation: Operation): string {
  const name = operation.path ?? operation.id.split('.').at(-1) ?? operation.id;
  const at = name.lastIndexOf('/') + 1;
  const words = wordsOf(name.slice(at));
  const verb = (words[0] ?? '').replace(/^(?:un|dis|de)(?=[a-z]{3})/, '');
  return name.slice(0, at) + [verb, ...words.slice(1)].join(' ');
}

/** Ids, sorted. */
export function idsOf(operations: readonly Operation[]): string[] {
  return operations.map((one) => one.id).sort(compareStrings);
}
