import { createHash } from 'node:crypto';

import type { components } from '../../../api/generated/openapi.js';
import type { Bundle } from '../../../cli/verify/read-bundle.js';
import type { ContractModel } from '../../../planning/contract/contract-model.js';
import type { Candidate } from '../../../planning/dag/candidate.js';
import type { Guidance } from '../../../planning/generation/detail/guidance.js';
import type { PlanOptions } from '../../../planning/options.js';

type Schemas = components['schemas'];

/** A payload as a test changes it: its slice is an object or SDL. */
export type EditedPayload = Omit<Schemas['Payload'], 'contract' | 'task'> & {
  task: Schemas['Task'];
  contract: { format: string; slice: unknown };
};

export type EditedTrial = Schemas['Trial'];

/** What a file of a bundle holds. */
export interface EditedDocuments {
  'plan.json': Schemas['PlanSummary'];
  'tasks.json': { tasks: Schemas['Task'][] };
  'graph.json': Schemas['Graph'];
  'coverage.json': Schemas['Coverage'];
  'search.json': Omit<Schemas['SearchTrace'], 'config'> & { config: Record<string, unknown> };
  'report.json': Schemas['Report'];
  'scaffold.json': Schemas['Scaffold'];
  'contract.model.json': ContractModel;
  'inputs/options.json': PlanOptions;
  'enrichment.json': { used: { ambiguities: number; traces: number; edges: number } };
  'guidance.json': Guidance;
}

/** A bundle that is changed: documents are parsed when first asked for and written back when it is packed. */
export interface BundleEditor {
  document<Path extends keyof EditedDocuments>(path: Path): EditedDocuments[Path];
  payload(key: string): EditedPayload;
  candidate(id: string): Candidate;
  text(path: string): string;
  set(path: string, text: string): void;
  remove(path: string): void;
  paths(): string[];
  /** Replaces a text in all files, names of files too. */
  replaceAll(from: string, to: string): void;
  /** Names every candidate by its content again, wherever it is named. */
  repairCandidates(): void;
  /** The files as they are now, the manifest made anew or left as it was. */
  pack(manifest: 'repaired' | 'stale'): Bundle;
}

/** SHA-256 as bundles write it. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Opens a bundle for changes; the bundle given stays as it is. */
export function editBundle(bundle: Bundle): BundleEditor {
  let texts = new Map([...bundle].map(([path, content]) => [path, Buffer.from(content).toString()]));
  const parsed = new Map<string, unknown>();
  const open = (path: string): unknown => {
    if (!parsed.has(path)) parsed.set(path, JSON.parse(texts.get(path) ?? 'null'));
    return parsed.get(path);
  };
  const write = (): void => {
    for (const [path, value] of parsed) if (texts.has(path)) texts.set(path, JSON.stringify(value));
    parsed.clear();
  };
  const replaceAll = (from: string, to: string): void => {
    write();
    texts = new Map([...texts].map(([path, text]) => [path.replaceAll(from, to), text.replaceAll(from, to)]));
  };
  return {
    document: <Path extends keyof EditedDocuments>(path: Path) => open(path) as EditedDocuments[Path],
    payload: (key) => open(`payloads/${key}.json`) as EditedPayload,
    candidate: (id) => open(`candidates/${id}.json`) as Candidate,
    text: (path) => texts.get(path) ?? '',
    set: (path, text) => {
      parsed.delete(path);
      texts.set(path, text);
    },
    remove: (path) => {
      parsed.delete(path);
      texts.delete(path);
    },
    paths: () => [...texts.keys()],
    replaceAll,
    repairCandidates: () => {
      write();
      for (const path of [...texts.keys()].filter((name) => name.startsWith('candidates/'))) {
        const id = path.slice('candidates/'.length, -'.json'.length);
        const hash = sha256(texts.get(path) ?? '');
        if (hash !== id) replaceAll(id, hash);
      }
    },
    pack: (manifest) => {
      write();
      if (manifest === 'repaired') repairManifest(texts);
      return new Map([...texts].map(([path, text]) => [path, Buffer.from(text)]));
    },
  };
}

function repairManifest(texts: Map<string, string>): void {
  const manifest = JSON.parse(texts.get('manifest.json') ?? '{}') as object;
  const files = [...texts]
    .filter(([path]) => path !== 'manifest.json')
    .map(([path, text]) => ({ path, sha256: sha256(text), bytes: Buffer.byteLength(text) }));
  texts.set('manifest.json', JSON.stringify({ ...manifest, files }));
}
