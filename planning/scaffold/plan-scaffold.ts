import type { ContractModel } from '../contract/contract-model.js';
import type { PlanOptions } from '../options.js';
import type { PrdAnalysis, ToolchainHint } from '../prd/prd-analysis.js';
import { frontendProfile } from './frontend-profile.js';
import type { ScaffoldRequest, ToolchainProfile } from './scaffold-request.js';
import { GENERIC, SERVICE_PROFILES } from './service-profiles.js';

/** Names of the repositories a plan may ask for. */
export const SERVICE_REPOSITORY = 'service';
export const FRONTEND_REPOSITORY = 'frontend';

/**
 * The repositories a plan needs and how each is laid out: the service always, a front end only when gated in. The
 * toolchain comes from the options, else from what the PRD names, else from a stated default (TypeScript on Node.js with
 * Express and PostgreSQL). A language we hold no layout for gets the generic one under its own name.
 */
export function planScaffold(model: ContractModel, analysis: PrdAnalysis, options: PlanOptions): ScaffoldRequest[] {
  const requests = [serviceRequest(model, analysis, options)];
  if (analysis.frontEnd.included) requests.push(frontendRequest(analysis));
  return requests;
}

/** The layout a scaffold request was made from, by its toolchain: says where tasks of its repository put files. */
export function profileOf(request: ScaffoldRequest): ToolchainProfile {
  if (request.purpose === 'frontend') return frontendProfile(request.toolchain.framework);
  return profileNamed(request.toolchain.language) ?? GENERIC;
}

interface Choice {
  language?: string;
  framework?: string;
  database?: string;
}

function serviceRequest(model: ContractModel, analysis: PrdAnalysis, options: PlanOptions): ScaffoldRequest {
  const asked = options.toolchain ?? {};
  const hinted = hintsOf(analysis.toolchain);
  const byOption = Object.keys(asked).length > 0;
  const choice: Choice = byOption
    ? { ...(hinted.database === undefined ? {} : { database: hinted.database }), ...asked }
    : hinted;
  const decidedBy = byOption ? 'option' : Object.keys(hinted).length > 0 ? 'prd' : 'default';
  const profile = profileFor(choice);
  const toolchain = {
    ...profile.toolchain,
    ...(choice.language === undefined ? {} : { language: spelled(choice.language, profile) }),
    ...(choice.framework === undefined ? {} : { framework: choice.framework }),
    ...(choice.database === undefined ? {} : { database: choice.database }),
  };
  const contractFile = model.kind === 'graphql' ? 'contract.graphql' : 'openapi.yaml';
  return {
    repository: SERVICE_REPOSITORY,
    purpose: 'service',
    toolchain,
    decidedBy,
    layout: profile.layout,
    files: [...profile.files, { path: contractFile, purpose: 'The contract the service implements, unchanged' }],
  };
}

function frontendRequest(analysis: PrdAnalysis): ScaffoldRequest {
  const hint = analysis.toolchain.find((one) => one.part === 'frontend');
  const { toolchain, layout, files } = frontendProfile(hint?.name ?? '');
  return {
    repository: FRONTEND_REPOSITORY,
    purpose: 'frontend',
    toolchain: hint === undefined ? toolchain : { ...toolchain, framework: hint.name },
    decidedBy: hint === undefined ? 'default' : 'prd',
    layout,
    files,
  };
}

/** The first hint of each part; a front-end framework says nothing about the service. */
function hintsOf(hints: readonly ToolchainHint[]): Choice {
  const choice: Choice = {};
  for (const { part, name } of hints) if (part !== 'frontend') choice[part] ??= name;
  return choice;
}

/** A language's usual spelling where it is the profile's own; a relative of it (Kotlin for Java) keeps its name. */
function spelled(language: string, profile: ToolchainProfile): string {
  return language.trim().toLowerCase() === profile.names[0] ? profile.toolchain.language : language.trim();
}

function profileFor(choice: Choice): ToolchainProfile {
  if (choice.language !== undefined) return profileNamed(choice.language) ?? GENERIC;
  if (choice.framework !== undefined) return profileNamed(choice.framework) ?? GENERIC;
  return SERVICE_PROFILES[0] as ToolchainProfile;
}

function profileNamed(name: string): ToolchainProfile | undefined {
  return SERVICE_PROFILES.find((profile) => profile.names.includes(name.trim().toLowerCase()));
}
