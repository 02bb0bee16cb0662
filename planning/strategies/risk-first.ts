import type { Operation } from '../contract/contract-model.js';
import { compareStrings } from '../compare.js';
import { idsOf, isIntegration } from './operation-groups.js';
import type { PlannedResource } from './planned-model.js';
import { cutTests, referencesOf, sharedUnits, SHARED_TYPES } from './shape-parts.js';
import type { Sizing } from './sizing.js';
import { chunks, resourceOrder } from './work-unit.js';
import type { Shape, TestUnit, WorkUnit } from '../dag/shape.js';
import type { ShapeMaker } from './work-unit.js';

/** Share of resources, by how connected they are, that count as risky. */
const CONNECTED_SHARE = 0.25;
const RISKY_WORDS =
  /\b(?:pay(?:ment)?s?|refund|charge|checkout|oauth|sso|import|export|upload|webhook|e-?mail|sms|notif(?:y|ication)s?|search|token|password|encrypt|migrat\w+|third[- ]party|integration)\b/i;
/** Ranks of what is not risky start here. */
const LATER = 10_000;
/** Safe work is bundled to this many times the usual size. */
const SAFE_FACTOR = 2;

/**
 * By uncertainty: sign-in, uploads, webhooks, outside services and the most connected resources are cut finest (one
 * operation per task, schema apart) and ranked first; what is safe comes after, a resource per task where it fits.
 */
export const riskFirst: ShapeMaker = (planned, sizing): Shape => {
  const resources = resourceOrder(planned, sizing);
  const connected = mostConnected(resources, sizing);
  const units = sharedUnits(resources, sizing);
  const tests: TestUnit[] = cutTests(
    SHARED_TYPES,
    resources.filter((one) => one.shared).flatMap(referencesOf),
    sizing,
    0,
  );
  resources.forEach((resource, place) => {
    if (resource.shared) return;
    const risky = resource.operations.filter((one) => connected.has(resource.name) || isRisky(one));
    const safe = resource.operations.filter((one) => !risky.includes(one));
    units.push(...riskyUnits(resource, risky, place));
    units.push(...safeUnits(resource, safe, risky.length > 0, sizing, LATER + place));
    tests.push(...riskTests(resource, risky, safe, sizing, place));
  });
  return { units, tests };
};

function mostConnected(resources: readonly PlannedResource[], sizing: Sizing): Set<string> {
  const share = CONNECTED_SHARE * (sizing.vary === null ? 1 : sizing.vary.pick([0.5, 1, 2]));
  const own = resources.filter((one) => !one.shared && one.operations.length > 0);
  const count = Math.max(1, Math.floor(own.length * share));
  return new Set(
    [...own]
      .sort((a, b) => b.degree - a.degree || compareStrings(a.name, b.name))
      .slice(0, count)
      .map((one) => one.name),
  );
}

function isRisky(operation: Operation): boolean {
  const text = `${operation.operationId ?? ''} ${operation.path ?? operation.id} ${operation.summary}`;
  return isIntegration(operation) || RISKY_WORDS.test(text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[/_]/g, ' '));
}

function riskyUnits(resource: PlannedResource, risky: readonly Operation[], rank: number): WorkUnit[] {
  return risky.map((one) => ({
    kind: isIntegration(one) ? 'integration' : 'operation',
    resource: resource.name,
    entities: [],
    operations: [one.id],
    rank,
  }));
}

function safeUnits(
  resource: PlannedResource,
  safe: readonly Operation[],
  apart: boolean,
  sizing: Sizing,
  rank: number,
): WorkUnit[] {
  const bundles = chunks(safe, sizing.maxOperations * SAFE_FACTOR).map(idsOf);
  const schemas = chunks(resource.entities, sizing.maxEntities * SAFE_FACTOR);
  const joined = !apart && schemas.length === 1 && bundles.length > 0 ? schemas[0] : undefined;
  const units: WorkUnit[] = (joined === undefined ? schemas : []).map((entities) => ({
    kind: 'schema',
    resource: resource.name,
    entities,
    operations: [],
    rank: apart ? rank - LATER : rank,
  }));
  bundles.forEach((operations, i) => {
    units.push({
      kind: 'operation',
      resource: resource.name,
      entities: i === 0 ? (joined ?? []) : [],
      operations,
      rank,
    });
  });
  return units;
}

function riskTests(
  resource: PlannedResource,
  risky: readonly Operation[],
  safe: readonly Operation[],
  sizing: Sizing,
  rank: number,
): TestUnit[] {
  const rest = { entities: resource.entities, operations: [...safe] };
  return [
    ...cutTests(
      `${resource.name} risks`,
      risky.map((one) => `op:${one.id}`),
      sizing,
      rank,
    ),
    ...cutTests(resource.name, referencesOf(rest), sizing, LATER + rank),
  ];
}
