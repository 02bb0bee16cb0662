import type {
  ContractModel,
  Entity,
  Operation,
  Property,
  Response,
} from '../../../planning/contract/contract-model.js';
import type { CandidateTask, TaskKind } from '../../../planning/dag/candidate.js';
import type { PrdAnalysis, Requirement } from '../../../planning/prd/prd-analysis.js';
import type { PlanningContext } from '../../../planning/strategies/context.js';

/** Small values of the planning types: everything empty but what a test names. */

export function property(name: string, over: Partial<Property> = {}): Property {
  const plain = { type: 'string', required: false, nullable: false, list: false, readOnly: false, description: '' };
  return { name, ...plain, ...over };
}

export function response(status: string, over: Partial<Response> = {}): Response {
  return { status, description: '', mediaTypes: [], entities: [], properties: [], ...over };
}

export function operation(id: string, over: Partial<Operation> = {}): Operation {
  const [method = 'GET', path = '/'] = id.split(' ');
  return {
    id,
    type: 'operation',
    effect: 'read',
    method,
    path,
    summary: '',
    description: '',
    tags: [],
    deprecated: false,
    parameters: [],
    requestBody: null,
    responses: [response('200'), response('400')],
    security: { schemes: [], optional: false },
    inputEntities: [],
    outputEntities: [],
    resource: null,
    pointer: `/paths/${path.replaceAll('~', '~0').replaceAll('/', '~1')}/${method.toLowerCase()}`,
    ...over,
  };
}

export function entity(id: string, over: Partial<Entity> = {}): Entity {
  const pointer = `/components/schemas/${id}`;
  return { id, kind: 'object', derived: false, description: '', properties: [], composes: [], pointer, ...over };
}

export function model(over: Partial<ContractModel> = {}): ContractModel {
  return {
    kind: 'openapi',
    version: '3.1.0',
    title: 'Pets',
    sha256: '0'.repeat(64),
    bytes: 1,
    operations: [],
    entities: [],
    resources: [],
    cycles: [],
    securitySchemes: [],
    declaresSecurity: false,
    findings: [],
    ...over,
  };
}

export function requirement(id: string, text: string): Requirement {
  return { id, text, start: 0, end: text.length, section: '', ui: false };
}

export function analysis(over: Partial<PrdAnalysis> = {}): PrdAnalysis {
  return {
    title: 'Pets',
    requirements: [],
    traces: [],
    frontEnd: { included: false, decidedBy: 'signals', signals: [] },
    toolchain: [],
    findings: [],
    ...over,
  };
}

export function context(over: Partial<PlanningContext> = {}): PlanningContext {
  return {
    model: model(),
    analysis: analysis(),
    order: { edges: [], authenticated: [], signIn: [] },
    scaffold: [],
    options: {},
    ...over,
  };
}

export function task(key: string, over: Partial<CandidateTask> = {}): CandidateTask {
  return {
    key,
    kind: (key.split('.')[0] ?? 'operation') as TaskKind,
    title: `Make ${key}`,
    description: '',
    deliverables: [],
    acceptance: [],
    covers: [],
    uses: [],
    verifies: [],
    requirements: [],
    dependsOn: [],
    followUps: [],
    minutes: 30,
    repository: 'service',
    rank: 0,
    ...over,
  };
}

/** A hard dependency on each of the tasks. */
export function after(...keys: string[]): CandidateTask['dependsOn'] {
  return keys.map((key) => ({ task: key, type: 'data', reason: 'test', confidence: 1, hard: true }));
}
