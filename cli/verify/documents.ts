import { listOf, member, numberOf, textOf, textsOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

/** A task of tasks.json as the checks read it. */
export interface BundleTask {
  /** Position in tasks.json. */
  position: number;
  id: string;
  key: string;
  kind: string;
  wave: number;
  minutes: number;
  covers: string[];
  verifies: string[];
  uses: string[];
  requirements: string[];
  /** Ids of the tasks it depends on, each once. */
  dependsOn: string[];
  /** All of it. */
  document: unknown;
}

/** The parsed documents of a bundle. */
export interface Documents {
  planId: string;
  plan: unknown;
  tasks: BundleTask[];
  graph: unknown;
  coverage: unknown;
  search: unknown;
  report: unknown;
  scaffold: unknown;
  model: unknown;
  /** What a model said of PRD and order, and of the winner's tasks; null where there is none. */
  enrichment: unknown;
  guidance: unknown;
  /** What the client asked for; an empty object where the bundle does not say. */
  options: unknown;
  /** The PRD as sent; null where inputs/ holds none. */
  prd: string | null;
  /** The contract as sent; null where inputs/ holds none. */
  contract: { path: string; bytes: Uint8Array } | null;
  /** Documents of candidates/ by the name of the file, which is their id. */
  candidates: Map<string, unknown>;
  /** Documents of payloads/ by task key. */
  payloads: Map<string, unknown>;
}

const REQUIRED = [
  'plan.json',
  'tasks.json',
  'graph.json',
  'coverage.json',
  'search.json',
  'report.json',
  'scaffold.json',
  'contract.model.json',
];
const OPTIONS = 'inputs/options.json';

/**
 * Parses the documents of a bundle. Null where one that every bundle has is missing or is no JSON: each such is
 * reported, and what the documents say of each other cannot be checked.
 */
export function readDocuments(bundle: Bundle, report: Report): Documents | null {
  const parsed = new Map<string, unknown>();
  for (const path of REQUIRED) {
    const content = bundle.get(path);
    if (content === undefined) report('missing-file', path, 'every bundle has this file');
    else parsed.set(path, parseJson(path, content, report));
  }
  if (REQUIRED.some((path) => parsed.get(path) === undefined)) return null;
  const options = bundle.get(OPTIONS);
  return {
    planId: textOf(parsed.get('plan.json'), 'id'),
    plan: parsed.get('plan.json'),
    tasks: listOf(parsed.get('tasks.json'), 'tasks').map(readTask),
    graph: parsed.get('graph.json'),
    coverage: parsed.get('coverage.json'),
    search: parsed.get('search.json'),
    report: parsed.get('report.json'),
    scaffold: parsed.get('scaffold.json'),
    model: parsed.get('contract.model.json'),
    enrichment: parseOptional('enrichment.json', bundle, report),
    guidance: parseOptional('guidance.json', bundle, report),
    options: options === undefined ? {} : (parseJson(OPTIONS, options, report) ?? {}),
    prd: readPrd(bundle, report),
    contract: readContract(bundle),
    candidates: parseFolder('candidates/', bundle, report),
    payloads: parseFolder('payloads/', bundle, report),
  };
}

/** Parses one file; undefined, and reported, where it is no JSON in UTF-8. */
export function parseJson(path: string, content: Uint8Array, report: Report): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch (error) {
    report('not-json', path, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function parseOptional(path: string, bundle: Bundle, report: Report): unknown {
  const content = bundle.get(path);
  return content === undefined ? null : (parseJson(path, content, report) ?? null);
}

function parseFolder(folder: string, bundle: Bundle, report: Report): Map<string, unknown> {
  const documents = new Map<string, unknown>();
  for (const [path, content] of bundle) {
    if (!path.startsWith(folder) || !path.endsWith('.json')) continue;
    documents.set(path.slice(folder.length, -'.json'.length), parseJson(path, content, report));
  }
  return documents;
}

function readPrd(bundle: Bundle, report: Report): string | null {
  const path = ['inputs/prd.md', 'inputs/prd.txt'].find((name) => bundle.has(name));
  const content = path === undefined ? undefined : bundle.get(path);
  if (path === undefined || content === undefined) return null;
  try {
    // Offsets do not count a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (error) {
    report('input-unreadable', path, error instanceof Error ? error.message : String(error));
    return null;
  }
}

function readContract(bundle: Bundle): Documents['contract'] {
  for (const [path, bytes] of bundle) if (path.startsWith('inputs/contract.')) return { path, bytes };
  return null;
}

function readTask(value: unknown, position: number): BundleTask {
  return {
    position,
    id: textOf(value, 'id'),
    key: textOf(value, 'key'),
    kind: textOf(value, 'kind'),
    wave: numberOf(value, 'wave'),
    minutes: numberOf(value, 'minutes'),
    covers: textsOf(value, 'covers'),
    verifies: textsOf(value, 'verifies'),
    uses: textsOf(value, 'uses'),
    requirements: textsOf(value, 'requirements'),
    dependsOn: [...new Set(listOf(value, 'dependsOn').map((edge) => textOf(edge, 'task')))],
    document: value,
  };
}

/** Tests and documents check or describe what others make: such tasks cover nothing. */
export function covers(task: Pick<BundleTask, 'kind'>): boolean {
  return task.kind !== 'test' && task.kind !== 'docs';
}

/** Where a task stands, for a violation. */
export function placeOf(task: Pick<BundleTask, 'key' | 'id'>): string {
  return `tasks.json#${task.key === '' ? task.id : task.key}`;
}

/** Reads one member of the plan's parts, e.g. `part(plan, 'graph', 'criticalPath')`. */
export function part(value: unknown, ...names: string[]): unknown {
  return names.reduce((at, name) => member(at, name), value);
}
