import type { Config } from '../../platform/config.js';
import type { StudioFailure } from './studio-failure.js';

/** What a flow can be asked to do; each may have a flow of its own. */
export type StudioOperation = keyof Config['intelligenceStudio']['flowUrls'];

/** One question to a flow. */
export interface StudioCall {
  op: StudioOperation;
  promptVersion: string;
  /** Names the JSON Schema that the answer is to follow; the client does not check it. */
  schemaId: string;
  /** Fresh for every call; the payload may use it to mark where data begins and ends. */
  nonce: string;
  /** Any JSON value. */
  payload: unknown;
  /** Milliseconds for the whole call where less than the setting is left; it cannot be more. */
  timeoutMs?: number;
  /** Ends the call as `cancelled`. A flow that is not streamed runs to its end all the same. */
  signal?: AbortSignal;
}

/** What every outcome of a call tells: requests sent to the flow (fallbacks included) and the time from first to last. */
export interface StudioEffort {
  requests: number;
  milliseconds: number;
}

/** The flow answered. One text for each of its outputs that holds one, in the order of the outputs; data is given as JSON. */
export interface StudioAnswer extends StudioEffort {
  kind: 'ok';
  texts: readonly [string, ...string[]];
}

export type StudioOutcome = StudioAnswer | (StudioFailure & StudioEffort);

/** A flow that answers for a model. Every outcome is a value; nothing of a failed answer's text is part of it. */
export interface StudioClient {
  run(call: StudioCall): Promise<StudioOutcome>;
}
