import { checkAcceptanceFiles } from './check-acceptance-files.js';
import { checkBudgets } from './check-budgets.js';
import { checkCandidates } from './check-candidates.js';
import { checkChoices } from './check-choices.js';
import { checkComplexity } from './check-complexity.js';
import { checkContentHashes } from './check-content-hashes.js';
import { checkContract } from './check-contract.js';
import { checkCoverage } from './check-coverage.js';
import { checkFiles } from './check-files.js';
import { checkFindings } from './check-findings.js';
import { checkFrontEnd } from './check-front-end.js';
import { checkGraph } from './check-graph.js';
import { checkInputs } from './check-inputs.js';
import { checkModel } from './check-model.js';
import { checkPayloads } from './check-payloads.js';
import { checkReport } from './check-report.js';
import { checkRequirements } from './check-requirements.js';
import { checkScaffold } from './check-scaffold.js';
import { checkSchedule } from './check-schedule.js';
import { checkSelection } from './check-selection.js';
import { checkSlices } from './check-slices.js';
import { checkSummary } from './check-summary.js';
import { checkTaskRules } from './check-task-rules.js';
import { checkTasks } from './check-tasks.js';
import { checkWinnerTasks } from './check-winner-tasks.js';
import { readDocuments } from './documents.js';
import type { Documents } from './documents.js';
import type { Bundle } from './read-bundle.js';
import type { RecountedContract } from './recount-contract.js';
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
  /** What could not be computed anew from the bundle, and why. */
  notes: string[];
  violations: Violation[];
}

/** More violations than this say nothing new. */
const MAX_VIOLATIONS = 1000;

/**
 * Checks a bundle with nothing but its own content: hashes and sizes, the contract counted anew, coverage, requirements,
 * task list and graph, payloads and budgets, and every choice of the search. Shares no code with the planner, so that a
 * fault there is not repeated here. Never throws for a faulty bundle.
 */
export function verifyBundle(bundle: Bundle): Verification {
  const violations: Violation[] = [];
  const report: Report = (rule, where, message) => {
    if (violations.length < MAX_VIOLATIONS) violations.push({ rule, where, message });
  };
  const notes: string[] = [];
  checkFiles(bundle, report);
  const documents = readDocuments(bundle, report);
  const contents = documents === null ? NOTHING : checkDocuments(bundle, documents, notes, report);
  const candidates = [...bundle.keys()].filter((path) => path.startsWith('candidates/')).length;
  return { files: bundle.size, candidates, ...contents, notes, violations };
}

const NOTHING = { planId: '', tasks: 0, elements: 0, covered: 0, outOfScope: 0 };

function checkDocuments(bundle: Bundle, documents: Documents, notes: string[], report: Report): typeof NOTHING {
  const { planId, tasks } = documents;
  let counts = { elements: 0, covered: 0, outOfScope: 0 };
  let contract: RecountedContract | null = null;
  let hashed = 0;
  const checks: [string, () => void][] = [
    ['inputs', () => checkInputs(bundle, documents, report)],
    ['contract', () => (contract = checkContract(documents, report, (text) => notes.push(text)))],
    ['tasks', () => checkTasks(planId, tasks, report)],
    ['task rules', () => checkTaskRules(documents, report)],
    ['schedule', () => checkSchedule(documents, report)],
    ['graph', () => checkGraph(documents, report)],
    ['coverage', () => (counts = checkCoverage(documents, report))],
    ['requirements', () => checkRequirements(documents, report)],
    ['front end', () => checkFrontEnd(documents, report)],
    ['complexity', () => checkComplexity(documents, report)],
    ['scaffold', () => checkScaffold(documents, report)],
    ['acceptance files', () => checkAcceptanceFiles(bundle, documents, report)],
    ['payloads', () => checkPayloads(bundle, documents, report)],
    ['slices', () => checkSlices(documents, contract, report)],
    ['budgets', () => checkBudgets(documents, report)],
    ['content hashes', () => (hashed = checkContentHashes(documents, report))],
    ['candidates', () => checkCandidates(documents, report)],
    ['choices', () => checkChoices(documents, report)],
    ['selection', () => checkSelection(documents, report)],
    ['model', () => checkModel(documents, report)],
    ['winner', () => checkWinnerTasks(documents, report)],
    ['summary', () => checkSummary(documents, report)],
    ['findings', () => checkFindings(documents, report)],
    ['report', () => checkReport(documents, report)],
  ];
  for (const [name, check] of checks) runCheck(name, check, report);
  const left = tasks.length - hashed;
  if (left > 0) notes.push(`${left} payloads leave something out: contentHash of their tasks was not computed anew.`);
  return { planId, tasks: tasks.length, ...counts };
}

/** A bundle that a check stumbles over (nested beyond all reason, say) is not sound either. */
function runCheck(name: string, check: () => void, report: Report): void {
  try {
    check();
  } catch (error) {
    report(
      'check-failed',
      name,
      `the check could not be done: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
