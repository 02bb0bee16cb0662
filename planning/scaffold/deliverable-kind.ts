import { profileOf } from './plan-scaffold.js';
import type { DeliverableKind, ScaffoldRequest } from './scaffold-request.js';

/** What a file is by where it lies: the kind whose pattern in the toolchain's layout fits it most closely, if any does. */
export function deliverableKind(request: ScaffoldRequest, path: string): DeliverableKind | undefined {
  const fitting = Object.entries(profileOf(request).paths)
    .map(([kind, pattern]) => ({
      kind: kind as DeliverableKind,
      head: pattern.slice(0, pattern.indexOf('{')),
      tail: pattern.slice(pattern.lastIndexOf('}') + 1),
    }))
    .filter(({ head, tail }) => path.startsWith(head) && path.endsWith(tail));
  const fixed = ({ head, tail }: { head: string; tail: string }): number => head.length + tail.length;
  return fitting.sort((a, b) => fixed(b) - fixed(a))[0]?.kind;
}
