import type { Bundle } from '../../../cli/verify/read-bundle.js';
import { LENDING_CONTRACT, LENDING_PRD, LENDING_SDL } from '../../fixtures/lending.js';
import { makeOfflineBundle } from '../../support/offline-bundle.js';
import type { OfflinePlan } from '../../support/offline-bundle.js';
import { answerHonestly } from '../../support/studio/model.js';
import { contract, prd } from '../generation/music-sample.js';

/** A plan with a front end and a clause that nothing serves. */
const REST: OfflinePlan = {
  contract: LENDING_CONTRACT,
  prd: `${LENDING_PRD}- FR-4: The web app shows the items on a page with a search box.\n- NFR-1: Answers must come within 300 milliseconds.\n`,
  options: { search: { maxTrials: 12 } },
};
const GRAPHQL: OfflinePlan = { contract: LENDING_SDL, prd: LENDING_PRD };
/** A plan with a model's order, link, findings, cuts, judgement and advice in it. */
const MODEL: OfflinePlan = {
  contract: JSON.stringify(contract),
  prd,
  options: { frontEnd: 'never', search: { maxTrials: 12 } },
  model: { answer: answerHonestly, judges: true },
};

const made = new Map<OfflinePlan, Promise<Bundle>>();

/** The bundle of a small REST service, made once. */
export const restBundle = (): Promise<Bundle> => bundleOf(REST);

/** The bundle of a small GraphQL service, made once. */
export const graphqlBundle = (): Promise<Bundle> => bundleOf(GRAPHQL);

/** The bundle of a small service planned with a model, made once. */
export const modelBundle = (): Promise<Bundle> => bundleOf(MODEL);

async function bundleOf(plan: OfflinePlan): Promise<Bundle> {
  const bundle = made.get(plan) ?? makeOfflineBundle(plan);
  made.set(plan, bundle);
  return new Map(await bundle);
}
