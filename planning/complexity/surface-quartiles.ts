import type { Quartiles } from './scales.js';

/**
 * Quartiles of one task's surface. Derived from RAMA's thresholds over 1,737 public APIs
 * (https://github.com/restful-ma/thresholds): operations 8/15/31, parameters per operation 3.5/4.6/8.6, data weight
 * 77/167/378 per API. An API at each quartile is taken as eight tasks, so per-API sizes are divided by 8; sizes per operation stay.
 * COSMIC function points follow from the operations with 3.4 data movements each (entry, exit, error exit, and a
 * read or a write, both for changes).
 */
export const SURFACE_QUARTILES: Record<'operations' | 'parameters' | 'dataWeight' | 'functionPoints', Quartiles> = {
  operations: { q25: 1, q50: 1.875, q75: 3.875 },
  parameters: { q25: 3.5, q50: 4.6, q75: 8.6 },
  dataWeight: { q25: 9.625, q50: 20.875, q75: 47.25 },
  functionPoints: { q25: 3.4, q50: 6.375, q75: 13.175 },
};
