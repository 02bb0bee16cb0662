import type { Problem } from '../api-types.js';
import { makeSafe } from '../safe.js';
import { placeText } from './findings.js';
import type { Layout } from './layout.js';
import { pairs } from './layout.js';

/** A problem document for people: what, where, what to do, and the id to quote. */
export function renderProblem(layout: Layout, document: Problem): string[] {
  const problem = makeSafe(document);
  const { colours } = layout;
  const places = problem.errors.map((error) => errorText(error, problem.detail)).filter((text) => text !== '');
  return [
    `${colours.red(problem.status >= 500 ? 'Failed' : 'Refused')}: ${problem.title} (${problem.status} ${problem.code})`,
    ...pairs(layout, [
      ['what', problem.detail],
      ...places.map((text): [string, string] => ['where', text]),
      ['remedy', problem.remediation],
      ['plan', problem.planId],
      ['quote', `correlation id ${problem.correlationId}`],
    ]),
  ];
}

/** Place and fault; the fault only where it says more than the problem itself. */
function errorText(error: Problem['errors'][number], said: string): string {
  const place =
    (error.where && placeText(error.where)) ||
    (error.pointer && `body #${error.pointer}`) ||
    (error.parameter && `parameter ${error.parameter}`) ||
    (error.header && `header ${error.header}`) ||
    '';
  const fault = error.detail === said ? '' : error.detail;
  return [place, fault].filter((text) => text !== '').join(': ');
}
