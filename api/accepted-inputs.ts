import type { Request } from 'express';

import type { PlanOptions } from '../planning/options.js';
import { problem } from '../platform/problems.js';
import type { ApiDeps } from './deps.js';
import type { components } from './generated/openapi.js';
import type { PlanInputs } from './plan-inputs.js';
import { readFormInputs } from './read-form-inputs.js';
import { readJsonInputs } from './read-json-inputs.js';
import { requestFiles } from './request-files.js';

/**
 * The inputs of a request to plan, whether it came as JSON or as a form. Throws problems for what the request
 * validator cannot see: options in a form, texts that are no UTF-8, and weights that are all zero.
 */
export async function acceptedInputs(
  req: Request,
  deps: Pick<ApiDeps, 'config' | 'threads' | 'staging'>,
  checkOptions: (value: unknown) => PlanOptions,
): Promise<PlanInputs> {
  const files = requestFiles(req, deps.staging, deps.config.limits.maxBodyBytes);
  const isForm = req.headers['content-type']?.startsWith('multipart/form-data') ?? false;
  const inputs = isForm
    ? await readFormInputs(req, deps, files, checkOptions)
    : // The validator has checked the body against this schema.
      await readJsonInputs(req.body as components['schemas']['RerunRequest'] | undefined, deps, files);
  refuseZeroWeights(inputs.options);
  return req.get('Cache') === 'bypass' ? { ...inputs, options: bypassingCache(inputs.options) } : inputs;
}

/** The header means the same as the option. */
function bypassingCache(options: PlanOptions): PlanOptions {
  return { ...options, search: { ...options.search, cache: 'bypass' } };
}

const WEIGHT_NAMES = {
  complexity: ['dependencyLoad', 'surfaceArea', 'novelty', 'ambiguity', 'researchFriction'],
  critics: [
    'requirementCoverage',
    'contractCoverage',
    'dependencySoundness',
    'granularity',
    'parallelism',
    'verifiability',
    'cohesion',
    'redundancy',
  ],
} as const;

/** Weights count relative to each other: with all of them zero there is nothing to divide by. */
function refuseZeroWeights({ weights }: PlanOptions): void {
  for (const group of ['complexity', 'critics'] as const) {
    const given = weights?.[group];
    if (given === undefined || !WEIGHT_NAMES[group].every((name) => given[name] === 0)) continue;
    throw problem('invalid-options', `All weights of ${group} are zero.`, {
      errors: [{ detail: 'must have a weight above zero', pointer: `/options/weights/${group}` }],
    });
  }
}
