import { listOf, member, numberOf, textOf, textsOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

/** What the checks need of a task. */
export interface BundleTask {
  /** Position in tasks.json. */
  position: number;
  id: string;
  key: string;
  kind: string;
  wave: number;
  covers: string[];
  verifies: string[];
  requirements: string[];
  dependsOn: string[];
  deliverables: number;
  acceptance: number;
  tokens: number;
  limit: number;
}

/** The parsed documents of a bundle. */
export interface Documents {
  plan: unknown;
  tasks: BundleTask[];
  graph: unknown;
  coverage: unknown;
  search: unknown;
  model: unknown;
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

/**
 * Parses the documents every bundle has. Null where one is missing or is no JSON: each such is reported, and what the
 * documents say of each other cannot be checked.
 */
export function readDocuments(bundle: Bundle, report: Report): Documents | null {
  const parsed = new Map<string, unknown>();
  for (const path of REQUIRED) {
    const content = bundle.get(path);
    if (content === undefined) report('missing-file', path, 'every bundle has this file');
    else parsed.set(path, parseJson(path, content, report));
  }
  if (REQUIRED.some((path) => parsed.get(path) === undefined)) return null;
  return {
    plan: parsed.get('plan.json'),
    tasks: listOf(parsed.get('tasks.json'), 'tasks').map(readTask),
    graph: parsed.get('graph.json'),
    coverage: parsed.get('coverage.json'),
    search: parsed.get('search.json'),
    model: parsed.get('contract.model.json'),
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

function readTask(value: unknown, position: number): BundleTask {
  const budget = member(value, 'budget');
  return {
    position,
    id: textOf(value, 'id'),
    key: textOf(value, 'key'),
    kind: textOf(value, 'kind'),
    wave: numberOf(value, 'wave'),
    covers: textsOf(value, 'covers'),
    verifies: textsOf(value, 'verifies'),
    requirements: textsOf(value, 'requirements'),
    dependsOn: listOf(value, 'dependsOn').map((edge) => textOf(edge, 'task')),
    deliverables: listOf(value, 'deliverables').length,
    acceptance: listOf(value, 'acceptance').length,
    tokens: numberOf(budget, 'tokens'),
    limit: numberOf(budget, 'limit'),
  };
}
