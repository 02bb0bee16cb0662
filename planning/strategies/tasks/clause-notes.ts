import { singular } from '../../contract/names.js';
import type { Requirement } from '../../prd/prd-analysis.js';
import type { PlanningContext } from '../context.js';
import type { PlannedModel } from '../planned-model.js';
import { code, listed } from './wording.js';

/** What a clause may ask for beyond what a contract can say, by the words it says it with. */
const RULES: readonly [string, RegExp][] = [
  [
    'uniqueness',
    /\b(?:unique|at most one|only once|twice|already (?:exists?|taken|used|registered)|no two|duplicates?)\b/i,
  ],
  [
    'limits',
    /\b(?:at (?:most|least)|up to|no (?:more|longer|fewer) than|(?:more|fewer|less|longer) than \d|maximum|minimum|within \d|between \d|longest|shortest|exceeds?|characters|per (?:page|day|hour|minute))\b/i,
  ],
  [
    'refusals',
    /\b(?:cannot|can not|can't|must not|may not|can only|may only|refuses?|rejects?|turned down|forbidden|not allowed|never|neither|only (?:an?|the|if|when|those|by|for))\b/i,
  ],
  [
    'side effects',
    /\b(?:also|revokes?|cascad\w+|removes? (?:all|its|their)|together with|along with|opens an?|notif(?:y|ies)|sends?|triggers?|records?|e-?mails?|emits?|decrements?|increments?|recalculates?|logs?)\b/i,
  ],
  ['states', /\b(?:states?|status|pending|drafts?|cancell?ed|approved|suspended|overdue|closed|until|as long as)\b/i],
];
const ACTOR =
  /^(?:(everyone|anyone|anybody|everybody)|(?:only )?(?:an?|every|each|any|the) ([a-z][a-z-]{2,24}(?: [a-z-]{2,20})?)|(?:only )?([a-z][a-z-]{2,24}s)) (?:can|may|must|should|shall|is able to|are able to|wants? to)\b(?! (?:only |not |never )?(?:have|be|hold|contain|consist|belong|include|carry|last|start|end)\b)/i;
const MAX_CLAUSES = 6;

/** Clauses by id: how texts look them up. */
function clausesById({ analysis }: PlanningContext): ReadonlyMap<string, Requirement> {
  const known = indices.get(analysis.requirements);
  if (known !== undefined) return known;
  const index = new Map(analysis.requirements.map((one) => [one.id, one]));
  indices.set(analysis.requirements, index);
  return index;
}

const indices = new WeakMap<readonly Requirement[], ReadonlyMap<string, Requirement>>();

/** What the PRD calls a clause: its own label, else the id. */
export function clauseName({ id, label }: Pick<Requirement, 'id' | 'label'>): string {
  return label ?? id;
}

/** Which clauses rule which of the references ("Rules: FR-1 and FR-2 for `POST /pets`"); where none does, that. */
export function ruledBy(refs: readonly string[], planned: PlannedModel, context: PlanningContext): string[] {
  const byId = clausesById(context);
  const named = refs.map((ref) => ({
    ref,
    clauses: (planned.requirementsOf.get(ref) ?? []).flatMap((id) => byId.get(id) ?? []).map(clauseName),
  }));
  const ruled = named.filter(({ clauses }) => clauses.length > 0);
  const name = (ref: string): string => code(ref.slice(ref.indexOf(':') + 1));
  if (ruled.length === 0) return ['No clause of the PRD speaks of this; the contract alone decides.'];
  const same = ruled.length === named.length && new Set(ruled.map(({ clauses }) => clauses.join())).size === 1;
  if (same) return [`Ruled by ${listed(ruled[0]?.clauses ?? [], MAX_CLAUSES)}.`];
  const groups = new Map<string, { clauses: string[]; names: string[] }>();
  for (const { ref, clauses } of ruled) {
    const group = groups.get(clauses.join()) ?? { clauses, names: [] };
    groups.set(clauses.join(), { ...group, names: [...group.names, name(ref)] });
  }
  const each = [...groups.values()].map(
    ({ clauses, names }) => `${listed(clauses, MAX_CLAUSES)} for ${listed(names, MAX_REFS)}`,
  );
  const more = each.length > MAX_REFS ? [`${each.length - MAX_REFS} more such`] : [];
  const rest = named.length > ruled.length ? ['the contract alone for the rest'] : [];
  return [`Rules: ${[...each.slice(0, MAX_REFS), ...more, ...rest].join('; ')}.`];
}

const MAX_REFS = 8;

/** The kinds of rules that the clauses of some references hold, each with its clauses: "Mind limits (FR-12)." */
export function rulesToMind(
  refs: readonly string[],
  planned: PlannedModel,
  context: PlanningContext,
  wanted: readonly string[] = RULES.map(([kind]) => kind),
): string[] {
  const clauses = clausesOf(refs, planned, context);
  const found = RULES.filter(([kind]) => wanted.includes(kind)).flatMap(([kind]) => {
    const by = clauses.filter((clause) => kindsOf(clause).has(kind)).map(clauseName);
    return by.length === 0 ? [] : [`${kind} (${listed(by, MAX_CLAUSES)})`];
  });
  return found.length === 0 ? [] : [`Mind ${listed(found)}.`];
}

/** Kinds of rules by clause: each is read once, whatever the number of tasks that have it. */
const kinds = new WeakMap<Requirement, ReadonlySet<string>>();
/** What a longer clause says further on rules nothing more. */
const LONGEST_READ = 2000;

function kindsOf(clause: Requirement): ReadonlySet<string> {
  const known = kinds.get(clause);
  if (known !== undefined) return known;
  const text = clause.text.slice(0, LONGEST_READ);
  const found = new Set(RULES.filter(([, words]) => words.test(text)).map(([kind]) => kind));
  kinds.set(clause, found);
  return found;
}

/** Whom clauses give the operations to: "Meant for a coordinator (FR-9)." Of a clause only its first words are asked. */
export function actorsOf(refs: readonly string[], planned: PlannedModel, context: PlanningContext): string[] {
  const actors = new Map<string, string[]>();
  for (const clause of clausesOf(refs, planned, context)) {
    const [, all, one, many] = ACTOR.exec(clause.text.slice(0, LONGEST_READ).trim()) ?? [];
    const actor =
      all !== undefined
        ? 'everyone'
        : one !== undefined
          ? `a ${one.toLowerCase()}`
          : many === undefined
            ? undefined
            : `a ${singular(many.toLowerCase())}`;
    if (actor === undefined || /\b(?:service|system|api|app|application|server)\b/.test(actor)) continue;
    actors.set(actor, [...(actors.get(actor) ?? []), clauseName(clause)]);
  }
  const named = [...actors].map(([actor, by]) => `${actor.replace(/^a (?=[aeio])/, 'an ')} (${listed(by, 3)})`);
  return named.length === 0 ? [] : [`Meant for ${listed(named, 4)}.`];
}

function clausesOf(refs: readonly string[], planned: PlannedModel, context: PlanningContext): Requirement[] {
  const byId = clausesById(context);
  const ids = new Set(refs.flatMap((ref) => planned.requirementsOf.get(ref) ?? []));
  return [...ids].sort().flatMap((id) => byId.get(id) ?? []);
}
