import { GraphQLError, visit } from 'graphql';
import type { ASTNode, ASTVisitor, DocumentNode } from 'graphql';
import { specifiedSDLRules } from 'graphql/validation/specifiedRules.js';
import { SDLValidationContext } from 'graphql/validation/ValidationContext.js';
import type { SDLValidationRule } from 'graphql/validation/ValidationContext.js';
import { compareStrings } from '../../compare.js';
import type { Finding } from '../../finding.js';
import { code } from '../quote.js';
import { BUILT_IN_DIRECTIVES } from './schema-index.js';
import type { SchemaIndex } from './schema-index.js';

/** Errors after which no more are looked for: a schema may hold any number, and each has a stack trace. */
const MAX_ERRORS = 1000;
/** Checked here or with the types: these rules compare every unknown name with every known one to propose another. */
const OURS = new Set(['KnownTypeNamesRule', 'KnownDirectivesRule', 'PossibleTypeExtensionsRule']);

/** What is made of what a rule finds, and the code it gets. */
const OUTCOMES: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['UniqueFieldDefinitionNamesRule', ['field-twice', 'It counts once, and the first definition is read.']],
  ['UniqueTypeNamesRule', ['type-twice', 'It counts once, and the fields of all definitions are joined.']],
  ['UniqueEnumValueNamesRule', ['value-twice', 'It is kept as written.']],
  ['LoneSchemaDefinitionRule', ['schema-twice', 'The root types of all are joined; the last of a kind counts.']],
  ['UniqueOperationTypesRule', ['root-twice', 'The last counts.']],
]);

/** Thrown out of a visit once the rules have found enough. */
class Enough extends GraphQLError {}

/**
 * What GraphQL's own rules for type definitions find in a schema, with line and column, and what is made of it; none of
 * it keeps the schema from being read.
 */
export function sdlFindings(document: DocumentNode, index: SchemaIndex): Finding[] {
  const findings: Finding[] = [];
  const visitors = specifiedSDLRules
    .filter(({ name }) => !OURS.has(name))
    .map((rule) =>
      rule(
        new SDLValidationContext(document, null, (error) => {
          findings.push(errorFinding(error, rule));
          if (findings.length >= MAX_ERRORS) throw new Enough('enough');
        }),
      ),
    );
  try {
    visit(document, joinVisitors(visitors));
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return [...findings, ...directiveFindings(document, index), ...extensionFindings(index)];
}

function errorFinding(error: GraphQLError, rule: SDLValidationRule): Finding {
  const [kind, outcome] = OUTCOMES.get(rule.name) ?? ['sdl-violation', 'It is read as far as it goes.'];
  const coordinate = /"([\w.]+)(?:\(\w*:?\))?"/.exec(error.message)?.[1] ?? '';
  const where = { in: 'contract' as const, pointer: coordinate, ...error.locations?.at(-1) };
  return { code: kind, severity: 'warning', message: `${error.message} ${outcome}`, where };
}

type Handler = (node: ASTNode, ...rest: unknown[]) => unknown;
type Handlers = Handler | { enter?: Handler; leave?: Handler };

/**
 * One visitor that does what many do. GraphQL's own way to run visitors in parallel asks each of them at every node;
 * rules for definitions look at few kinds of node, and none of them changes anything or needs a part to be left out.
 */
function joinVisitors(visitors: readonly ASTVisitor[]): ASTVisitor {
  const enter = new Map<string, Handler[]>();
  const leave = new Map<string, Handler[]>();
  const add = (to: Map<string, Handler[]>, kind: string, handler: Handler | undefined): void => {
    if (handler !== undefined) to.set(kind, [...(to.get(kind) ?? []), handler]);
  };
  for (const visitor of visitors) {
    for (const [kind, handlers] of Object.entries(visitor) as [string, Handlers][]) {
      if (kind === 'enter' || kind === 'leave') add(kind === 'enter' ? enter : leave, '', handlers as Handler);
      else if (typeof handlers === 'function') add(enter, kind, handlers);
      else {
        add(enter, kind, handlers.enter);
        add(leave, kind, handlers.leave);
      }
    }
  }
  const all =
    (handlers: ReadonlyMap<string, readonly Handler[]>): Handler =>
    (node, ...rest) => {
      for (const handler of handlers.get(node.kind) ?? []) handler(node, ...rest);
      for (const handler of handlers.get('') ?? []) handler(node, ...rest);
    };
  return { enter: all(enter), leave: all(leave) };
}

/** Directives that are used and not defined, as federation and frameworks have many; once for each. */
function directiveFindings(document: DocumentNode, index: SchemaIndex): Finding[] {
  const unknown = new Map<string, { line: number; column: number; places: number }>();
  const visitor: ASTVisitor = {
    Directive(node) {
      const name = node.name.value;
      if (index.directives.has(name) || BUILT_IN_DIRECTIVES.has(name)) return;
      const known = unknown.get(name);
      if (known !== undefined) known.places++;
      else {
        const { line = 1, column = 1 } = node.loc?.startToken ?? {};
        unknown.set(name, { line, column, places: 1 });
      }
    },
  };
  visit(document, visitor);
  return [...unknown]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([name, { line, column, places }]): Finding => {
      const many = places === 1 ? 'used once' : `used ${places} times`;
      const message = `The directive ${code(`@${name}`)} is ${many} and not defined; it is kept as written.`;
      return {
        code: 'directive-unknown',
        severity: 'info',
        message,
        where: { in: 'contract', pointer: `@${name}`, line, column },
      };
    });
}

/** Extensions of types that nobody defines, and definitions of one name that are of several kinds. */
function extensionFindings(index: SchemaIndex): Finding[] {
  const findings: Finding[] = [];
  for (const { name, nodes } of index.types.values()) {
    const [first] = nodes;
    const kinds = new Set(nodes.map(({ kind }) => kind.replace(/(?:Definition|Extension)$/, '')));
    const token = (kinds.size > 1 ? nodes.at(-1) : first)?.loc?.startToken;
    const where = { in: 'contract' as const, pointer: name, ...(token && { line: token.line, column: token.column }) };
    if (kinds.size > 1) {
      const message = `${code(name)} is defined or extended as several kinds of type; the first kind counts.`;
      findings.push({ code: 'type-kinds-differ', severity: 'warning', message, where });
    } else if (nodes.every(({ kind }) => kind.endsWith('Extension'))) {
      const message = `${code(name)} is extended and not defined here; its extensions are read as its definition.`;
      findings.push({ code: 'extension-without-base', severity: 'info', message, where });
    }
  }
  return findings.sort((a, b) => compareStrings(a.where?.pointer ?? '', b.where?.pointer ?? ''));
}
