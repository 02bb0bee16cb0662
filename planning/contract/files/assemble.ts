import type { Finding, Refusal } from '../../finding.js';
import { findCycleOrBomb } from '../alias-size.js';
import { documentFindings, locateFindings } from '../document-findings.js';
import { getObject, getText, isObject, put } from '../json-value.js';
import type { JsonObject, JsonValue } from '../json-value.js';
import { quote } from '../quote.js';
import type { ParsedDocument, SourcePlace } from '../parse-document.js';
import { escapeToken, tokensOf } from '../pointer.js';
import { overLimit } from '../refusals.js';
import { RefusedFile } from './file-set.js';
import type { FileSet, OpenFile } from './file-set.js';
import { hostTargets, sectionsOf } from './host-targets.js';
import type { Hosting } from './host-targets.js';
import { placeTargets } from './place-targets.js';
import type { Places } from './place-targets.js';
import { reachFiles } from './reach.js';
import type { Reach, Site, Target } from './reach.js';

/** Unused files that are told of one by one. */
const MAX_UNUSED = 50;

/** A contract of several files as one document, in the dialect of its root file. */
export interface Assembled {
  /** Places in it are told in the file they come from. */
  parsed: ParsedDocument;
  /** What the files' texts and the references between them show. */
  findings: Finding[];
  /** Texts of references that lead nowhere; `findings` tells of them, where they are. */
  broken: ReadonlySet<string>;
}

/**
 * Makes one document of the root file and all that its references reach in the others. References between files become
 * references within the document, and what they lead to stands among its components. Refuses files that cannot be read,
 * and sets that grow without bound when they are put together. Changes the parsed files in place.
 */
export function assembleFiles(
  files: FileSet,
  rootPath: string,
  limits: { maxDepth: number },
): Assembled | { refusal: Refusal } {
  let reach: Reach;
  try {
    reach = reachFiles(files, rootPath);
  } catch (error) {
    if (error instanceof RefusedFile) return { refusal: error.refusal };
    throw error;
  }
  const { root } = reach;
  const sections = sectionsOf(root.parsed.root);
  const hosting = hostTargets(reach, sections);
  const places = placeTargets(reach, hosting, sections);
  // Before anything is moved: places are those of the files as they were sent.
  const findings = [...textFindings(files, root), ...setFindings(files), ...brokenFindings(reach.sites)];
  rewriteReferences(reach.sites, hosting, places);
  moveParts(reach, hosting, places);
  const bomb = findCycleOrBomb(root.parsed.root, limits.maxDepth);
  if (bomb !== null) return { refusal: overLimit(bomb.limit, bomb.allowed, bomb.found, { in: 'contract' }) };
  const broken = new Set(reach.sites.filter(isBroken).map(({ holder, key }) => getText(holder, key)));
  return { parsed: { ...root.parsed, locate: locator(reach, hosting, places) }, findings, broken };
}

function rewriteReferences(sites: readonly Site[], hosting: Hosting, places: Places): void {
  for (const site of sites) {
    const { to, holder, key, file, ref } = site;
    if (to === 'not-sent') continue;
    if (to === 'nowhere') put(holder, key, referenceTo(`//${escapeToken(`${file.path} ${ref}`)}`));
    else if ('rootPointer' in to) put(holder, key, referenceTo(to.rootPointer));
    else if (hosting.hostOf.get(hosting.standsFor(to)) !== site) put(holder, key, referenceTo(places.of(to)));
  }
}

/** Only what would end a pointer, or be decoded, is escaped. */
function referenceTo(pointer: string): string {
  return `#${pointer.replace(/[%#?]/g, (char) => encodeURIComponent(char))}`;
}

function moveParts(reach: Reach, { hostOf }: Hosting, { components }: Places): void {
  for (const { stand, pointer, node } of reach.targets) {
    // They are components of their own now.
    if (stand.kind === 'schema' && pointer === '' && isObject(node)) delete node['definitions'];
  }
  const hosted = [...hostOf].sort(([a], [b]) => b.order - a.order);
  // The last found first: what it takes may itself hold the place of another part.
  for (const [target, { holder }] of hosted) fillHolder(holder, target.node);
  for (const { target, pointer } of components) {
    const tokens = tokensOf(pointer) ?? [];
    let owner = reach.root.parsed.root as JsonObject;
    for (const token of tokens.slice(0, -1)) {
      const next = getObject(owner, token) ?? {};
      put(owner, token, next);
      owner = next;
    }
    put(owner, tokens.at(-1) ?? '', target.node);
  }
}

/** Turns a reference into what it refers to; what stands beside the reference goes before. */
function fillHolder(holder: JsonObject, node: JsonValue): void {
  delete holder['$ref'];
  for (const [name, value] of Object.entries(isObject(node) ? node : {})) {
    if (!Object.hasOwn(holder, name)) put(holder, name, value);
  }
}

/** Finds places of the assembled document in the files they come from. */
function locator({ root, targets }: Reach, hosting: Hosting, places: Places): ParsedDocument['locate'] {
  const sources = new Map<string, Target>();
  for (const target of targets) if (hosting.standsFor(target) === target) sources.set(places.of(target), target);
  return (pointers) => {
    const wanted = new Map<OpenFile, Map<string, string[]>>();
    for (const pointer of pointers) {
      const { file, inFile } = sourceOf(pointer, sources, root);
      const inThis = wanted.get(file) ?? new Map<string, string[]>();
      inThis.set(inFile, [...(inThis.get(inFile) ?? []), pointer]);
      wanted.set(file, inThis);
    }
    const found = new Map<string, SourcePlace>();
    for (const [file, byPointer] of wanted) {
      const places = file.parsed.locate(byPointer.keys());
      for (const [inFile, place] of places) {
        for (const pointer of byPointer.get(inFile) ?? []) {
          found.set(pointer, { ...place, file: file.path, pointer: inFile });
        }
      }
    }
    return found;
  };
}

function sourceOf(
  pointer: string,
  sources: ReadonlyMap<string, Target>,
  root: OpenFile,
): { file: OpenFile; inFile: string } {
  for (let prefix = pointer; prefix !== ''; prefix = prefix.slice(0, prefix.lastIndexOf('/'))) {
    const target = sources.get(prefix);
    if (target !== undefined) return { file: target.file, inFile: target.pointer + pointer.slice(prefix.length) };
  }
  return { file: root, inFile: pointer };
}

/** What the texts of the files other than the root show; the root's own are told with the document. */
function textFindings(files: FileSet, root: OpenFile): Finding[] {
  return files
    .opened()
    .filter((file) => file !== root)
    .flatMap(({ path, parsed }) =>
      locateFindings(documentFindings(parsed), parsed, false).map((finding) => inFile(finding, path)),
    );
}

function setFindings(files: FileSet): Finding[] {
  const unopened = files.unopened();
  const unused = unopened.slice(0, MAX_UNUSED).map(unusedFile);
  const byName = [...files.foundByName].sort().map((file): Finding => {
    const message = `References to a folder were taken to mean ${quote(file)}, as all files came without folders.`;
    return { code: 'file-found-by-name', severity: 'info', message, where: { in: 'contract', file } };
  });
  const more = unopened.length - unused.length;
  if (more > 0) {
    const message = `No reference leads to ${more} further files.`;
    unused.push({ code: 'file-unused', severity: 'warning', message, where: { in: 'contract' } });
  }
  return [...unused, ...byName];
}

/** The finding of a file that nothing needs. */
export function unusedFile(file: string): Finding {
  const message = `Nothing in the root file leads to ${quote(file)}; nothing in it is planned.`;
  return { code: 'file-unused', severity: 'warning', message, where: { in: 'contract', file } };
}

function isBroken({ to }: Site): boolean {
  return to === 'not-sent' || to === 'nowhere';
}

/** One finding for each text of a reference in each file, as for a contract of one file. */
function brokenFindings(sites: readonly Site[]): Finding[] {
  const byFile = new Map<OpenFile, Map<string, Finding>>();
  for (const site of sites.filter(isBroken)) {
    const inThis = byFile.get(site.file) ?? new Map<string, Finding>();
    byFile.set(site.file, inThis);
    if (!inThis.has(site.ref)) inThis.set(site.ref, brokenFinding(site));
  }
  return [...byFile].flatMap(([{ path, parsed }, findings]) =>
    locateFindings([...findings.values()], parsed, false).map((finding) => inFile(finding, path)),
  );
}

function brokenFinding({ ref, pointer, to }: Site): Finding {
  const where = { in: 'contract' as const, pointer: `${pointer}/$ref` };
  if (to === 'nowhere') {
    return { code: 'dangling-ref', severity: 'error', message: `The reference ${quote(ref)} leads nowhere.`, where };
  }
  const message = `The reference ${quote(ref)} leads to no file that was sent and is never followed.`;
  return { code: 'external-ref', severity: 'warning', message, where };
}

function inFile(finding: Finding, file: string): Finding {
  return { ...finding, where: { in: 'contract', ...finding.where, file } };
}
