import { buildASTSchema, GraphQLError, Kind, parse, visit } from 'graphql';
import type { DocumentNode } from 'graphql';

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID']);

/**
 * What is wrong with a GraphQL slice as a document of its own: it does not parse, names a type that the whole defines
 * and it does not, lacks what it is made for, or does not build although the whole does.
 */
export function graphqlSliceFaults(
  slice: string,
  refs: readonly string[],
  whole: { types: ReadonlySet<string>; builds: boolean },
): string[] {
  const document = parseOrNull(slice);
  if (document === null) return ['it is no SDL'];
  const { defined, named, fields } = namesOf(document);
  const faults = [...named]
    .filter((name) => !defined.has(name) && !BUILT_IN.has(name) && whole.types.has(name))
    .map((name) => `it names the type ${name} and does not define it`);
  for (const ref of refs) {
    const id = ref.slice(ref.indexOf(':') + 1);
    if (ref.startsWith('op:') ? !fields.has(id) : !defined.has(id)) faults.push(`it lacks ${ref}`);
  }
  if (faults.length === 0 && whole.builds && !buildsSchema(document))
    faults.push('it builds no schema, the whole does');
  return faults;
}

/** Whether SDL builds a schema. */
export function buildsSdl(sdl: string): boolean {
  const document = parseOrNull(sdl);
  return document !== null && buildsSchema(document);
}

function buildsSchema(document: DocumentNode): boolean {
  try {
    buildASTSchema(document);
    return true;
  } catch (error) {
    if (error instanceof Error) return false;
    throw error;
  }
}

function parseOrNull(sdl: string): DocumentNode | null {
  try {
    return parse(sdl, { noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

function namesOf(document: DocumentNode): { defined: Set<string>; named: Set<string>; fields: Set<string> } {
  const defined = new Set<string>();
  const named = new Set<string>();
  const fields = new Set<string>();
  for (const node of document.definitions) {
    if ('name' in node && node.kind !== Kind.DIRECTIVE_DEFINITION) {
      defined.add(node.name.value);
      if ('fields' in node) for (const field of node.fields ?? []) fields.add(`${node.name.value}.${field.name.value}`);
    }
  }
  visit(document, {
    NamedType: (node) => {
      named.add(node.name.value);
    },
  });
  return { defined, named, fields };
}

/** The texts of the definitions that make up an SDL text, one after the other; the whole text where it is no SDL. */
export function sdlDefinitions(sdl: string): string[] {
  let document: DocumentNode;
  try {
    document = parse(sdl);
  } catch (error) {
    if (error instanceof GraphQLError) return [sdl];
    throw error;
  }
  const starts = document.definitions.map(({ loc }) => loc?.start ?? 0);
  return starts.map((start, at) => sdl.slice(at === 0 ? 0 : start, starts[at + 1] ?? sdl.length));
}
