import type { ArtifactsRepository } from './artifacts.js';
import type { AuditRepository } from './audit.js';
import type { CandidatesRepository } from './candidates.js';
import type { CardsRepository } from './cards.js';
import type { ContractsRepository } from './contracts.js';
import type { CoverageRepository } from './coverage.js';
import type { IdempotencyRepository } from './idempotency.js';
import type { InstallationRepository } from './installation.js';
import type { OutboxRepository } from './outbox.js';
import type { PlanEventsRepository } from './plan-events.js';
import type { PlansRepository } from './plans.js';
import type { RequirementsRepository } from './requirements.js';
import type { RevisionsRepository } from './revisions.js';
import type { StudioAnswersRepository } from './studio-answers.js';
import type { StudioCallsRepository } from './studio-calls.js';
import type { StudioStateRepository } from './studio-state.js';
import type { TaskEventsRepository } from './task-events.js';
import type { TasksRepository } from './tasks.js';
import type { TrialsRepository } from './trials.js';

/** One repository per aggregate, all over the same connection pool or the same transaction. */
export interface Repositories {
  plans: PlansRepository;
  revisions: RevisionsRepository;
  contracts: ContractsRepository;
  requirements: RequirementsRepository;
  candidates: CandidatesRepository;
  trials: TrialsRepository;
  tasks: TasksRepository;
  coverage: CoverageRepository;
  taskEvents: TaskEventsRepository;
  cards: CardsRepository;
  artifacts: ArtifactsRepository;
  audit: AuditRepository;
  idempotency: IdempotencyRepository;
  outbox: OutboxRepository;
  planEvents: PlanEventsRepository;
  installation: InstallationRepository;
  studioAnswers: StudioAnswersRepository;
  studioCalls: StudioCallsRepository;
  studioState: StudioStateRepository;
  /**
   * Runs `fn` in one transaction and commits if it resolves. Use only the handle it is given: on PGlite anything else
   * would wait for this transaction to end. Keep it short for the same reason; one inside another joins it.
   */
  transaction<T>(fn: (tx: Repositories) => Promise<T>): Promise<T>;
}
