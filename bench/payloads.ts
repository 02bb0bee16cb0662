import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cutPayload } from '../planning/budget/cut-payload.js';
import { payloadLimit } from '../planning/budget/payload-limit.js';
import type { PayloadLimit } from '../planning/budget/payload-limit.js';
import { TARGET_FAMILIES } from '../planning/budget/target-models.js';
import type { ContractDocument, ContractSlice, SliceLevel } from '../planning/contract/contract-document.js';
import { importContract } from '../planning/contract/import-contract.js';
import { sliceContract } from '../planning/contract/slice.js';
import { inferOrder } from '../planning/order/infer-order.js';
import { analysePrd } from '../planning/prd/analyse-prd.js';
import { assembleTasks } from '../planning/revision/assemble-tasks.js';
import type { AssembledTask } from '../planning/revision/assemble-tasks.js';
import { planScaffold } from '../planning/scaffold/plan-scaffold.js';
import { decompose } from '../planning/strategies/decompose.js';
import { loadConfig } from '../platform/config.js';
import type { BenchTable } from './bench-table.js';

const { resolve } = createRequire(import.meta.url);
const PRD = '- FR-1 The service offers what its contract declares.\n';
const IDS = { planId: `pln_${'a'.repeat(26)}`, revision: 1 };

/** What the payloads for one model came to. */
interface Row {
  limit: PayloadLimit;
  payloads: number;
  over: number;
  infeasible: number;
  cut: number;
  guarantees: Record<'exact' | 'byte-bound' | 'calibrated', number>;
  worst: { tokens: number; where: string };
}

/**
 * Cuts every payload of the plans of many contracts for every known model, and says per model how many are over their
 * limit (none may be), which guarantee they state, how many leave something out, and which is the largest.
 */
export async function payloads(files: readonly string[]): Promise<BenchTable> {
  const { budget } = loadConfig({});
  const rows = new Map<string, Row>();
  for (const model of [...TARGET_FAMILIES, 'unknown']) {
    const limit = payloadLimit(budget, { targetModel: model });
    if (limit.infeasible === true) throw new Error(`No payload fits ${model}.`);
    rows.set(model, {
      limit,
      payloads: 0,
      over: 0,
      infeasible: 0,
      cut: 0,
      guarantees: { exact: 0, 'byte-bound': 0, calibrated: 0 },
      worst: { tokens: 0, where: '' },
    });
  }
  const contracts = files.length > 0 ? files : await contractsAtHand();
  for (const file of contracts) measure(file, planOf(await readFile(file, 'utf8')), rows);
  return {
    name: 'payloads',
    columns: [
      'model',
      'window',
      'limit',
      'payloads',
      'over',
      'no fit',
      'cut',
      'exact',
      'byte-bound',
      'calibrated',
      'largest',
      'where',
    ],
    rows: [...rows].map(([model, row]) => cellsOf(model, row)),
    notes: [
      `${contracts.length} contracts; every task of a contract-first plan; cut: something is at less than full fidelity, and named with its address`,
      'aim: over 0, no fit 0',
    ],
  };
}

/** The demo's contract and those of the packages that tests and benchmarks read. */
export async function contractsAtHand(): Promise<string[]> {
  const examples = dirname(dirname(dirname(resolve('@readme/oas-examples/3.1/json/train-travel.json'))));
  const found = [join(import.meta.dirname, '../dev/demo-input/contract.yaml')];
  for (const version of ['3.0', '3.1']) {
    const folder = join(examples, version, 'json');
    for (const name of (await readdir(folder)).sort()) if (name.endsWith('.json')) found.push(join(folder, name));
  }
  found.push(
    resolve('@octokit/openapi/generated/api.github.com.json'),
    resolve('@octokit/openapi-webhooks/generated/api.github.com.json'),
    fileURLToPath(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema'))),
  );
  return found;
}

interface Plan {
  document: ContractDocument;
  tasks: AssembledTask[];
}

function planOf(text: string): Plan {
  const { limits, budget, complexity } = loadConfig({});
  const imported = importContract({ text, format: 'auto' }, { ...limits, maxBytes: limits.maxContractBytes });
  if (!('model' in imported)) throw new Error('The contract was refused.');
  const { model, document } = imported;
  const analysis = analysePrd(PRD, model, {});
  const order = inferOrder(model, analysis);
  const context = { model, analysis, order, scaffold: planScaffold(model, analysis, {}), options: {} };
  const candidate = decompose('contract-first', context, { seed: 1, pull: 0 });
  const limit = payloadLimit(budget, {});
  if (limit.infeasible === true) throw new Error('No payload fits the default model.');
  return {
    document,
    tasks: assembleTasks({ planId: IDS.planId, candidate, context, document, complexity, limit, guidance: null }).tasks,
  };
}

function measure(file: string, { document, tasks }: Plan, rows: ReadonlyMap<string, Row>): void {
  for (const { blocks, taskId } of tasks) {
    const slices = new Map<SliceLevel, ContractSlice>();
    const source = (level: SliceLevel): ContractSlice => {
      const slice = slices.get(level) ?? sliceContract(document, blocks.contract.refs, level);
      slices.set(level, slice);
      return slice;
    };
    for (const row of rows.values()) {
      const payload = cutPayload(blocks, { ids: { ...IDS, taskId }, cards: [], dependencies: [] }, row.limit, source);
      row.payloads += 1;
      if (payload.infeasible === true) {
        row.infeasible += 1;
        continue;
      }
      const { tokens, limit, window, reserved, guarantee } = payload.budget;
      if (tokens > limit || limit + reserved > window) row.over += 1;
      row.guarantees[guarantee] += 1;
      if (payload.omitted.length > 0) row.cut += 1;
      const where = `${file.split('/').at(-1) ?? file} ${blocks.task.key}`;
      if (tokens > row.worst.tokens) row.worst = { tokens, where };
    }
  }
}

function cellsOf(model: string, row: Row): string[] {
  const { limit, guarantees, worst } = row;
  return [
    model,
    String(limit.window),
    String(limit.limit),
    String(row.payloads),
    String(row.over),
    String(row.infeasible),
    String(row.cut),
    String(guarantees.exact),
    String(guarantees['byte-bound']),
    String(guarantees.calibrated),
    String(worst.tokens),
    worst.where,
  ];
}
