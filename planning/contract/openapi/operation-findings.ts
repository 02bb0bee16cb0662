import { compareStrings } from '../../compare.js';
import type { Finding } from '../../finding.js';
import type { Operation } from '../contract-model.js';
import { getList, getObject, getText, isObject } from '../json-value.js';
import type { JsonObject } from '../json-value.js';
import { pointerOf } from '../pointer.js';
import { code, quote } from '../quote.js';
import type { OperationSite } from './list-operations.js';
import { templateNames } from './path-template.js';
import type { References } from './references.js';

/** An operation where it stands and as it was read. */
interface ReadSite {
  site: OperationSite;
  operation: Operation;
}

/** What no schema can say of operations: ids, path parameters, security schemes and path templates that do not agree. */
export function operationFindings(
  sites: readonly OperationSite[],
  operations: readonly Operation[],
  references: References,
): Finding[] {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const read = [...sites]
    .sort((a, b) => compareStrings(a.id, b.id))
    .flatMap((site): ReadSite[] => {
      const operation = byId.get(site.id);
      return operation === undefined ? [] : [{ site, operation }];
    });
  return [
    ...operationIdFindings(read),
    ...templateFindings(references.root),
    ...parameterFindings(read, references),
    ...securityFindings(read, references.root),
  ];
}

function operationIdFindings(read: readonly ReadSite[]): Finding[] {
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { site } of read) {
    const id = getText(site.operation, 'operationId');
    const other = first.get(id);
    if (id === '' || other === undefined) {
      first.set(id, site.id);
      continue;
    }
    const message = `The operationId ${quote(id)} of ${site.id} is also that of ${other}.`;
    const where = { in: 'contract' as const, pointer: `${site.pointer}/operationId`, ref: `op:${site.id}` };
    findings.push({ code: 'duplicate-operation-id', severity: 'warning', message, where });
  }
  return findings;
}

/** Paths that differ in nothing but the names of their parameters: a server cannot tell them apart. */
function templateFindings(root: JsonObject): Finding[] {
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  for (const path of Object.keys(getObject(root, 'paths') ?? {})) {
    const shape = path.replace(/\{[^{}]*\}/g, '{}');
    const other = first.get(shape);
    if (other === undefined) {
      first.set(shape, path);
      continue;
    }
    const message = `The path ${code(path)} differs from ${code(other)} in names of parameters only; both are planned.`;
    const where = { in: 'contract' as const, pointer: pointerOf(['paths', path]) };
    findings.push({ code: 'path-ambiguous', severity: 'warning', message, where });
  }
  return findings;
}

/** Path parameters that the path names and nobody declares, and the other way round; once for each path. */
function parameterFindings(read: readonly ReadSite[], references: References): Finding[] {
  const undeclared = new Map<string, Finding>();
  const unused = new Map<string, Finding>();
  for (const { site } of read) {
    if (site.type !== 'operation') continue;
    const named = new Set(templateNames(site.path));
    const declared = declaredNames(site, references);
    const missing = [...named].filter((name) => !declared.has(name));
    const extra = [...declared].filter((name) => !named.has(name));
    const where = { in: 'contract' as const, pointer: site.pointer, ref: `op:${site.id}` };
    if (missing.length > 0 && !undeclared.has(site.path)) {
      const message = `The path of ${code(site.id)} names ${listed(missing)}, and no path parameter of that name is declared; text is assumed.`;
      undeclared.set(site.path, { code: 'path-parameter-undeclared', severity: 'warning', message, where });
    }
    if (extra.length > 0 && !unused.has(site.path)) {
      const message = `${code(site.id)} declares the path parameter ${listed(extra)}, which its path does not name; it is kept as declared.`;
      unused.set(site.path, { code: 'path-parameter-unused', severity: 'warning', message, where });
    }
  }
  return [...undeclared.values(), ...unused.values()];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).map(code).join(', ');
  return names.length > 4 ? `${shown} and ${names.length - 4} more` : shown;
}

function declaredNames(site: OperationSite, references: References): Set<string> {
  const names = new Set<string>();
  for (const owner of [site.pathItem, site.operation]) {
    for (const value of getList(owner, 'parameters')) {
      const parameter = references.resolve(value, '')?.value;
      if (getText(parameter, 'in') === 'path') names.add(getText(parameter, 'name'));
    }
  }
  return names;
}

/** Security schemes that are asked for and not declared; once for each name. */
function securityFindings(read: readonly ReadSite[], root: JsonObject): Finding[] {
  const declared = getObject(getObject(root, 'components'), 'securitySchemes') ?? {};
  const unknown = new Map<string, { pointer: string; places: number }>();
  const documentWide = new Set(getList(root, 'security').filter(isObject).flatMap(Object.keys));
  for (const { site, operation } of read) {
    for (const name of operation.security.schemes) {
      if (Object.hasOwn(declared, name)) continue;
      const own = Object.hasOwn(site.operation, 'security') || !documentWide.has(name);
      const known = unknown.get(name) ?? { pointer: own ? `${site.pointer}/security` : '/security', places: 0 };
      unknown.set(name, { ...known, places: known.places + 1 });
    }
  }
  return [...unknown].map(([name, { pointer, places }]): Finding => {
    const many = places === 1 ? 'one operation asks' : `${places} operations ask`;
    const message = `The security scheme ${code(name)}, which ${many} for, is declared nowhere; it is planned by its name alone.`;
    return { code: 'security-scheme-unknown', severity: 'warning', message, where: { in: 'contract', pointer } };
  });
}
