import type { Finding } from '../finding.js';

/** A clause of the PRD. Ids and spans: see formats, "Requirements". */
export interface Requirement {
  /** `R-FR-3` or `R-` + 8 base32 characters of the clause's SHA-256. */
  id: string;
  /** The PRD's own label (`FR-3`), where it has one. */
  label?: string;
  text: string;
  /** UTF-16 offsets into the PRD as sent. */
  start: number;
  end: number;
  /** Heading the clause stands under, '' at the top. */
  section: string;
  /** Asks for something a user sees. */
  ui: boolean;
}

/** Contract elements that serve a clause. */
export interface RequirementTrace {
  requirement: string;
  /** Sorted by falling score, then element; `element` has its prefix (`op:`, `entity:`). */
  elements: { element: string; score: number; evidence: string }[];
  /** False where the contract does not do what the clause asks; `elements` then holds what comes nearest, if anything. */
  served: boolean;
  /** Telling words of the clause that the contract does not know, the most telling first. */
  unknown?: string[];
}

export interface UiSignal {
  text: string;
  start: number;
  end: number;
  /** Positive asks for a front end, negative speaks against one. */
  weight: number;
}

export interface FrontEndDecision {
  included: boolean;
  decidedBy: 'signals' | 'option';
  signals: UiSignal[];
}

/** Technologies the PRD names; each with the span that names it. */
export interface ToolchainHint {
  part: 'language' | 'framework' | 'database' | 'frontend';
  name: string;
  start: number;
  end: number;
}

export interface PrdAnalysis {
  title: string;
  requirements: Requirement[];
  traces: RequirementTrace[];
  frontEnd: FrontEndDecision;
  toolchain: ToolchainHint[];
  findings: Finding[];
}
