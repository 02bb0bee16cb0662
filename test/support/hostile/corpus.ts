import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importContract } from '../../../planning/contract/import-contract.js';
import { sliceContract } from '../../../planning/contract/slice.js';
import { CONTRACT_LIMITS } from './check-contract.js';

export interface CorpusDocument {
  name: string;
  text: string;
}

const EXAMPLES = [
  '2.0/json/petstore',
  '2.0/yaml/schema-circular',
  '3.0/json/callbacks',
  '3.0/json/circular-paths',
  '3.0/json/discriminators',
  '3.0/json/security',
  '3.0/yaml/complex-nesting',
  '3.0/yaml/link-example',
  '3.1/json/schema-types',
  '3.1/json/train-travel',
  '3.1/json/webhooks',
];

/** Real documents of every dialect, small enough to be read some hundred times in a test. */
export function loadCorpus(): CorpusDocument[] {
  const examples = EXAMPLES.map((name) => {
    const file = `${name}.${name.includes('/json/') ? 'json' : 'yaml'}`;
    return { name: file, text: readText(import.meta.resolve(`@readme/oas-examples/${file}`)) };
  });
  const demo = readText(new URL('../../../dev/demo-input/contract.yaml', import.meta.url).href);
  return [...examples, { name: 'demo', text: demo }, { name: 'graphql', text: graphqlPart() }];
}

function readText(url: string): string {
  return readFileSync(fileURLToPath(url), 'utf8');
}

/** Some twenty root fields of GitHub's schema, with what their types require. */
function graphqlPart(): string {
  const sdl = readText(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema')).href);
  const imported = importContract({ text: sdl, format: 'graphql' }, CONTRACT_LIMITS);
  if ('refusal' in imported) throw new Error(imported.refusal.message);
  const { model, document } = imported;
  const every = Math.ceil(model.operations.length / 20);
  const refs = model.operations.filter((_, i) => i % every === 0).map(({ id }) => `op:${id}`);
  const cut = sliceContract(document, refs, 'signature');
  return cut.format === 'graphql' ? cut.definitions.join('') : JSON.stringify(cut.slice);
}
