import { createHash } from 'node:crypto';

import { taskIdOf } from '../../../cli/task-id.js';
import type { Bundle } from '../../../cli/verify/read-bundle.js';

export const SAMPLE_PLAN_ID = 'pln_aaaaaaaaaaaaaaaaaaaaaaaaaa';

interface Spec {
  key: string;
  kind: string;
  wave: number;
  covers?: string[];
  verifies?: string[];
  needs?: string[];
}

/** A small sound plan, free to be spoiled before it is packed. */
export type Sample = ReturnType<typeof makeSample>;

const SPECS: Spec[] = [
  { key: 'scaffold.service', kind: 'scaffold', wave: 1, covers: ['scaffold'] },
  { key: 'schema.note', kind: 'schema', wave: 2, covers: ['entity:Note'], needs: ['scaffold.service'] },
  {
    key: 'operation.notes',
    kind: 'operation',
    wave: 3,
    covers: ['op:GET /notes', 'op:POST /notes'],
    needs: ['schema.note', 'scaffold.service'],
  },
  { key: 'test.notes', kind: 'test', wave: 4, verifies: ['op:GET /notes'], needs: ['operation.notes'] },
];

/** SHA-256 as bundles write it. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The id that the sample's plan gives a key. */
export function sampleId(key: string): string {
  return taskIdOf(SAMPLE_PLAN_ID, key);
}

/**
 * Makes the documents anew, so that a test may change them. The winner's document is made when the sample is packed.
 */
export function makeSample() {
  const total = (number: number) => ({ total: number, covered: number });
  const row = (element: string, implementedBy: string) => ({ element, implementedBy: [sampleId(implementedBy)] });
  return {
    tasks: SPECS.map(publishedTask),
    /** What the winner says in place of the tasks published, where a test wants them to differ. */
    winner: null as ReturnType<typeof publishedTask>[] | null,
    coverageTotals: { operations: total(2), entities: total(1), derivedEntities: total(0), complete: true },
    graph: {
      nodes: SPECS.map(({ key }) => ({ id: sampleId(key) })),
      edges: [
        { from: sampleId('scaffold.service'), to: sampleId('schema.note') },
        { from: sampleId('schema.note'), to: sampleId('operation.notes') },
        { from: sampleId('operation.notes'), to: sampleId('test.notes') },
      ],
      waves: SPECS.map(({ key }) => [sampleId(key)]),
    },
    coverage: {
      operations: [row('GET /notes', 'operation.notes'), row('POST /notes', 'operation.notes')],
      entities: [row('Note', 'schema.note')],
      outOfScope: [] as string[],
    },
    /** Which candidate plan.json and the only trial name, where not the winner. */
    statedWinner: null as string | null,
    triedCandidate: undefined as string | null | undefined,
    fallbacks: [] as { candidateId: string }[],
    moreTrials: [] as { n: number; candidateId: string | null; reward: number; valid: boolean }[],
    model: {
      operations: [{ id: 'GET /notes' }, { id: 'POST /notes' }],
      entities: [{ id: 'Note', derived: false }],
    },
    payloads: SPECS.map(({ key }) => ({ key, taskId: sampleId(key), budget: { tokens: 100, limit: 1000 } })),
    prd: '- FR-1: A user can write a note.\n',
    /** Files in place of, or besides, those made of the above. */
    files: new Map<string, string>(),
  };
}

/** Packs a sample with a manifest that fits it. */
export function packSample(sample: Sample): Bundle {
  const files = filesOf(sample);
  const bundle: Bundle = new Map([...files].map(([path, text]) => [path, Buffer.from(text)]));
  const manifest = [...bundle].map(([path, content]) => ({ path, sha256: sha256(content), bytes: content.byteLength }));
  return bundle.set('manifest.json', Buffer.from(JSON.stringify({ files: manifest })));
}

function filesOf(sample: Sample): Map<string, string> {
  const contract = 'openapi: 3.1.0\n';
  const candidate = JSON.stringify({ tasks: candidateTasks(sample.winner ?? sample.tasks) });
  const candidateId = sha256(candidate);
  const plan = {
    id: SAMPLE_PLAN_ID,
    contract: { sha256: sha256(contract) },
    prd: { sha256: sha256(makeSample().prd) },
    coverage: sample.coverageTotals,
    winner: { candidateId: sample.statedWinner ?? candidateId },
  };
  const tried = sample.triedCandidate === undefined ? candidateId : sample.triedCandidate;
  const search = {
    trials: [{ n: 1, candidateId: tried, reward: 0.8, valid: true }, ...sample.moreTrials],
    winner: { candidateId },
    fallbacks: sample.fallbacks,
  };
  const documents: [string, unknown][] = [
    ['plan.json', plan],
    ['tasks.json', { tasks: sample.tasks }],
    ['graph.json', sample.graph],
    ['coverage.json', sample.coverage],
    ['search.json', search],
    ['report.json', {}],
    ['scaffold.json', {}],
    ['contract.model.json', { sha256: sha256(contract), ...sample.model }],
    ...sample.payloads.map((payload): [string, unknown] => [`payloads/${payload.key}.json`, payload]),
  ];
  return new Map([
    ...documents.map(([path, document]): [string, string] => [path, JSON.stringify(document)]),
    ['inputs/prd.md', sample.prd],
    ['inputs/contract.yaml', contract],
    [`candidates/${candidateId}.json`, candidate],
    ...sample.files,
  ]);
}

function candidateTasks(tasks: Sample['tasks']) {
  const keys = new Map(tasks.map(({ id, key }) => [id, key]));
  return tasks.map(({ key, covers, dependsOn }) => ({
    key,
    covers,
    dependsOn: dependsOn.map(({ task }) => ({ task: keys.get(task) ?? task })),
  }));
}

function publishedTask({ key, kind, wave, covers = [], verifies = [], needs = [] }: Spec) {
  return {
    id: sampleId(key),
    key,
    kind,
    wave,
    covers: [...covers],
    verifies: [...verifies],
    requirements: [] as string[],
    dependsOn: needs.map((task) => ({ task: sampleId(task) })),
    deliverables: [{ path: 'src', what: 'code' }],
    acceptance: [{ id: 'works', what: 'It works.' }],
    budget: { tokens: 100, limit: 1000 },
  };
}
