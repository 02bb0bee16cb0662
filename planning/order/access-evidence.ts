import { cutText } from '../cut-text.js';
import type { ContractModel, Entity, Operation } from '../contract/contract-model.js';
import { fixedSegments, wordsOf } from '../contract/names.js';
import type { PrdAnalysis } from '../prd/prd-analysis.js';
import { compareStrings } from '../compare.js';
import { formProperties } from './form-properties.js';
import { sentencesOf } from './prd-evidence.js';

/** Who may call what. */
export interface AccessEvidence {
  /** Ids of operations that need a signed-in caller, sorted, with how that is known. */
  authenticated: Map<string, { reason: string; confidence: number; hard: boolean }>;
  /** Ids of operations that sign a caller in or up, sorted. */
  signIn: string[];
}

const SIGN_IN = /\b(?:log ?in|sign ?in|sign ?up|authenticate|authorize|token|session|register|registration|refresh)\b/;
const SIGN_OUT = /\b(?:log ?out|sign ?out|revoke|delete|remove|list)\b/;
const NEEDS =
  /\b(?:needs?|requires?|must (?:have|carry|send)|with) (?:an? |the |their |its |the caller's |a caller's )?(?:valid |access |bearer )*(?:token|session|(?:api )?key|login|authentication|credentials|signed-in|account)\b|\b(?:signed[- ]in|logged[- ]in|authenticated) (?:user|member|caller|person)|\bonly (?:for|by) (?:its|the|their) (?:author|owner|creator)/iu;
const OPEN =
  /\b(?:open(?: to (?:all|anyone|everybody|everyone))?|public|anybody|anyone|everybody|without (?:a |an )?(?:token|account|login))\b/iu;
const EVERY =
  /\b(?:every|all|each) (?:other )?(?:call|request|operation|endpoint|mutation)s?\b|\b(?:nobody|no one|everybody|everyone)\b|\b(?:everything|anything|all) else\b|\b(?:all )?the (?:rest|others)\b/iu;
/** "Nobody uses the API without having signed in." */
const NOBODY =
  /\b(?:nobody|no one|no (?:call|request|operation|endpoint))\b[^.;]{0,60}\bwithout\b[^.;]{0,40}\b(?:sign|log|token|key|authenticat|credential|account)/iu;
/** First words of operations that are about the caller. */
const ABOUT_CALLER = /^(?:me|my|viewer|current user|who ?am ?i|current account)\b/;
const SPEAKS =
  /\b(?:token|sign(?:s|ed)?[- ]?(?:in|up)|log(?:s|ged)?[- ]?in|authenticat\w+|api key|authoriz\w+|permission)\b/iu;

/**
 * Reads access rules: the contract's own security requirements where it declares any; otherwise the PRD's clauses
 * ("needs a token", "only for its author", "every call but sign-in"), by the operations they name, with "both", "all"
 * and "the last two" reaching back to those named before; and where the PRD speaks of signing in at all or an operation
 * does it, every remaining write and every reading about the caller.
 */
export function accessEvidence(model: ContractModel, analysis: PrdAnalysis): AccessEvidence {
  const speaks =
    analysis.requirements.some((requirement) => SPEAKS.test(requirement.text)) || model.operations.some(isSigning);
  const signIn = signInOperations(model, speaks);
  const authenticated: AccessEvidence['authenticated'] = new Map();
  if (model.declaresSecurity) {
    for (const operation of model.operations) {
      if (operation.security.schemes.length === 0 || operation.security.optional) continue;
      const reason = `The contract asks for ${operation.security.schemes.join(' or ')}.`;
      authenticated.set(operation.id, { reason, confidence: 0.95, hard: true });
    }
  } else if (speaks) {
    accessOfPrd(model, analysis, new Set(signIn), authenticated);
  }
  return { authenticated, signIn };
}

/**
 * Operations that sign a caller in, told by their names, and those that register one: an open POST to a collection of
 * users that takes a password. Registering alone, where nobody ever signs in, is ordinary data.
 */
function signInOperations(model: ContractModel, speaks: boolean): string[] {
  const entity = new Map(model.entities.map((one) => [one.id, one]));
  const signing = model.operations.filter(isSigning);
  const registering = model.operations
    .filter(isActing)
    .filter(
      (one) =>
        one.effect === 'create' &&
        one.security.schemes.length === 0 &&
        /^(?:users?|accounts?|members?|customers?)$/.test(lastName(one)) &&
        takesPassword(one, entity),
    );
  const counted = signing.length > 0 || speaks || model.declaresSecurity ? [...signing, ...registering] : [];
  return [...new Set(counted.map((one) => one.id))].sort(compareStrings);
}

function isActing({ effect, type, method }: Operation): boolean {
  return (
    (effect === 'create' || effect === 'action') && (type === 'operation' || type === 'mutation') && method !== 'DELETE'
  );
}

function isSigning(operation: Operation): boolean {
  const name = lastName(operation);
  return isActing(operation) && SIGN_IN.test(name) && !SIGN_OUT.test(name);
}

/** The words of the path's last fixed segment, or of the root field. */
function lastName(operation: Operation): string {
  const fixed = fixedSegments(operation.path ?? '').at(-1);
  return wordsOf(fixed ?? operation.id.split('.').at(-1) ?? '').join(' ');
}

/** Looks at the form and one envelope around it (`{ user: NewUser }`). */
function takesPassword(operation: Operation, entity: Map<string, Entity>): boolean {
  const form = formProperties(operation, entity);
  const inner = form.flatMap((property) =>
    property.ref === undefined ? [] : (entity.get(property.ref)?.properties ?? []),
  );
  return [...form, ...inner].some((property) => /password|passphrase/i.test(property.name));
}

function accessOfPrd(
  model: ContractModel,
  analysis: PrdAnalysis,
  signIn: ReadonlySet<string>,
  authenticated: AccessEvidence['authenticated'],
): void {
  const open = new Set<string>();
  const find = makeOperationFinder(model);
  for (const requirement of analysis.requirements) {
    let before: string[] = [];
    for (const sentence of sentencesOf(requirement.text)) {
      const named = find(sentence);
      for (const { rule, half, at } of rulesOf(sentence)) {
        const subjects = [find(half.slice(0, at)), find(half.slice(at))].find((some) => some.length > 0);
        const meant = subjects ?? reachBack(half, before.concat(named));
        const reason = `${requirement.id} says: "${cutText(half, 100)}"`;
        if (rule === 'needs') meant.forEach((id) => authenticated.set(id, { reason, confidence: 0.85, hard: false }));
        else meant.forEach((id) => open.add(id));
        if (rule === 'needs' && EVERY.test(half)) {
          for (const one of model.operations) {
            if (!signIn.has(one.id)) authenticated.set(one.id, { reason, confidence: 0.85, hard: false });
          }
        }
      }
      before = before.concat(named);
    }
  }
  const reason = 'It writes or is about the caller, and there are signed-in callers.';
  for (const one of model.operations) {
    if (one.type === 'webhook' || one.type === 'callback') continue;
    const needs = (one.effect !== 'read' && one.effect !== 'list') || ABOUT_CALLER.test(lastName(one));
    if (!needs || signIn.has(one.id) || open.has(one.id) || authenticated.has(one.id)) continue;
    authenticated.set(one.id, { reason, confidence: 0.6, hard: false });
  }
  for (const id of signIn) authenticated.delete(id);
}

interface AccessRule {
  rule: 'needs' | 'open';
  /** The half-sentence that states it, and where in it the rule begins; its subjects stand before that, if anywhere. */
  half: string;
  at: number;
}

function rulesOf(sentence: string): AccessRule[] {
  return sentence
    .split(/;/)
    .map((half) => half.trim())
    .flatMap((half): AccessRule[] => {
      const needs = NEEDS.exec(half) ?? NOBODY.exec(half);
      if (needs !== null) return [{ rule: 'needs', half, at: needs.index }];
      const open = OPEN.exec(half);
      return open === null ? [] : [{ rule: 'open', half, at: open.index }];
    });
}

/** "both", "all", "these" mean everything named before; "the last two" its end; anything else the nearest. */
function reachBack(half: string, before: readonly string[]): string[] {
  const last = /\b(?:the )?last (two|three|four)\b/iu.exec(half);
  if (last !== null) return before.slice(-(['two', 'three', 'four'].indexOf((last[1] as string).toLowerCase()) + 2));
  if (/\b(?:both|all|these|they|any of them)\b/iu.test(half)) return [...before];
  return before.slice(-1);
}

/** Finds operations a sentence names literally: a root field or operation id, or method and path. */
export function makeOperationFinder(model: ContractModel): (sentence: string) => string[] {
  const byName = new Map<string, string>();
  for (const operation of model.operations) {
    if (operation.path === undefined) byName.set(operation.id.split('.').at(-1) ?? '', operation.id);
    if (operation.operationId !== undefined && /[A-Z_]/.test(operation.operationId.slice(1))) {
      byName.set(operation.operationId, operation.id);
    }
    if (operation.path !== undefined && operation.method !== undefined)
      byName.set(`${operation.method} ${operation.path}`, operation.id);
  }
  return (sentence) => {
    const found: string[] = [];
    for (const match of sentence.matchAll(/(?:GET|POST|PUT|PATCH|DELETE) \/[^\s`'",;]*|`[^`]+`|[A-Za-z_]\w*/g)) {
      const name = match[0].replace(/`/g, '');
      const id = byName.get(name);
      if (id === undefined || found.includes(id)) continue;
      // A field named like a plain word (`posts`) is only meant where it is written as code.
      if (/[A-Z_ ]/.test(name) || match[0].startsWith('`')) found.push(id);
    }
    return found;
  };
}
