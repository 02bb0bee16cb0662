import { isObject, member, textOf } from './json.js';

/**
 * Acceptance criteria as candidates and content hashes have them: the addresses of their checks are relative to the
 * task, as no id is known there.
 */
export function relativeChecks(criteria: readonly unknown[], planId: string, taskId: string): unknown[] {
  const base = `/plans/${planId}/tasks/${taskId}/`;
  return criteria.map((criterion) => {
    const check = member(criterion, 'check');
    const href = textOf(check, 'href');
    if (!isObject(criterion) || !isObject(check) || !href.startsWith(base)) return criterion;
    return { ...criterion, check: { ...check, href: href.slice(base.length) } };
  });
}
