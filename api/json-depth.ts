/** Nesting of a JSON value: 0 for a scalar, 1 for a flat object. Gives up counting beyond `enough`; never recurses. */
export function depthOf(value: unknown, enough: number): number {
  let depth = 0;
  let level: object[] = isContainer(value) ? [value] : [];
  while (level.length > 0 && depth <= enough) {
    depth++;
    const below: object[] = [];
    for (const container of level) {
      for (const member of Object.values(container) as unknown[]) if (isContainer(member)) below.push(member);
    }
    level = below;
  }
  return depth;
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
