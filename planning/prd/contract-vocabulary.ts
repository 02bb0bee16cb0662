import type { ContractModel, Property } from '../contract/contract-model.js';
import { relativesOf } from './lexicon.js';
import { synonymsOf } from './synonyms.js';
import { stemsOf } from './words.js';

/** Of descriptions only the beginning is read. */
const MAX_TEXT = 400;
/** How surely a word is meant that stands in a name, a summary, a description. */
const NAME = 1;
const SUMMARY = 0.9;
const DESCRIPTION = 0.6;
/** A word of a dictionary that is only related tells this much less. */
const RELATED = 0.7;
const MIN_RELATED = 0.55;

/** How well a contract knows a word (a stem), in [0, 1]: 1 if it stands in a name of it. */
export type Vocabulary = (stem: string) => number;

/** The words of a whole contract: paths, names, properties, summaries and the beginnings of descriptions. */
export function makeVocabulary(model: ContractModel): Vocabulary {
  const known = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const word of stemsOf(text)) known.set(word, Math.max(known.get(word) ?? 0, weight));
  };
  const describe = (one: Pick<Property, 'name' | 'description'>): void => {
    add(one.name, NAME);
    add(one.description.slice(0, MAX_TEXT), DESCRIPTION);
  };
  for (const operation of model.operations) {
    add(operation.path?.replace(/[{}]/g, ' ') ?? operation.id, NAME);
    add(operation.operationId ?? '', NAME);
    add(operation.summary.slice(0, MAX_TEXT), SUMMARY);
    add(operation.description.slice(0, MAX_TEXT), DESCRIPTION);
    operation.parameters.forEach(describe);
    operation.requestBody?.properties.forEach(describe);
  }
  for (const entity of model.entities) {
    describe({ name: entity.id, description: entity.description });
    entity.properties.forEach(describe);
  }
  const answers = new Map<string, number>();
  return (stem) => {
    let answer = answers.get(stem);
    if (answer === undefined) {
      answer = known.get(stem) ?? nearest(stem, known);
      answers.set(stem, answer);
    }
    return answer;
  };
}

function nearest(stem: string, known: ReadonlyMap<string, number>): number {
  let best = 0;
  for (const other of synonymsOf(stem)) best = Math.max(best, other.weight * (known.get(other.stem) ?? 0));
  for (const other of relativesOf(stem)) {
    if (other.weight >= MIN_RELATED) best = Math.max(best, RELATED * other.weight * (known.get(other.stem) ?? 0));
  }
  return best;
}
