import type { Operation } from '../../contract/contract-model.js';
import { get, getObject, getText, isObject, put } from '../../contract/json-value.js';
import type { JsonObject, JsonValue } from '../../contract/json-value.js';
import type { ArazzoStep } from './arazzo-types.js';
import { isGuarded } from './call-plan.js';
import type { Caller, Planned, PlannedCall, Source } from './call-plan.js';
import type { CheckContract } from './check-contract.js';
import { operationShape } from './operation-shape.js';
import { flatSchema, resolve } from './schema-view.js';
import { valueOfSchema } from './value-of-schema.js';

/** Each operation has so many ordinals: one for each of its workflows, the last for second values in them. */
export const NUMBERS = 16;

/** The steps of one workflow as they are made, and what their values are made with. */
export interface StepMaker {
  contract: CheckContract;
  ordinal: number;
  /** Of the ids of its steps. */
  suffix: string;
  steps: ArazzoStep[];
  /** Step of each planned call. */
  stepOf: Map<number, ArazzoStep>;
  /** Names of the inputs that hold credentials. */
  inputs: Set<string>;
  /** Names of the inputs that hold ids of things which no operation makes. */
  ids: Set<string>;
  /** How an operation is called so that it succeeds. */
  plan: (operation: Operation) => Planned;
}

/** How a call differs from the plain one. */
export interface CallVariant {
  stepId: string;
  /** Values instead of those that are taken or made, by `<in> <name>`. */
  instead?: ReadonlyMap<string, string | number | boolean>;
  /** Changes the body before it is sent. */
  body?: (payload: JsonValue) => JsonValue;
  /** Parameters that are left out, by `<in> <name>`. */
  without?: ReadonlySet<string>;
  /** `none`: no credentials; `wrong`: such as nobody has. */
  credentials?: 'none' | 'wrong';
  /** A place among the operation's numbers that no workflow has, so that values differ from those of the plain call. */
  slot?: number;
  update?: boolean;
  /** It repeats a call: what later calls take comes from the first. */
  again?: boolean;
}

/** Adds the step of a call. Criteria are still to be set. */
export function addCall(
  call: PlannedCall,
  at: number,
  caller: Caller,
  variant: CallVariant,
  maker: StepMaker,
): ArazzoStep {
  const { operation } = call;
  const { contract } = maker;
  const shape = operationShape(operation, contract.full);
  const context = {
    root: contract.full,
    ordinal: variant.slot === undefined ? maker.ordinal : maker.ordinal - (maker.ordinal % NUMBERS) + variant.slot,
    day: at,
    update: variant.update ?? false,
  };
  const parameters: ArazzoStep['parameters'] = [];
  const optional = new Set([...(variant.instead?.keys() ?? []), ...call.takes.keys()]);
  for (const { name, in: place, required, schema } of shape.parameters) {
    const key = `${place} ${name}`;
    if ((!required && !optional.has(key)) || variant.without?.has(key) === true) continue;
    const source = call.takes.get(key);
    const taken = source === undefined ? undefined : expressionOf(source, maker);
    const value = variant.instead?.get(key) ?? taken ?? inParameter(valueOfSchema(schema, name, context));
    parameters.push({ name, in: place, value });
  }
  if (isGuarded(operation)) parameters.push(...credentials(operation.security.schemes, caller, variant, maker));
  const step: ArazzoStep = {
    // Unique in the document: its linter takes steps of one name in two workflows for the same.
    stepId: `${variant.stepId}${maker.suffix}`,
    operationId: contract.operationIds.get(operation.id) ?? operation.id,
    parameters,
    successCriteria: [],
  };
  if (shape.body !== null) {
    const { schema, example } = shape.body;
    const given = example === undefined ? schema : { ...flatSchema(schema, contract.full), example };
    const plain = withTaken(valueOfSchema(given, 'body', context), call, maker);
    const payload = variant.body === undefined ? plain : variant.body(plain);
    step.requestBody = { contentType: (shape.body.mediaType.split(';')[0] ?? '').trim(), payload };
  }
  maker.steps.push(step);
  if (variant.again !== true) maker.stepOf.set(at, step);
  return step;
}

function inParameter(value: JsonValue): string | number | boolean {
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : String(one))).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/** The runtime expression of a value of an earlier call, which from now on is an output of its step. */
export function expressionOf(source: Source, maker: StepMaker): string {
  if (source.from === 'input') {
    maker.ids.add(source.name);
    return `$inputs.${source.name}`;
  }
  const { call, from, pointer } = source;
  const step = maker.stepOf.get(call);
  if (step === undefined) throw new RangeError(`call ${call} has no step yet`);
  return outputOf(step, from === 'answer' ? `$response.body#${pointer}` : `$request.body#${pointer}`);
}

/** Makes an expression an output of a step and answers how later steps refer to it. */
export function outputOf(step: ArazzoStep, expression: string): string {
  const outputs = (step.outputs ??= {});
  const known = Object.keys(outputs).find((name) => outputs[name] === expression);
  const plain = expression.replace(/^\$(re\w+)\.body#/, '$1').replace(/[^A-Za-z0-9]+/g, '_');
  let name = known ?? plain;
  for (let n = 2; known === undefined && Object.hasOwn(outputs, name); n += 1) name = `${plain}_${n}`;
  outputs[name] = expression;
  return `$steps.${step.stepId}.outputs.${name}`;
}

/** Puts what earlier calls give into a body: at its top, or in the one object it holds that has such a property. */
function withTaken(payload: JsonValue, call: PlannedCall, maker: StepMaker): JsonValue {
  if (!isObject(payload)) return payload;
  for (const [key, source] of call.takes) {
    if (!key.startsWith('body ')) continue;
    const name = key.slice('body '.length);
    const expression = expressionOf(source, maker);
    const inner = Object.values(payload).find((one) => isObject(one) && get(one, name) !== undefined);
    const owner = get(payload, name) === undefined && isObject(inner) ? inner : payload;
    put(owner, name, source.from !== 'input' && source.list === true ? [expression] : expression);
  }
  return payload;
}

function credentials(
  schemes: readonly string[],
  caller: Caller,
  { credentials: kind }: CallVariant,
  maker: StepMaker,
): ArazzoStep['parameters'] {
  if (kind === 'none') return [];
  const chosen = chosenScheme(schemes, maker.contract.full);
  if (chosen === null) return [];
  const { name, scheme } = chosen;
  const key = getText(scheme, 'type') === 'apiKey';
  const prefix = key ? '' : getText(scheme, 'scheme').toLowerCase() === 'basic' ? 'Basic ' : 'Bearer ';
  const place = key
    ? { name: getText(scheme, 'name'), in: getText(scheme, 'in') }
    : { name: 'Authorization', in: 'header' };
  if (kind === 'wrong') return [{ ...place, value: `${prefix}d3Jvbmc6d3Jvbmc=` }];
  if (caller.by === 'call' && prefix === 'Bearer ') {
    return [{ ...place, value: `${prefix}{${expressionOf(caller.source, maker)}}` }];
  }
  const input = name.replace(/[^A-Za-z0-9_]/g, '_');
  maker.inputs.add(input);
  return [{ ...place, value: `${prefix}{$inputs.${input}}` }];
}

/** The scheme that a call uses of those an operation names: bearer tokens before keys before anything else. */
function chosenScheme(names: readonly string[], root: JsonObject): { name: string; scheme: JsonObject } | null {
  const declared = getObject(getObject(root, 'components'), 'securitySchemes') ?? {};
  const rank = (scheme: JsonObject): number => {
    const type = getText(scheme, 'type');
    if (type === 'http' && getText(scheme, 'scheme').toLowerCase() === 'bearer') return 0;
    return ['oauth2', 'openIdConnect', 'apiKey', 'http'].indexOf(type) + 1 || 9;
  };
  const known = names.map((name) => ({ name, scheme: resolve(get(declared, name), root) }));
  const [best] = known.sort((a, b) => rank(a.scheme) - rank(b.scheme));
  return best === undefined || rank(best.scheme) === 9 ? null : best;
}
