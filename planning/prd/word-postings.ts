/** Clauses by word, with how sure it is that they mean it. */
export type Postings = ReadonlyMap<string, readonly (readonly [clause: number, weight: number])[]>;

/** Inverts lists of words with weights. */
export function postingsOf(clauses: readonly (readonly (readonly [string, number])[])[]): Postings {
  const postings = new Map<string, [number, number][]>();
  clauses.forEach((words, at) => {
    for (const [word, weight] of words) {
      const list = postings.get(word);
      if (list === undefined) postings.set(word, [[at, weight]]);
      else list.push([at, weight]);
    }
  });
  return postings;
}

/** The clauses of some lists in order, at most `most`; those of short lists come in first. */
export function rarestFirst(
  lists: readonly (readonly (readonly [clause: number, weight: number])[])[],
  most: number,
): number[] {
  const found = new Set<number>();
  for (const list of [...lists].sort((a, b) => a.length - b.length)) {
    for (const [at] of list) if (found.size < most) found.add(at);
  }
  return [...found].sort((a, b) => a - b);
}

/** What the words that each clause shares come to. */
export function sumsOf(
  words: readonly string[],
  part: (word: string) => number,
  postings: Postings,
): Map<number, number> {
  const sums = new Map<number, number>();
  for (const word of words) {
    const list = postings.get(word);
    if (list === undefined) continue;
    const worth = part(word);
    for (const [at, weight] of list) sums.set(at, (sums.get(at) ?? 0) + weight * worth);
  }
  return sums;
}

/** How much a word tells by how few have it: ln(1 + N / n). */
export type Rarity = (word: string) => number;

/** The rarity of words among bags of them; a word that none has tells least. */
export function rarityOf(bags: readonly (readonly string[])[]): Rarity {
  const counts = new Map<string, number>();
  for (const bag of bags) for (const word of new Set(bag)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rarities = new Map([...counts].map(([word, count]) => [word, Math.log(1 + bags.length / count)]));
  return (word) => rarities.get(word) ?? Math.LN2;
}
