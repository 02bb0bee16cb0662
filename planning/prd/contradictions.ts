import { code } from '../contract/quote.js';
import { nounKey, wordsOf } from '../contract/names.js';
import type { ContractModel, Operation, Property } from '../contract/contract-model.js';
import type { Finding } from '../finding.js';
import type { Requirement, RequirementTrace } from './prd-analysis.js';
import { splitSentences } from './sentences.js';
import { stem } from './words.js';

/** What a sentence says against the contract, and where in the PRD it does. */
interface Contradiction {
  start: number;
  end: number;
  message: string;
}

/** What the checks are given: a sentence (span in the PRD) and the operations that its clause was traced to. */
interface Case {
  sentence: { text: string; start: number; end: number };
  operations: readonly Operation[];
  model: ContractModel;
}

/** No more findings than this: a PRD for another contract contradicts it everywhere. */
const MAX_FINDINGS = 100;

/**
 * Where sentences of the PRD and the contract cannot both be right. Only plain cases are told: a status that no operation
 * declares, a field called required or optional that is the other in the contract, a thing that shall never be deleted or
 * changed though an operation does so, credentials that signing in does not take, and open access that needs a token.
 */
export function contradictionFindings(
  requirements: readonly Requirement[],
  traces: readonly RequirementTrace[],
  model: ContractModel,
): Finding[] {
  const byId = new Map(model.operations.map((operation) => [operation.id, operation]));
  const traced = new Map(traces.map((trace) => [trace.requirement, trace]));
  const entities = new Map(model.entities.map((entity) => [entity.id, entity]));
  const statuses = new Set(model.operations.flatMap(({ responses }) => responses.map(({ status }) => status)));
  const findings: Finding[] = [];
  for (const requirement of requirements) {
    const elements = traced.get(requirement.id)?.elements ?? [];
    const operations = elements.flatMap(({ element }) => byId.get(element.slice(3)) ?? []);
    for (const sentence of splitSentences(requirement)) {
      const one: Case = { sentence, operations, model };
      const found = [
        ...undeclaredStatus(one, statuses),
        ...otherwiseRequired(one, entities),
        ...doneThoughForbidden(one),
        ...otherCredentials(one, entities),
        ...closedThoughOpen(one),
      ];
      for (const { start, end, message } of found) {
        const where = { in: 'prd' as const, start, end, ref: `req:${requirement.id}` };
        findings.push({ code: 'requirement-contradicted', severity: 'warning', message, where });
      }
      if (findings.length >= MAX_FINDINGS) return findings.slice(0, MAX_FINDINGS);
    }
  }
  return findings;
}

const STATUS =
  /\b(?:status(?: code)?|HTTP|answer(?:s|ed)?(?: with)?|respon(?:ds?|ses?)(?: with)?|return(?:s|ed)?|with|code) ([1-5]\d\d)\b(?! ?(?:ms|s|€|%|\w))/gi;

function undeclaredStatus({ sentence, model }: Case, statuses: ReadonlySet<string>): Contradiction[] {
  if (model.kind !== 'openapi' || statuses.has('default')) return [];
  return [...sentence.text.matchAll(STATUS)].flatMap((match) => {
    const status = match[1] ?? '';
    const wildcard = `${status.charAt(0)}XX`;
    if (status === '' || statuses.has(status) || statuses.has(wildcard) || statuses.has(wildcard.toLowerCase()))
      return [];
    const start = sentence.start + match.index;
    const others = [...statuses].filter((one) => one.startsWith(status.charAt(0))).sort();
    const instead = others.length > 0 ? `; of its kind there are ${others.join(', ')}` : '';
    const message = `The PRD wants status ${status}, which no operation of the contract declares${instead}. Declare it, or change the PRD.`;
    return [{ start, end: start + match[0].length, message }];
  });
}

type Entities = ReadonlyMap<string, { properties: Property[] }>;

const REQUIRED =
  /\b(?:the |an? )?([a-z][a-z -]{1,30}?) (?:is|are) (?:always )?(required|mandatory|obligatory|optional)\b/gi;

/** "The due date is required": each property of that name in the bodies that the clause's operations take is optional. */
function otherwiseRequired({ sentence, operations }: Case, entities: Entities): Contradiction[] {
  return [...sentence.text.matchAll(REQUIRED)].flatMap((match) => {
    const [said = '', field = '', word = ''] = match;
    const wanted = word.toLowerCase() !== 'optional';
    const key = wordsOf(field).map(stem).join('');
    for (const operation of operations.filter(({ effect }) => effect === 'create')) {
      const fields = inputsOf(operation, entities).filter(({ name }) => wordsOf(name).map(stem).join('') === key);
      if (fields.length === 0 || fields.some(({ required }) => required === wanted)) continue;
      const start = sentence.start + match.index;
      const is = wanted ? 'optional' : 'required';
      const message = `The PRD calls ${code(field)} ${word}; in what ${code(operation.id)} takes it is ${is}. Make both say the same.`;
      return [{ start, end: start + said.length, message }];
    }
    return [];
  });
}

function inputsOf(operation: Operation, entities: Entities): Property[] {
  const own = operation.requestBody?.properties ?? [];
  const bodies = operation.requestBody?.entities ?? operation.inputEntities;
  return [...own, ...bodies.flatMap((id) => entities.get(id)?.properties ?? [])];
}

const FORBIDDEN =
  /^(?:(?:an?|the|all|any|no|once written,) )?([a-z][a-z -]{1,30}?) (?:can(?:not| never)|must (?:not|never)|may (?:not|never)|shall (?:not|never)|(?:is|are) never) (?:be )?(deleted|removed|changed|edited|updated|modified)\b([^.]*)/i;
/** What follows makes the ban one for some cases only. */
const CONDITION =
  /\b(?:if|when|while|unless|until|once|after|before|by|in|with|without|that|who|which|as long|except|but|from|anymore|any more)\b/i;

function doneThoughForbidden({ sentence, model }: Case): Contradiction[] {
  const match = FORBIDDEN.exec(sentence.text);
  if (match === null || CONDITION.test(match[3] ?? '')) return [];
  const thing = nounKey(match[1] ?? '');
  const effect = /delet|remov/i.test(match[2] ?? '') ? 'delete' : 'update';
  const against = model.operations.find((one) => one.effect === effect && nounKey(one.resource ?? '') === thing);
  if (against === undefined) return [];
  const end = sentence.start + match[0].length;
  const message = `The PRD says that this is never ${match[2] ?? ''}; ${code(against.id)} does it. Take the operation out, or say when it may be.`;
  return [{ start: sentence.start, end, message }];
}

const SIGN_IN =
  /\b(?:signs?|logs?)[ -]in (?:with|by|using) (?:(?:an?|the|his|her|their|your) )?((?:e-?mail|user ?name|phone|telephone)\b[^.;]{0,60})/i;
/** What people prove who they are with, and how contracts call it. */
const CREDENTIALS: readonly (readonly [RegExp, RegExp])[] = [
  [/\be-?mail\b/i, /mail|login|identifier|principal/i],
  [/\buser ?name\b/i, /user|login|identifier|name|principal/i],
  [/\b(?:tele)?phone(?: number)?\b/i, /phone|mobile|msisdn|login|identifier|number/i],
];

function otherCredentials({ sentence, operations }: Case, entities: Entities): Contradiction[] {
  const match = SIGN_IN.exec(sentence.text);
  const [wanted, known] = CREDENTIALS.find(([said]) => said.test(match?.[1] ?? '')) ?? [];
  if (match === null || wanted === undefined || known === undefined) return [];
  const start = sentence.start + match.index;
  for (const operation of operations) {
    if (!/log-?_?in|sign-?_?in|session|token/i.test(operation.id)) continue;
    const inputs = [...inputsOf(operation, entities), ...operation.parameters];
    const names = deepNames(inputs, entities);
    if (!names.some((name) => /pass/i.test(name)) || names.some((name) => known.test(name))) continue;
    const asked = wanted.exec(match[1] ?? '')?.[0] ?? '';
    const message = `The PRD wants people to sign in with ${code(asked)}; ${code(operation.id)} takes ${names.slice(0, 5).map(code).join(', ')}. Make both say the same.`;
    return [{ start, end: start + match[0].length, message }];
  }
  return [];
}

/** The names of inputs and of what the things they refer to hold. */
function deepNames(inputs: readonly Pick<Property, 'name' | 'ref'>[], entities: Entities): string[] {
  const inner = inputs.flatMap(({ ref }) => (ref === undefined ? [] : (entities.get(ref)?.properties ?? [])));
  return [...inputs, ...inner].map(({ name }) => name);
}

const OPEN = /\bwithout (?:an account|a token|signing in|logging in|authentication)\b/i;
const NOT_OPEN = /\b(?:no|not|never|nobody|nothing|refused|rejected|cannot|401)\b/i;

/** "Everybody reads stories without an account": every reading operation of the clause needs a token. */
function closedThoughOpen({ sentence, operations }: Case): Contradiction[] {
  const match = OPEN.exec(sentence.text);
  if (match === null || NOT_OPEN.test(sentence.text)) return [];
  const reading = operations.filter(({ effect }) => effect === 'read' || effect === 'list');
  const [first] = reading;
  if (first === undefined || reading.some(({ security }) => security.optional || security.schemes.length === 0))
    return [];
  const start = sentence.start + match.index;
  const message = `The PRD wants this ${match[0]}; ${code(first.id)} needs ${first.security.schemes.map(code).join(', ')}. Make its security optional, or change the PRD.`;
  return [{ start, end: start + match[0].length, message }];
}
