import type { ContractModel, Operation, Property } from '../../contract/contract-model.js';
import { wordsOf } from '../../contract/names.js';
import { accessEvidence } from '../../order/access-evidence.js';
import { isSignUp } from '../../order/creators.js';
import { makeOrderIndex } from '../../order/order-index.js';
import type { OrderIndex } from '../../order/order-index.js';
import { findInAnswer } from './answers.js';
import type { Planned } from './call-plan.js';
import type { PrdAnalysis } from '../../prd/prd-analysis.js';

/** What checks of a contract's operations need to know beyond the operation itself. */
export interface CheckFacts {
  model: ContractModel;
  index: OrderIndex;
  /** Operations that make an account, in the contract's order. */
  signUps: Operation[];
  /** The operation whose answer holds a token, and where; null where the contract has none. A sign-up before a sign-in. */
  signer: { operation: Operation; token: string } | null;
  /** Place of an operation in the contract: makes values differ between the documents of a plan. */
  ordinal: ReadonlyMap<string, number>;
  /** How operations are called, as far as that was asked. */
  plans: Map<Operation, Planned>;
}

const kept = new WeakMap<ContractModel, CheckFacts>();

/** The facts of a model, made once. The model must not change afterwards, which holds for every imported one. */
export function checkFacts(model: ContractModel): CheckFacts {
  const known = kept.get(model);
  if (known !== undefined) return known;
  const signIn = signInOf(model);
  const index = makeOrderIndex(model, new Set(signIn));
  const signing = signIn.flatMap((id) => index.operation.get(id) ?? []).filter((one) => one.type === 'operation');
  const signUps = signing.filter((one) => isSignUp(one));
  const facts: CheckFacts = {
    model,
    index,
    signUps,
    signer: findSigner([...signUps, ...signing.filter((one) => !isSignUp(one))], index),
    ordinal: new Map(model.operations.map(({ id }, at) => [id, at])),
    plans: new Map(),
  };
  kept.set(model, facts);
  return facts;
}

/** Ids of the operations that sign a caller in or up, sorted. */
export function signInOf(model: ContractModel): string[] {
  return accessEvidence(model, NO_PRD).signIn;
}

/** Checks follow from the contract alone: the same contract has the same checks whatever the PRD says. */
const NO_PRD: PrdAnalysis = {
  title: '',
  requirements: [],
  traces: [],
  frontEnd: { included: false, decidedBy: 'option', signals: [] },
  toolchain: [],
  findings: [],
};

function findSigner(signing: readonly Operation[], index: OrderIndex): CheckFacts['signer'] {
  for (const operation of signing) {
    const token = findInAnswer(operation, index, isToken);
    if (token !== null) return { operation, token };
  }
  return null;
}

function isToken({ name, type, list }: Property): boolean {
  const words = wordsOf(name).join(' ');
  return type === 'string' && !list && /^(?:access |auth |bearer |id |session )?(?:token|jwt)$/.test(words);
}
