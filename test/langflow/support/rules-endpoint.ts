import type { StudioEnvelope } from '../../../adapters/studio/flow-request.js';
import { readEnvelope } from '../../support/studio/run-request.js';
import { startLocalServer } from './local-server.js';
import type { LocalServer } from './local-server.js';

/** What a model says to an input that was lost on its way. */
const NO_QUESTION = 'Hello! How can I help?';

/** What answers for a model: a text, or the status with which it refuses. */
export type Rules = (envelope: StudioEnvelope, input: string) => string | { status: number } | Promise<string>;

export interface RulesEndpoint extends LocalServer {
  /** What a flow has asked, in order. */
  asked: StudioEnvelope[];
  /** Answers from now on. */
  rules: Rules;
}

/** The address that a flow made with `--rules` asks. The stand-in server answers by functions of the same shape. */
export async function startRulesEndpoint(rules: Rules): Promise<RulesEndpoint> {
  const server = await startLocalServer(async (input) => {
    const envelope = readEnvelope(input);
    if (envelope !== null) endpoint.asked.push(envelope);
    const answer = envelope === null ? NO_QUESTION : await endpoint.rules(envelope, input);
    return typeof answer === 'string' ? { status: 200, text: answer } : answer;
  });
  const endpoint: RulesEndpoint = { ...server, asked: [], rules };
  return endpoint;
}
