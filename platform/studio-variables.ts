import {
  choice,
  flag,
  integer,
  number,
  optionalHttpUrl,
  optionalInteger,
  optionalNumber,
  optionalPath,
  optionalSecret,
  optionalText,
} from './config-variable.js';

const MEBIBYTE = 1024 * 1024;

const flowUrl = (defaultText: string, meaning: string) =>
  optionalHttpUrl(defaultText, meaning, ['stream', 'x-api-key']);
const operationUrl = (operation: string) =>
  flowUrl('the one flow for all operations', `URL of a flow of its own for ${operation}.`);

/** Settings of `intelligenceStudio`: the flow that answers for a model, and what may be asked of it. */
export const studioVariables = {
  flowUrl: flowUrl(
    'none: plans are made without a model',
    'Whole run URL of the flow in Intelligence Studio that answers for a model. It is used as it stands.',
  ),
  flowUrls: {
    analysePrd: operationUrl('reading the PRD'),
    outline: operationUrl('outlining components'),
    detail: operationUrl('detailing the tasks of a component'),
    edges: operationUrl('judging dependencies'),
    trace: operationUrl('tracing requirements'),
    refine: operationUrl('refining a candidate'),
    judge: operationUrl('comparing candidates'),
  },
  apiKey: optionalSecret('none', 'Key sent as x-api-key.'),
  tokenUrl: optionalHttpUrl(
    'none: no bearer token is sent',
    'OAuth 2 token endpoint; a bearer token from client credentials is then sent too.',
  ),
  clientId: optionalText('none', 'Client id at the token endpoint.'),
  clientSecret: optionalSecret('none', 'Client secret at the token endpoint.'),
  scope: optionalText('none', 'Scope asked for at the token endpoint.'),
  timeoutSeconds: integer(
    55,
    { min: 1, max: 3600 },
    'Seconds one call may take as a whole, with its token and its fallbacks. Proxies often give up after 60.',
  ),
  connectSeconds: integer(5, { min: 1, max: 600 }, 'Seconds one connection may take to be made.'),
  firstByteSeconds: optionalInteger(
    'as long as the whole call',
    { min: 1, max: 3600 },
    'Seconds from the connection to the first byte of an answer. Without streaming none comes before the flow has ended.',
  ),
  maxResponseBytes: integer(
    8 * MEBIBYTE,
    { min: 1024, max: 256 * MEBIBYTE },
    'Largest response, in bytes; it holds the text of the answer five times, streamed seven times.',
  ),
  stream: flag(
    false,
    'Whether answers are asked for as streams: a flow then stops when its caller is gone instead of running to its end.',
  ),
  body: choice(
    ['wrapped', 'bare'],
    'wrapped',
    'Shape of the request: { input_request: {…} }, with the bare body when that is refused, or the bare body at once.',
  ),
  outputType: choice(['chat', 'text', 'any'], 'chat', 'Which outputs of the flow are asked for.'),
  outputComponent: optionalText(
    'all outputs of that type',
    'Id of the component whose output is the answer, where the flow ends in none of a known type.',
  ),
  contextTokens: integer(
    32_000,
    { min: 2000, max: 10_000_000 },
    'Tokens of one call to the model, its answer included, as counted here.',
  ),
  answerTokens: integer(
    4000,
    { min: 500, max: 1_000_000 },
    'Tokens of an answer that are counted on: larger questions are asked in parts.',
  ),
  callsPerSecond: number(2, { min: 0.01, max: 1000 }, 'Most calls a second, over all workers together.'),
  retrySeconds: number(
    1,
    { min: 0.01, max: 600 },
    'Seconds before a call that may succeed later is made again (three times at most); the waits grow, and a server may ask for longer.',
  ),
  concurrency: integer(4, { min: 1, max: 256 }, 'Calls of one worker that run at once; others wait.'),
  cacheHours: integer(
    720,
    { min: 0, max: 87_600 },
    'Hours for which the answer to a question is used again; 0 uses it again in the same revision only.',
  ),
  inputPrice: optionalNumber('sent tokens cost nothing', { min: 0, max: 1_000_000 }, 'Price of a million tokens sent.'),
  outputPrice: optionalNumber(
    'answered tokens cost nothing',
    { min: 0, max: 1_000_000 },
    'Price of a million tokens answered.',
  ),
  breakerSeconds: integer(
    30,
    { min: 1, max: 3600 },
    'Seconds without calls after half of at least ten calls in 30 seconds have failed; then one call tries.',
  ),
  record: optionalPath(
    'nothing is recorded',
    'Folder that gets requests and answers as files, without credentials, to be replayed. They hold what was sent: PRD and contract.',
  ),
};
