import {
  choice,
  flag,
  integer,
  list,
  number,
  optionalInteger,
  optionalNumber,
  optionalPath,
  postgresUrl,
  text,
} from './config-variable.js';
import { studioVariables } from './studio-variables.js';

const MEBIBYTE = 1024 * 1024;
const weight = (initial: number, of: string) =>
  number(initial, { min: 0, max: 1_000_000 }, `Weight of ${of}; weights count relative to each other.`);

/**
 * Every setting of the planner. The place of an entry is its name: `api.maxWaitSeconds` is `PLANNER_API__MAX_WAIT_SECONDS`.
 * The configuration object, `npm run config` and docs/configuration.md all follow from this table.
 */
export const configVariables = {
  dataDir: text(
    '.planner',
    'Folder of the embedded stack (databases, artifacts, locks), relative to the working folder.',
  ),
  api: {
    host: text('127.0.0.1', 'Address the API listens on. Without authentication it must be a loopback address.'),
    port: integer(8080, { min: 0, max: 65535 }, 'Port of the API; 0 takes any free one.'),
    allowedHosts: list(
      ['localhost', '127.0.0.1', '[::1]'],
      'Host names a request may be addressed to (its Host header without the port). Others are refused.',
    ),
    maxWaitSeconds: integer(
      60,
      { min: 0, max: 600 },
      'Upper bound, in seconds, of what a client may ask with Prefer: wait.',
    ),
  },
  storage: {
    databaseUrl: postgresUrl(
      'the embedded database',
      'PostgreSQL with pgvector. The API and the worker need it when they are started alone.',
    ),
    databasePoolMax: integer(8, { min: 1, max: 200 }, 'Most database connections one process opens.'),
    artifactsDir: optionalPath('artifacts in the data folder', 'Folder of the artifact files, named by their SHA-256.'),
  },
  search: {
    maxTrials: integer(
      8,
      { min: 3, max: 1000 },
      'Trials of one search, unless the request says otherwise; where a model is set up it gets as many again after them.',
    ),
    exploration: number(
      0.5,
      { min: 0, max: 100 },
      'Exploration constant c of UCB1: reward + c·sqrt(ln N / n). Raise it to try weak strategies longer.',
    ),
    rewardNormalization: choice(
      ['minmax', 'none'],
      'minmax',
      'How rewards are scaled before UCB1 compares them: over the range seen in this search, or not at all.',
    ),
    seed: integer(1, { min: 0, max: 4_294_967_295 }, 'Seed of all variation; equal inputs and seed give equal plans.'),
    parallelism: integer(
      4,
      { min: 1, max: 64 },
      'Trials of one search that run at once after the first round, which runs one per strategy. More is quicker; fewer learn more from each other.',
    ),
    maxCalls: integer(
      20,
      { min: 0, max: 100_000 },
      'Calls to Intelligence Studio that one revision may make, unless the request says otherwise; 0 makes plans without a model.',
    ),
    maxTokens: integer(
      400_000,
      { min: 0, max: 1_000_000_000 },
      'Tokens, sent and answered together, that one revision may spend on calls, unless the request says otherwise.',
    ),
    maxSeconds: integer(
      600,
      { min: 1, max: 86_400 },
      'Seconds after which a search starts no further trial, unless the request says otherwise.',
    ),
    maxCost: optionalNumber(
      'no bound',
      { min: 0, max: 1_000_000 },
      'Most that one revision may spend on calls, in the currency of the prices, unless the request says otherwise.',
    ),
    judge: flag(
      false,
      'Whether Intelligence Studio is asked to choose between candidates of equal reward, unless the request says otherwise.',
    ),
    requireStudio: flag(
      false,
      'Whether a plan fails where Intelligence Studio cannot be asked, instead of being made without it, unless the request says otherwise.',
    ),
    plateauTrials: integer(
      4,
      { min: 1, max: 1000 },
      'A search ends when this many trials in a row have not raised the best reward by the least gain.',
    ),
    minGain: number(0.001, { min: 0, max: 1 }, 'Least rise of the best reward that counts as progress of a search.'),
  },
  intelligenceStudio: studioVariables,
  budget: {
    targetModel: text(
      'gpt-4o',
      'Model whose context window payloads must fit; an unknown name counts as 32,000 tokens.',
    ),
    capTokens: integer(
      64_000,
      { min: 1000, max: 10_000_000 },
      'Upper bound of a payload in tokens, however large the window.',
    ),
    capRatio: number(
      0.6,
      { min: 0.05, max: 1 },
      'Share of the window a payload may fill; answers get worse in fuller windows.',
    ),
    headroomRatio: number(0.1, { min: 0, max: 0.9 }, 'Share of the window kept free for errors of token counting.'),
    outputTokens: optionalInteger(
      'a quarter of what a payload may fill, at most 8,192',
      { min: 0, max: 1_000_000 },
      "Tokens kept free for the model's answer.",
    ),
  },
  complexity: {
    weights: {
      dependencyLoad: weight(0.2, 'dependency load in the complexity score'),
      surfaceArea: weight(0.25, 'surface area in the complexity score'),
      novelty: weight(0.2, 'novelty in the complexity score'),
      ambiguity: weight(0.2, 'ambiguity in the complexity score'),
      researchFriction: weight(0.15, 'research friction in the complexity score'),
    },
    threshold: number(5, { min: 1, max: 10 }, 'Score (1 to 10) from which subtasks are recommended.'),
    targetTaskMinutes: integer(60, { min: 5, max: 10_000 }, 'Minutes one task should take; longer ones get subtasks.'),
  },
  critics: {
    weights: {
      requirementCoverage: weight(0.22, 'requirement coverage in the reward'),
      contractCoverage: weight(0.2, 'contract coverage in the reward'),
      dependencySoundness: weight(0.2, 'dependency soundness in the reward'),
      granularity: weight(0.14, 'granularity in the reward'),
      parallelism: weight(0.08, 'parallelism in the reward'),
      verifiability: weight(0.08, 'verifiability in the reward'),
      cohesion: weight(0.04, 'cohesion in the reward'),
      redundancy: weight(0.04, 'absence of redundant dependencies in the reward'),
    },
  },
  limits: {
    maxBodyBytes: integer(64 * MEBIBYTE, { min: 1024, max: 1024 * MEBIBYTE }, 'Largest request body, in bytes.'),
    maxPrdBytes: integer(2 * MEBIBYTE, { min: 1024, max: 64 * MEBIBYTE }, 'Largest PRD, in bytes of UTF-8.'),
    maxContractBytes: integer(
      64 * MEBIBYTE,
      { min: 1024, max: 1024 * MEBIBYTE },
      'Largest contract, in bytes as received, and in bytes of all files together that are read of a contract of several.',
    ),
    maxUnpackedBytes: integer(
      128 * MEBIBYTE,
      { min: 1024, max: 1024 * MEBIBYTE },
      'Most bytes a zipped contract of several files may unpack to, as counted while unpacking.',
    ),
    maxContractFiles: integer(1000, { min: 1, max: 50_000 }, 'Most files of a contract of several files.'),
    maxOperations: integer(25_000, { min: 1, max: 1_000_000 }, 'Most operations of a contract.'),
    maxSchemas: integer(20_000, { min: 1, max: 1_000_000 }, 'Most named schemas or types of a contract.'),
    maxDepth: integer(200, { min: 10, max: 10_000 }, 'Deepest nesting of a contract document.'),
    maxTokens: integer(2_000_000, { min: 1000, max: 100_000_000 }, 'Most lexical tokens of a GraphQL document.'),
    inspectionSeconds: integer(
      20,
      { min: 1, max: 600 },
      'Seconds the API spends on inspecting one contract before it refuses it.',
    ),
  },
  worker: {
    cpuThreads: integer(2, { min: 1, max: 256 }, 'Threads for imports, trials and finalising, per process.'),
    // Below 2048 the engine lets garbage grow to twice of what is in use, from there on to four times.
    threadMemoryMb: integer(
      1536,
      { min: 64, max: 65_536 },
      'Heap of one such thread, in MiB; a task that needs more is ended.',
    ),
    stepSeconds: integer(
      60,
      { min: 1, max: 3600 },
      'Seconds one computing step (import, analysis, trial, finalising) may take in its thread.',
    ),
    planIdleHours: integer(
      168,
      { min: 1, max: 8760 },
      'Hours without an event after which the workflow of a plan closes; the next event reopens it.',
    ),
    relaySeconds: integer(
      5,
      { min: 1, max: 3600 },
      'Age, in seconds, from which the worker resends what the API could not send to Temporal.',
    ),
    shutdownGraceSeconds: integer(
      10,
      { min: 0, max: 600 },
      'Seconds running activities get to end when the worker stops.',
    ),
  },
  log: {
    level: choice(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'info', 'Least severe level that is logged.'),
    format: choice(['json', 'pretty'], 'json', 'One JSON object per line, or lines for people.'),
  },
  security: {
    allowAnonymous: flag(
      false,
      'Whether an API without authentication may listen on other than loopback addresses. Everyone who reaches it can then plan.',
    ),
  },
};
