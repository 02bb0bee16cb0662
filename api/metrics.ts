import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { Repositories } from '../db/repositories.js';
import { STUDIO_STATE_MS } from './probes.js';

const STATES = ['closed', 'half-open', 'open'] as const;

/**
 * What GET /metrics tells: this process, and calls to Intelligence Studio as the ledger has them, so that every API process
 * tells the same and a restart loses nothing. No label names a tenant or a plan.
 */
export function makeMetrics({ studioCalls, studioState }: Pick<Repositories, 'studioCalls' | 'studioState'>): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'planner_studio_breaker_state',
    help: 'Workers whose breaker before Intelligence Studio is in this state.',
    labelNames: ['state'],
    registers,
    async collect() {
      const workers = await studioState.live(STUDIO_STATE_MS);
      for (const state of STATES) this.set({ state }, workers.filter((worker) => worker.state === state).length);
    },
  });
  new Counter({
    name: 'planner_studio_tokens_total',
    help: 'Tokens of calls to Intelligence Studio, sent and answered, as counted by the planner.',
    registers,
    async collect() {
      const { tokens } = await studioCalls.totals();
      this.reset();
      this.inc(tokens);
    },
  });
  new Counter({
    name: 'planner_studio_calls_total',
    help: 'Answers from Intelligence Studio or from what is remembered of it, by operation, outcome and cache.',
    labelNames: ['op', 'outcome', 'cache'],
    registers,
    async collect() {
      const { calls } = await studioCalls.totals();
      this.reset();
      for (const { op, outcome, cacheHit, count } of calls)
        this.inc({ op, outcome, cache: cacheHit ? 'hit' : 'miss' }, count);
    },
  });
  return registry;
}
