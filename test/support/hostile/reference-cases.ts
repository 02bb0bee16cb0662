import { casesOf, openApi, repeat, times, withOperation, withSchemas } from './hostile-case.js';
import type { HostileCase } from './hostile-case.js';

const ref = (name: string): string => `{"$ref":"#/components/schemas/${name}"}`;

/** Attacks by `$ref`: bombs, chains, rings, and ways out of the document. `listener` is a URL nobody may call. */
export function referenceCases(listener: string): HostileCase[] {
  return casesOf('$ref', [
    ['bomb: 31 schemas of two references each', 'planned', () => withSchemas(repeat(31, (i) => doubled(i, 31)))],
    ['chain of 10,000', 'planned', (s) => withSchemas(chain(times(10_000, s), ref))],
    [
      'chain of 10,000 by allOf',
      'planned',
      (s) => withSchemas(chain(times(10_000, s), (name) => `{"allOf":[${ref(name)}]}`)),
    ],
    [
      'chain of 10,000 by a property',
      'planned',
      (s) => withSchemas(chain(times(10_000, s), (name) => `{"type":"object","properties":{"next":${ref(name)}}}`)),
    ],
    ['schema that is itself', 'planned', () => withSchemas(`"A":${ref('A')},"B":${ref('C')},"C":${ref('B')}`)],
    [
      'references into references',
      'planned',
      () =>
        withSchemas('"A":{"$ref":"#/components/schemas/A/properties/a"},"B":{"$ref":"#/components/schemas/B/$ref"}'),
    ],
    [
      'reference to the whole document',
      'planned',
      () => withSchemas('"A":{"$ref":"#"},"B":{"properties":{"d":{"$ref":"#/"}}}'),
    ],
    ['rings of parameters, responses, bodies, headers, examples', 'planned', rings],
    [
      'ring of path items',
      'answered',
      () => openApi({ paths: { '/a': { $ref: '#/paths/~1b' }, '/b': { $ref: '#/paths/~1a' }, '/c': { get: {} } } }),
    ],
    [
      'callback that calls itself back',
      'planned',
      () => withOperation('"callbacks":{"self":{"/cb":{"$ref":"#/paths/~1things"}}},"responses":{}'),
    ],
    ['callbacks of callbacks, 60 deep', 'answered', () => withOperation(callbacks(60))],
    ['callbacks of callbacks, 1,000 deep', 'refused', (s) => withOperation(callbacks(Math.max(100, times(1_000, s))))],
    ['2,000 operations that share 20 callbacks', 'planned', sharedCallbacks],
    ['ways out: URL, file, parent folder, host', 'planned', () => withSchemas(outside(listener))],
    ['ways out in paths, parameters, callbacks, mapping', 'planned', () => outsideElsewhere(listener)],
    [
      '`#/__proto__/toString` and the like',
      'planned',
      () =>
        withSchemas(
          '"A":{"$ref":"#/__proto__/toString"},"B":{"$ref":"#/components/schemas/constructor/prototype"},"C":{"$ref":"#/paths/length"}',
        ),
    ],
    ['allOf tower of 60', 'planned', () => withSchemas(`"T":${tower(60)}`)],
    ['allOf tower of 5,000', 'refused', (s) => withSchemas(`"T":${tower(Math.max(200, times(5_000, s)))}`)],
    [
      'allOf tower of 5,000 schemas by reference, each with a property',
      'planned',
      (s) =>
        withSchemas(
          chain(times(5_000, s), (name) => `{"allOf":[${ref(name)},{"properties":{"p":{"type":"string"}}}]}`),
        ),
    ],
    ['oneOf of 50,000 references to 100 schemas', 'planned', wideOneOf],
    [
      'inline schema of 12 levels, 4 alternatives each, all the way down',
      'planned',
      () => withSchemas(`"T":${fan(6, 12)}`),
    ],
    ['discriminator with 50,000 mappings to nowhere', 'planned', mappings],
    [
      '100,000 distinct dangling references',
      'planned',
      (s) => withSchemas(`"T":{"oneOf":[${repeat(times(100_000, s), (i) => ref(`Gone${i}`))}]}`),
    ],
    ['reference of 1 MB', 'planned', (s) => withSchemas(`"T":${ref('x/'.repeat(times(500_000, s)))}`)],
    [
      'reference of 1 MB of percent signs',
      'planned',
      (s) => withSchemas(`"T":${ref('%'.repeat(times(1_000_000, s)))}`),
    ],
    ['complete graph: 300 schemas that mention each other', 'planned', complete],
  ]);
}

function doubled(i: number, count: number): string {
  const next = ref(`S${(i + 1) % count}`);
  return `"S${i}":{"type":"object","properties":{"a":${next},"b":${next}}}`;
}

function chain(length: number, link: (name: string) => string): string {
  return `${repeat(length - 1, (i) => `"C${i}":${link(`C${i + 1}`)}`)},"C${length - 1}":{"type":"string"}`;
}

function rings(): string {
  const sections = [
    'parameters',
    'responses',
    'requestBodies',
    'headers',
    'examples',
    'callbacks',
    'links',
    'pathItems',
  ];
  const ring = (section: string): object => ({
    A: { $ref: `#/components/${section}/B` },
    B: { $ref: `#/components/${section}/A` },
    C: { $ref: `#/components/${section}/C` },
  });
  const use = (section: string): object => ({ $ref: `#/components/${section}/A` });
  const operation = {
    parameters: [use('parameters')],
    requestBody: use('requestBodies'),
    responses: {
      200: use('responses'),
      201: { description: 'ok', headers: { H: use('headers') }, links: { L: use('links') } },
    },
    callbacks: { c: use('callbacks') },
  };
  return openApi({
    paths: { '/things': { post: operation } },
    components: Object.fromEntries(sections.map((section) => [section, ring(section)])),
  });
}

function callbacks(depth: number): string {
  const open = '"responses":{},"callbacks":{"c":{"/cb":{"post":{';
  return `${open.repeat(depth)}"responses":{}${'}}}}'.repeat(depth)}`;
}

function sharedCallbacks(scale: number): string {
  const uses = Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`c${i}`, { $ref: `#/components/callbacks/C${i}` }]),
  );
  const all = Array.from({ length: times(1_000, scale) }, (_, i) => [
    `/p${i}`,
    { post: { callbacks: uses, responses: {} } },
  ]);
  const shared = Array.from({ length: 20 }, (_, i) => [`C${i}`, { '/cb': { post: { responses: {} } } }]);
  return openApi({ paths: Object.fromEntries(all), components: { callbacks: Object.fromEntries(shared) } });
}

const WAYS_OUT = [
  'file:///etc/passwd',
  '../../secret.json',
  '/etc/passwd',
  '//host/x',
  'C:\\x',
  '\\\\host\\share',
  'http://[::1]/',
  'data:application/json,{}',
];

function outside(listener: string): string {
  const refs = [listener, `${listener}/x.json#/a`, ...WAYS_OUT];
  return refs.map((text, i) => `"E${i}":{"properties":{"a":{"$ref":${JSON.stringify(text)}}}}`).join(',');
}

function outsideElsewhere(listener: string): string {
  const out = { $ref: `${listener}/part.yaml` };
  return openApi({
    $self: listener,
    jsonSchemaDialect: `${listener}/dialect`,
    servers: [{ url: listener }],
    externalDocs: { url: listener },
    paths: {
      '/a': out,
      '/b': { parameters: [out], post: { requestBody: out, responses: { 200: out }, callbacks: { c: out } } },
    },
    components: {
      schemas: {
        D: {
          $schema: `${listener}/s`,
          $id: listener,
          $dynamicRef: listener,
          discriminator: { propertyName: 'p', mapping: { a: listener } },
        },
      },
      examples: { E: { externalValue: listener } },
      securitySchemes: { O: { type: 'openIdConnect', openIdConnectUrl: listener } },
    },
  });
}

function tower(depth: number): string {
  return `${'{"allOf":['.repeat(depth)}{"type":"object"}${']}'.repeat(depth)}`;
}

function wideOneOf(scale: number): string {
  const members = repeat(times(50_000, scale), (i) => ref(`S${i % 100}`));
  return withSchemas(`"T":{"oneOf":[${members}]},${repeat(100, (i) => `"S${i}":{"type":"object"}`)}`);
}

function fan(depth: number, width: number): string {
  let schema = '{"type":"string"}';
  for (let level = 0; level < depth; level++) {
    schema = `{"type":"object","properties":{"p":{"oneOf":[${repeat(level < 4 ? width : 2, () => schema)}]}}}`;
  }
  return schema;
}

function mappings(scale: number): string {
  const map = repeat(times(50_000, scale), (i) => `"m${i}":"#/components/schemas/Gone${i}"`);
  return withSchemas(`"T":{"type":"object","discriminator":{"propertyName":"t","mapping":{${map}}}}`);
}

function complete(scale: number): string {
  const count = times(300, scale);
  return withSchemas(
    repeat(count, (i) => `"S${i}":{"properties":{${repeat(count, (k) => `"p${k}":${ref(`S${k}`)}`)}}}`),
  );
}
