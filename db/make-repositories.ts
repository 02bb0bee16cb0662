import type { Knex } from 'knex';
import { makeArtifactsRepository } from './artifacts.js';
import { makeAuditRepository } from './audit.js';
import { makeCandidatesRepository } from './candidates.js';
import { makeCardsRepository } from './cards.js';
import { makeContractsRepository } from './contracts.js';
import { makeCoverageRepository } from './coverage.js';
import { makeIdempotencyRepository } from './idempotency.js';
import { makeInstallationRepository } from './installation.js';
import { makeOutboxRepository } from './outbox.js';
import { makePlanEventsRepository } from './plan-events.js';
import { makePlansRepository } from './plans.js';
import type { Repositories } from './repositories.js';
import { makeRequirementsRepository } from './requirements.js';
import { makeRevisionsRepository } from './revisions.js';
import { makeStudioAnswersRepository } from './studio-answers.js';
import { makeStudioCallsRepository } from './studio-calls.js';
import { makeStudioStateRepository } from './studio-state.js';
import { makeTaskEventsRepository } from './task-events.js';
import { makeTasksRepository } from './tasks.js';
import { inTransaction } from './transactions.js';
import { makeTrialsRepository } from './trials.js';

/** All repositories over a pool (`openDatabase`) or over a transaction of it. */
export function makeRepositories(db: Knex): Repositories {
  return {
    plans: makePlansRepository(db),
    revisions: makeRevisionsRepository(db),
    contracts: makeContractsRepository(db),
    requirements: makeRequirementsRepository(db),
    candidates: makeCandidatesRepository(db),
    trials: makeTrialsRepository(db),
    tasks: makeTasksRepository(db),
    coverage: makeCoverageRepository(db),
    taskEvents: makeTaskEventsRepository(db),
    cards: makeCardsRepository(db),
    artifacts: makeArtifactsRepository(db),
    audit: makeAuditRepository(db),
    idempotency: makeIdempotencyRepository(db),
    outbox: makeOutboxRepository(db),
    planEvents: makePlanEventsRepository(db),
    installation: makeInstallationRepository(db),
    studioAnswers: makeStudioAnswersRepository(db),
    studioCalls: makeStudioCallsRepository(db),
    studioState: makeStudioStateRepository(db),
    transaction: (fn) => inTransaction(db, (trx) => fn(makeRepositories(trx))),
  };
}
