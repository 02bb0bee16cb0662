import type { Coverage } from '../contract/coverage.js';

/** The coverage matrix with task ids in place of keys (formats, "GET …/coverage"). */
export function makeCoverageDocument(coverage: Coverage, idOf: (key: string) => string): Omit<Coverage, 'totals'> {
  const ids = (keys: readonly string[]): string[] => keys.map(idOf);
  return {
    complete: coverage.complete,
    operations: coverage.operations.map((row) => ({
      ...row,
      implementedBy: ids(row.implementedBy),
      testedBy: ids(row.testedBy),
    })),
    entities: coverage.entities.map((row) => ({
      ...row,
      implementedBy: ids(row.implementedBy),
      testedBy: ids(row.testedBy),
    })),
    requirements: coverage.requirements.map((row) => ({ ...row, coveredBy: ids(row.coveredBy) })),
    outOfScope: coverage.outOfScope,
    existing: coverage.existing,
    orphans: ids(coverage.orphans),
  };
}
