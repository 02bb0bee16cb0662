import { checkCoverage } from './check-coverage.js';
import { checkFiles } from './check-files.js';
import { checkGraph } from './check-graph.js';
import { checkInputs } from './check-inputs.js';
import { checkPayloads } from './check-payloads.js';
import { checkTasks } from './check-tasks.js';
import { checkTrace } from './check-trace.js';
import { readDocuments } from './documents.js';
import type { Documents } from './documents.js';
import { textOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report, Violation } from './violation.js';

/** What was checked and what is wrong. A bundle is sound when `violations` is empty. */
export interface Verification {
  planId: string;
  files: number;
  tasks: number;
  candidates: number;
  /** Operations and entities in scope, and how many of them a task covers, counted anew. */
  elements: number;
  covered: number;
  outOfScope: number;
  violations: Violation[];
}

/**
 * Checks a bundle with nothing but its own content: hashes and sizes, task list and graph, coverage counted anew,
 * budgets, the search's winner. Shares no code with the planner, so that a fault there is not repeated here. Never
 * throws for a faulty bundle.
 */
export function verifyBundle(bundle: Bundle): Verification {
  const violations: Violation[] = [];
  const report: Report = (rule, where, message) => violations.push({ rule, where, message });
  checkFiles(bundle, report);
  const documents = readDocuments(bundle, report);
  const contents = documents === null ? NOTHING : checkDocuments(bundle, documents, report);
  const candidates = [...bundle.keys()].filter((path) => path.startsWith('candidates/')).length;
  return { files: bundle.size, candidates, ...contents, violations };
}

const NOTHING = { planId: '', tasks: 0, elements: 0, covered: 0, outOfScope: 0 };

function checkDocuments(bundle: Bundle, documents: Documents, report: Report): typeof NOTHING {
  const planId = textOf(documents.plan, 'id');
  checkInputs(bundle, documents, report);
  checkTasks(planId, documents.tasks, report);
  const coverage = checkCoverage(documents, report);
  checkGraph(documents, report);
  checkPayloads(bundle, documents.tasks, report);
  checkTrace(bundle, documents, report);
  return { planId, tasks: documents.tasks.length, ...coverage };
}
