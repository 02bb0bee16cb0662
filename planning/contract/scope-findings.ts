import { closestName } from '../closest-name.js';
import { compareStrings } from '../compare.js';
import type { Finding } from '../finding.js';
import type { PlanOptions } from '../options.js';
import type { ContractModel } from './contract-model.js';
import { planScope } from './plan-scope.js';
import { operationMatcher } from './scope.js';

/** So many names of one option are each given a finding of their own; the rest is counted. */
const MOST_NAMED = 20;

/**
 * What of `options.scope` and `options.existing` does nothing: patterns that match no operation and references to
 * nothing in the contract, each with the name that comes closest, and a scope that leaves nothing to build.
 */
export function scopeFindings(model: ContractModel, options: PlanOptions): Finding[] {
  const scope = planScope(model, options);
  const findings = [...patternFindings(model, options), ...existingFindings(model, options)];
  if (scope.operations.size > 0 || scope.entities.size > 0) return findings;
  return [
    ...findings,
    {
      code: 'scope-empty',
      severity: 'error',
      message: 'The options leave nothing of the contract to build: everything is out of scope or there already.',
      where: { in: 'options', pointer: options.scope === undefined ? '/existing' : '/scope' },
    },
  ];
}

function patternFindings(model: ContractModel, { scope }: PlanOptions): Finding[] {
  const names = [
    ...new Set(model.operations.flatMap(({ id, path, tags }) => [id, ...tags, ...(path === undefined ? [] : [path])])),
  ].sort(compareStrings);
  return (['include', 'exclude'] as const).flatMap((list) => {
    const idle = (scope?.[list] ?? [])
      .map((pattern, at) => ({ name: pattern, pointer: `/scope/${list}/${at}` }))
      .filter(({ name }) => !model.operations.some(operationMatcher(name)));
    return report(idle, names, {
      code: 'scope-matches-nothing',
      pointer: `/scope/${list}`,
      say: (name) => `The pattern "${name}" of options.scope.${list} matches no operation.`,
      many: (count) => `${count} more patterns of options.scope.${list} match no operation.`,
    });
  });
}

function existingFindings(model: ContractModel, options: PlanOptions): Finding[] {
  const names = [
    ...model.operations.map(({ id }) => `op:${id}`),
    ...model.entities.map(({ id }) => `entity:${id}`),
    'auth',
  ].sort(compareStrings);
  const known = new Set(names);
  const idle = (options.existing ?? [])
    .map((name, at) => ({ name, pointer: `/existing/${at}` }))
    .filter(({ name }) => !known.has(name));
  return report(idle, names, {
    code: 'existing-unknown',
    pointer: '/existing',
    say: (name) => `"${name}" of options.existing is nothing in the contract.`,
    many: (count) => `${count} more references of options.existing are nothing in the contract.`,
  });
}

interface Wording {
  code: string;
  /** Of the option as a whole. */
  pointer: string;
  say: (name: string) => string;
  many: (count: number) => string;
}

function report(idle: { name: string; pointer: string }[], names: readonly string[], wording: Wording): Finding[] {
  const { code } = wording;
  const findings = idle.slice(0, MOST_NAMED).map(({ name, pointer }): Finding => {
    const near = closestName(name, names);
    const hint = near === null ? '' : ` Did you mean "${near}"?`;
    return { code, severity: 'warning', message: wording.say(name) + hint, where: { in: 'options', pointer } };
  });
  const rest = idle.length - MOST_NAMED;
  if (rest <= 0) return findings;
  const where = { in: 'options' as const, pointer: wording.pointer };
  return [...findings, { code, severity: 'warning', message: wording.many(rest), where }];
}
