import { byteCases } from './byte-cases.js';
import { graphqlCases } from './graphql-cases.js';
import type { HostileCase } from './hostile-case.js';
import { limitCases } from './limit-cases.js';
import { nameCases } from './name-cases.js';
import { nestingCases } from './nesting-cases.js';
import { prdCases } from './prd-cases.js';
import { referenceCases } from './reference-cases.js';
import { textCases } from './text-cases.js';
import { yamlCases } from './yaml-cases.js';

/**
 * Every attack, by group. A new group is a file of its own and a line here.
 * @param listener URL that references point at and nobody may call
 */
export function hostileCases(listener: string): HostileCase[] {
  return [
    ...yamlCases,
    ...referenceCases(listener),
    ...nestingCases,
    ...limitCases,
    ...nameCases,
    ...textCases,
    ...graphqlCases,
    ...byteCases,
    ...prdCases,
  ];
}
