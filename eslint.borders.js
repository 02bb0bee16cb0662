/**
 * Who may import whom: docs/decisions and CONTRIBUTING.md tell why, this table is what is checked.
 * A later policy wins over an earlier one; what no policy allows is refused.
 */

const FOLDERS = [
  'activities',
  'adapters',
  'api',
  'bench',
  'cli',
  'db',
  'dev',
  'planning',
  'platform',
  'scripts',
  'test',
  'worker',
  'workflows',
];

/** Elements are matched in this order: `planning/search` is its own element because it runs inside the workflow sandbox. */
export const elements = [
  { type: 'planning-search', pattern: 'planning/search', partialMatch: false },
  ...FOLDERS.map((folder) => ({ type: folder, pattern: folder, partialMatch: false })),
];

const PLANNING = ['planning', 'planning-search'];
const ALL = elements.map(({ type }) => type);
const COMPOSITION_ROOTS = ['worker', 'dev', 'bench', 'test', 'scripts'];

const within = (type, ...files) => ({
  element: { types: { anyOf: [type] }, ...(files.length > 0 && { fileInternalPath: files }) },
});
const anyOf = (types) => ({ element: { types: { anyOf: types } } });
const values = (from, ...to) => ({ from, allow: { to, dependency: { kind: 'value' } } });
const types = (from, ...to) => ({ from, allow: { to, dependency: { kind: 'type' } } });

export const policies = [
  { from: anyOf(COMPOSITION_ROOTS), allow: { to: anyOf(ALL) } },

  { from: within('planning'), allow: { to: within('planning-search') } },
  types(within('planning-search'), within('planning')),
  // What the search needs at run time and what is itself free of Node: ordering, rounding, the table of strategies.
  values(within('planning-search'), within('planning', 'compare.ts', 'numbers.ts', 'dag/candidate.ts')),

  values(within('workflows'), within('planning-search')),
  types(within('workflows'), anyOf([...PLANNING, 'activities', 'db', 'adapters', 'platform'])),

  { from: within('activities'), allow: { to: anyOf([...PLANNING, 'db', 'adapters', 'platform']) } },
  types(within('activities'), within('workflows')),

  { from: within('api'), allow: { to: anyOf(['db', 'platform']) } },
  values(within('api'), within('adapters', 'artifacts/**'), within('workflows', 'messages.ts', 'dispatch.ts')),
  types(within('api'), anyOf([...PLANNING, 'adapters', 'workflows'])),
  // The one module of the API that thinks: it is loaded by the thread pool only.
  values(
    within('api', 'cpu-tasks.ts'),
    within(
      'planning',
      'contract/inspect-contract.ts',
      'contract/slice.ts',
      'prd/**',
      'budget/**',
      'acceptance/check-document.ts',
    ),
  ),

  { from: anyOf(['db', 'adapters']), allow: { to: within('platform') } },
  types(within('db'), anyOf([...PLANNING, 'adapters', 'workflows'])),
  types(within('adapters'), anyOf([...PLANNING, 'db'])),

  types(within('cli'), within('api', 'generated/**')),
];
