import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ContractModel } from '../../../planning/contract/contract-model.js';
import { imported } from './documents.js';
import { answering, modelOf } from './file-contract.js';
import type { Files } from './file-contract.js';

/** Where a part goes when a contract is split. */
type Home = 'root' | 'alias' | 'file' | 'keyed' | 'indexed';

interface Part {
  home: Home;
  folder: string;
}

interface Plan {
  /** Per schema, which others it mentions. */
  mentions: number[][];
  schemas: Part[];
  parameter: Part;
  /** Per path, where the path item goes and which schema it answers with. */
  paths: { part: Part; schema: number; operation: Part }[];
}

const folders = fc.constantFrom('', 'a/', 'a/b/', 'c/');
const partIn = (...homes: Home[]): fc.Arbitrary<Part> =>
  fc.record({ home: fc.constantFrom(...homes), folder: folders });
const plans: fc.Arbitrary<Plan> = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc.record({
    mentions: fc.array(fc.array(fc.nat(count - 1), { maxLength: 3 }), { minLength: count, maxLength: count }),
    schemas: fc.array(partIn('root', 'alias', 'file', 'keyed', 'indexed'), { minLength: count, maxLength: count }),
    parameter: partIn('root', 'keyed'),
    paths: fc.array(
      fc.record({
        part: partIn('root', 'file', 'keyed'),
        schema: fc.nat(count - 1),
        operation: partIn('root', 'file'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
);

interface Spot {
  file: string;
  pointer: string;
}

const ROOT = 'api/openapi.json';

/** The reference that leads from one file to a spot: a fragment within the file, a relative path to others. */
function refTo({ file, pointer }: Spot, from: string): object {
  if (file === from) return { $ref: `#${pointer}` };
  const up = from
    .split('/')
    .slice(0, -1)
    .map(() => '..');
  return { $ref: [...up, file].join('/') + (pointer === '' ? '' : `#${pointer}`) };
}

function spotOf(part: Part, section: string, name: string): Spot {
  const folder = `api/${part.folder}`;
  if (part.home === 'keyed') return { file: `${folder}common.json`, pointer: `/components/${section}/${name}` };
  if (part.home === 'indexed') return { file: `${folder}index.json`, pointer: `/${name}` };
  if (part.home === 'root') return { file: ROOT, pointer: `/components/${section}/${name}` };
  return { file: `${folder}${name}.json`, pointer: '' };
}

/** The contract in files as the plan has it; with all parts at home in the root file it is a contract of one. */
function write({ mentions, schemas, parameter, paths }: Plan): Files {
  const files = new Map<string, object>([[ROOT, { openapi: '3.0.3', info: { title: 'T', version: '1' } }]]);
  const put = ({ file, pointer }: Spot, value: object): void => {
    if (pointer === '') files.set(file, value);
    let owner = (files.get(file) ?? {}) as Record<string, object>;
    files.set(file, owner);
    const tokens = pointer
      .split('/')
      .slice(1)
      .map((token) => token.replaceAll('~1', '/'));
    for (const token of tokens.slice(0, -1)) owner = (owner[token] ??= {}) as Record<string, object>;
    if (tokens.length > 0) owner[tokens.at(-1) ?? ''] = value;
  };
  const spots = schemas.map((part, n) => spotOf(part, 'schemas', `S${n}`));
  const inRoot = (n: number): Spot => ({ file: ROOT, pointer: `/components/schemas/S${n}` });
  const at = (n: number, from: string): object => refTo(spots[n] ?? inRoot(n), from);
  schemas.forEach(({ home }, n) => {
    const spot = spots[n] ?? inRoot(n);
    const properties = Object.fromEntries((mentions[n] ?? []).map((to, i) => [`p${i}`, at(to, spot.file)]));
    put(spot, { type: 'object', properties: { id: { type: 'string' }, ...properties } });
    // Every schema is a component of the root file, or reached by the path below, or a key of a file that is reached.
    if (home === 'alias' || home === 'indexed') put(inRoot(n), at(n, ROOT));
  });
  const limit = spotOf(parameter, 'parameters', 'Limit');
  put(limit, { name: 'limit', in: 'query', schema: { type: 'integer' } });
  const routes = [
    ...paths,
    ...schemas.map((_, n) => ({
      part: { home: 'root', folder: '' },
      schema: n,
      operation: { home: 'root', folder: '' },
    })),
  ];
  routes.forEach(({ part, schema, operation }, n) => {
    const inPaths = { file: ROOT, pointer: `/paths/~1r${n}` };
    const spot =
      part.home === 'root'
        ? inPaths
        : part.home === 'file'
          ? { file: `api/${part.folder}r${n}.json`, pointer: '' }
          : { file: `api/${part.folder}paths.json`, pointer: `/paths/~1r${n}` };
    const method =
      operation.home === 'root'
        ? { file: spot.file, pointer: `${spot.pointer}/get` }
        : { file: `api/${operation.folder}get${n}.json`, pointer: '' };
    put(spot, { parameters: [refTo(limit, spot.file)] });
    put(method, answering({ type: 'array', items: at(schema, method.file) }));
    if (method.pointer === '') put({ file: spot.file, pointer: `${spot.pointer}/get` }, refTo(method, spot.file));
    if (spot !== inPaths) put(inPaths, refTo(spot, ROOT));
  });
  return Object.fromEntries(files);
}

function essence({ operations, entities, resources }: ContractModel): unknown {
  const plain = <T extends { pointer: string }>({ pointer: _pointer, ...rest }: T): Omit<T, 'pointer'> => rest;
  return { operations: operations.map(plain), entities: entities.map(plain), resources };
}

describe('a contract that is split into files at random places', () => {
  it('has the operations and entities that it has as a whole', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const home: Part = { home: 'root', folder: '' };
        const whole = write({
          mentions: plan.mentions,
          schemas: plan.schemas.map(() => home),
          parameter: home,
          paths: plan.paths.map(({ schema }) => ({ part: home, schema, operation: home })),
        });
        const [text] = Object.values(whole);
        const split = modelOf(write(plan));
        assert.deepEqual(essence(split), essence(imported(text as never).model));
        assert.deepEqual(
          split.findings.map(({ code }) => code),
          ['contract-root'],
        );
      }),
      { numRuns: 150 },
    );
  });
});
