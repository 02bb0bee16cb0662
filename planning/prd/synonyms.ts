import { stem } from './words.js';

/** Words that mean the same in software, whatever the domain. */
const GROUPS = [
  'account user member',
  'signin login authenticate',
  'signout logout',
  'remark comment',
  'favorite star like bookmark',
  'follow subscribe',
  'admin administrator staff',
  'config configuration setting',
  'auth authentication',
  'org organization',
  'repo repository',
  'app application',
  'info information',
  'doc document',
].map((group) => group.split(' ').map(stem));

const BY_STEM = new Map<string, { stem: string; weight: number }[]>();
for (const group of GROUPS) {
  for (const one of group)
    BY_STEM.set(one, [
      ...(BY_STEM.get(one) ?? []),
      ...group.filter((other) => other !== one).map((other) => ({ stem: other, weight: 0.85 })),
    ]);
}

const NONE: readonly { stem: string; weight: number }[] = [];

/** Other words for a stem, with how sure it is that they mean the same, in (0, 1). */
export function synonymsOf(one: string): readonly { stem: string; weight: number }[] {
  return BY_STEM.get(one) ?? NONE;
}

const PERSONS = new Set(
  'user member account person customer visitor author administrator admin staff client guest reader people'
    .split(' ')
    .map(stem),
);

/** True for a word that names people: they act, and what they act on is asked for. */
export function isPerson(one: string): boolean {
  return (
    PERSONS.has(one) ||
    (/(?:er|or|ist|ian|ant)$/.test(one) &&
      !/(?:ord|folder|number|order|letter|filter|paper|offer|voucher|trigger|header|server|sensor)$/.test(one))
  );
}
