import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { load } from 'js-yaml';
import { importContract } from '../planning/contract/import-contract.js';
import type { JsonObject } from '../planning/contract/json-value.js';
import { normalise, outline, readOpenApi } from '../planning/contract/openapi/read-openapi.js';
import { looksLikeJson } from '../planning/contract/parse-document.js';
import { loadConfig } from '../platform/config.js';
import { summarise } from './bench-result.js';
import type { BenchTable } from './bench-table.js';
import { syntheticContract } from './synthetic-contract.js';

const ROUNDS = 15;
const WARM_UPS = 4;
/** Aims, as multiples of what parsing the same text alone takes. */
const MODEL_AIM = 3;
const INTAKE_AIM = 10;

/** Has an operation in a fraction of the bytes that real ones take, so there is no aim for it. */
const SYNTHETIC = 'synthetic 3,200';

const { resolve } = createRequire(import.meta.url);
const CONTRACTS: readonly (readonly [string, () => Promise<string>])[] = [
  ['GitHub REST', () => readFile(resolve('@octokit/openapi/generated/api.github.com.json'), 'utf8')],
  ['GitHub Enterprise', () => readFile(resolve('@octokit/openapi/generated/ghes-3.17.json'), 'utf8')],
  ['GitHub webhooks', () => readFile(resolve('@octokit/openapi-webhooks/generated/api.github.com.json'), 'utf8')],
  ['demo input', () => readFile(new URL('../dev/demo-input/contract.yaml', import.meta.url), 'utf8')],
  ['train travel', () => readFile(resolve('@readme/oas-examples/3.1/yaml/train-travel.yaml'), 'utf8')],
  [SYNTHETIC, () => Promise.resolve(syntheticContract(3_200, 1))],
];

/**
 * What reading a contract costs, from its text in memory, against parsing alone (JSON.parse, or js-yaml's load): parsing
 * with the model (operations, entities, reference graph, rings), and the whole intake from the bytes received (decoding,
 * hash, limits, duplicate keys, resources, official validation, lines of findings).
 */
export async function importBench(): Promise<BenchTable> {
  const rows: string[][] = [];
  for (const [name, read] of CONTRACTS) rows.push(measure(name, await read(), name === SYNTHETIC));
  return {
    name: 'import',
    columns: [
      'contract',
      'MB',
      'operations',
      'entities',
      'parse ms',
      'model ms',
      'ratio',
      'intake ms',
      'ratio',
      'aims',
    ],
    rows,
    notes: [
      `medians of ${ROUNDS} rounds in turns after ${WARM_UPS} warm-ups, all in one process; the schemas of official validation are compiled once, in the warm-ups`,
      `aims: model at most ${MODEL_AIM} times, intake at most ${INTAKE_AIM} times parsing alone (JSON.parse; js-yaml's load for YAML)`,
    ],
  };
}

function measure(name: string, text: string, made: boolean): string[] {
  const bytes = Buffer.from(text, 'utf8');
  const { limits } = loadConfig({});
  const parse = (): JsonObject => (looksLikeJson(text) ? JSON.parse(text) : load(text)) as JsonObject;
  const model = (): { operations: unknown[]; entities: unknown[] } => {
    const root = parse();
    return readOpenApi(outline(normalise(root, false), limits.maxOperations), root);
  };
  const intake = (): void => {
    const input = { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), format: 'auto' as const };
    importContract(input, { ...limits, maxBytes: limits.maxContractBytes });
  };
  const times = { parse: [] as number[], model: [] as number[], intake: [] as number[] };
  for (let round = 0; round < WARM_UPS + ROUNDS; round += 1) {
    const kept = round >= WARM_UPS;
    for (const [side, run] of [
      ['parse', parse],
      ['model', model],
      ['intake', intake],
    ] as const) {
      const start = performance.now();
      run();
      if (kept) times[side].push(performance.now() - start);
    }
  }
  const medians = Object.values(times).map((samples) => summarise(samples).median);
  const [alone = NaN, whole = NaN, all = NaN] = medians;
  const { operations, entities } = model();
  const met = whole <= MODEL_AIM * alone && all <= INTAKE_AIM * alone;
  return [
    name,
    (bytes.byteLength / 1e6).toFixed(2),
    String(operations.length),
    String(entities.length),
    alone.toFixed(1),
    whole.toFixed(1),
    (whole / alone).toFixed(2),
    all.toFixed(1),
    (all / alone).toFixed(2),
    made ? '-' : met ? 'met' : 'missed',
  ];
}
