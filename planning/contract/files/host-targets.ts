import { isObject } from '../json-value.js';
import type { JsonValue } from '../json-value.js';
import { COMPONENT_SECTIONS } from '../openapi/grammar.js';
import type { NodeKind } from '../openapi/grammar.js';
import { tokensOf } from '../pointer.js';
import { isPureReference } from './follow.js';
import type { Reach, Site, Target } from './reach.js';

/** Where each kind of component stands in a dialect; kinds that have no such place are missing. */
export type Sections = ReadonlyMap<NodeKind, string>;

/** Which parts of other files take the place of a reference to them, and which component schemas are one. */
export interface Hosting {
  /** The reference whose place a part takes. */
  hostOf: ReadonlyMap<Target, Site>;
  /** The part that a component schema stands for which is nothing but a reference to it. */
  standsFor: (target: Target) => Target;
  /** The component schema whose name a part has, where it stands for it. */
  namesake: ReadonlyMap<Target, Target>;
}

const SECTIONS_2: Sections = new Map<NodeKind, string>([
  ['schema', '/definitions'],
  ['parameter', '/parameters'],
  ['response', '/responses'],
  ['securityScheme', '/securityDefinitions'],
]);
const SECTIONS_3: Sections = new Map(
  [...COMPONENT_SECTIONS]
    // Versions before 3.1 have no place for these: they stand where they are referred to first.
    .filter(([section]) => section !== 'pathItems' && section !== 'mediaTypes')
    .map(([section, kind]): [NodeKind, string] => [kind, `/components/${section}`]),
);

/** The places for components in the dialect of a root document. */
export function sectionsOf(root: JsonValue): Sections {
  return isObject(root) && Object.hasOwn(root, 'swagger') ? SECTIONS_2 : SECTIONS_3;
}

/**
 * Decides which parts stand in place of a reference to them: those that have no place among the components (path items,
 * operations, whole maps) at the first reference, and a part that a component of the root file is nothing but a
 * reference to (`Pet: { $ref: pet.yaml }`) under that component's name. So nothing gets two names.
 */
export function hostTargets({ sites, targets }: Reach, sections: Sections): Hosting {
  const hostOf = new Map<Target, Site>();
  for (const site of sites) {
    const target = targetOf(site);
    if (target === null || hostOf.has(target)) continue;
    if (target.stand.isMap || !sections.has(target.stand.kind)) hostOf.set(target, site);
  }
  const claimed = new Map<Target, string>();
  for (const site of sites) {
    const target = targetOf(site);
    const key = componentKey(site, hostOf, sections);
    if (target === null || key === null || hostOf.has(target) || !isObject(target.node)) continue;
    if (target.key !== null && target.key !== key) continue;
    hostOf.set(target, site);
    claimed.set(target, key);
  }
  const stands = new Map<Target, Target>();
  const namesake = new Map<Target, Target>();
  const standsFor = (target: Target): Target => {
    let at = target;
    for (let next = stands.get(at); next !== undefined; next = stands.get(at)) at = next;
    return at;
  };
  const byHolder = new Map(sites.map((site) => [site.holder as JsonValue, site]));
  for (const entry of targets) {
    if (entry.key === null || !isPureReference(entry.node)) continue;
    const site = byHolder.get(entry.node);
    const target = site === undefined ? null : targetOf(site);
    if (target === null || standsFor(target) === entry || (target.key !== null && target.key !== entry.key)) continue;
    const taken = namesake.has(target) || (hostOf.has(target) && claimed.get(target) !== entry.key);
    if (taken) continue;
    stands.set(entry, target);
    namesake.set(target, entry);
    const host = hostOf.get(entry);
    hostOf.delete(entry);
    if (host !== undefined && !hostOf.has(target)) hostOf.set(target, host);
  }
  return { hostOf, standsFor, namesake };
}

function targetOf({ to, key }: Site): Target | null {
  return typeof to === 'object' && 'node' in to && key === '$ref' ? to : null;
}

/** The key of the component of the assembled document which a site is, if it is nothing but a reference; else null. */
function componentKey(site: Site, hostOf: ReadonlyMap<Target, Site>, sections: Sections): string | null {
  const section = sections.get(site.stand.kind);
  if (section === undefined || !isPureReference(site.holder)) return null;
  const pointer = documentPointer(site, hostOf);
  if (!pointer?.startsWith(`${section}/`) || pointer.indexOf('/', section.length + 1) >= 0) return null;
  return tokensOf(pointer)?.at(-1) ?? null;
}

/**
 * The pointer in the assembled document of a site that stands in the root file, or in a map of the root document that is
 * a file of its own; null for any other.
 */
export function documentPointer(site: Site, hostOf: ReadonlyMap<Target, Site>): string | null {
  let { pointer } = site;
  for (let { region } = site; region !== null;) {
    const host = region.stand.isMap || region.stand.kind === 'components' ? hostOf.get(region) : undefined;
    if (host === undefined) return null;
    pointer = host.pointer + pointer.slice(region.pointer.length);
    region = host.region;
  }
  return pointer;
}
