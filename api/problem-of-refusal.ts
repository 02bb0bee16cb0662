import type { Place, Refusal } from '../planning/finding.js';
import { PROBLEMS } from '../platform/problem-codes.js';
import { Problem } from '../platform/problems.js';
import type { ProblemError } from '../platform/problems.js';

/** Turns planning's refusal of an input into the answer that says so, with the place in `errors[0].where`. */
export function problemOfRefusal(refusal: Refusal): Problem {
  const error: ProblemError = { detail: refusal.message };
  if (refusal.where !== null) error.where = refusal.where;
  const pointer = bodyPointer(refusal.where);
  if (pointer !== null) error.pointer = pointer;
  return new Problem(
    {
      code: refusal.code,
      status: refusal.status,
      title: refusalTitle(refusal.where),
      remediation: refusal.remediation,
    },
    refusal.message,
    { errors: [error] },
  );
}

/** The member of the request body that holds the input at fault. */
function bodyPointer(where: Place | null): string | null {
  if (where === null) return null;
  if (where.in === 'options') return `/options${where.pointer ?? ''}`;
  return where.in === 'plan' ? null : `/${where.in}`;
}

function refusalTitle(where: Place | null): string {
  if (where === null || where.in === 'plan') return 'The input cannot be planned';
  if (where.in === 'options') return PROBLEMS['invalid-options'].title;
  return where.in === 'prd' ? 'The PRD cannot be used' : 'The contract cannot be used';
}
