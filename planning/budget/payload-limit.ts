import type { PlanOptions } from '../options.js';
import { targetModel } from './target-models.js';

/** Settings of the token budget (`PLANNER_BUDGET__*`). */
export interface BudgetSettings {
  /** Model id payloads are made for, unless a plan's options name another. */
  targetModel: string;
  /** Quality cap in tokens: beyond it long contexts make every model worse, whatever its nominal window. */
  capTokens: number;
  /** Quality cap as a share of the nominal window; the smaller cap holds. */
  capRatio: number;
  /** Share of the capped window kept free for what the count cannot know. */
  headroomRatio: number;
  /** Tokens kept free for the answer; without it a quarter of the capped window, at most 8,192. */
  outputTokens?: number | null;
}

/** How many tokens a payload may take, and why. */
export interface PayloadLimit {
  infeasible?: false;
  /** Most tokens of `rendered`. */
  limit: number;
  /** Nominal window of the model. */
  window: number;
  /** Tokens of the capped window that are not for the payload: answer, message overhead, headroom. */
  reserved: number;
  /** Part of `reserved` that is for the answer. */
  output: number;
  model: string;
}

/** No payload fits: `needed` tokens would be, `limit` is what there is. */
export interface BudgetInfeasible {
  infeasible: true;
  needed: number;
  limit: number;
}

/** Below this hardly any task's title, key and pointers fit. */
export const SMALLEST_LIMIT = 512;

/** Two messages of 8 tokens of framing each, and a short system text around the payload. */
const MESSAGE_OVERHEAD = 2 * 8 + 112;
const LARGEST_DEFAULT_OUTPUT = 8_192;
const SMALLEST_HEADROOM = 256;

/**
 * The formal budget B = W − R_out − O_msg − H with W = min(window, capRatio · window, capTokens), headroom
 * H = max(256, ⌈headroomRatio · W⌉) and answer reserve R_out (never more than the model can write). The reserves are
 * shares of the capped window: taken of a nominal window of a million tokens they would eat the cap. A plan's
 * `tokenBudget` lowers B further. Below 512 tokens the budget is infeasible.
 */
export function payloadLimit(
  settings: BudgetSettings,
  options: Pick<PlanOptions, 'targetModel' | 'tokenBudget'>,
): PayloadLimit | BudgetInfeasible {
  const model = options.targetModel ?? settings.targetModel;
  const { window, output: longestAnswer } = targetModel(model);
  const capped = Math.floor(Math.min(window, window * settings.capRatio, settings.capTokens));
  const wanted = settings.outputTokens ?? Math.min(LARGEST_DEFAULT_OUTPUT, Math.floor(capped / 4));
  const output = Math.min(wanted, longestAnswer);
  const headroom = Math.max(SMALLEST_HEADROOM, Math.ceil(settings.headroomRatio * capped));
  const reserved = output + MESSAGE_OVERHEAD + headroom;
  const limit = Math.min(capped - reserved, options.tokenBudget ?? Infinity);
  if (limit < SMALLEST_LIMIT) return { infeasible: true, needed: SMALLEST_LIMIT, limit: Math.max(0, limit) };
  return { limit, window, reserved, output, model };
}
