import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { LENDING_CONTRACT, LENDING_PRD } from '../fixtures/lending.js';
import type { Json } from '../support/http.js';
import { call, complete, eventually, makePlan } from '../support/http.js';
import { getStack, startSeparateService, stopStack } from '../support/stack.js';
import { answerHonestly } from '../support/studio/model.js';
import { startStandIn } from '../support/studio/stand-in.js';

/**
 * `npm run record-histories`: runs the service through what replay tests must cover and writes the workflow histories.
 * To be run, and the difference looked at, when a workflow was changed on purpose and old runs need not go on.
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { url, temporal } = await getStack();

async function save(name: string, workflowId: string, runId?: string): Promise<void> {
  const history = await temporal.workflow.getHandle(workflowId, runId).fetchHistory();
  const file = new URL(`./histories/${name}.json`, import.meta.url);
  // Stack traces of failures name files: below the project, not on the machine it was recorded on.
  const json = historyToJSON(history).replaceAll(ROOT, '');
  await writeFile(file, `${JSON.stringify({ workflowId, history: JSON.parse(json) as unknown }, null, 1)}\n`);
  process.stdout.write(`${name}: ${history.events?.length ?? 0} events\n`);
}

const lifecycle = (planId: string): string => `plan/${planId}`;
const summaryOf = async (planId: string): Promise<Json> => (await call('GET', `${url}/plans/${planId}`)).body;
const closed = (workflowId: string): Promise<unknown> =>
  eventually(
    () => temporal.workflow.getHandle(workflowId).describe(),
    (d) => d.status.name !== 'RUNNING',
  );

const executed = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
await save('published.revision', `plan/${executed.id}/rev/1`);
const firstRun = (await temporal.workflow.getHandle(lifecycle(executed.id)).describe()).runId;
for (let round = 0; round < 2; round += 1) {
  const { body } = await call('GET', `${url}/plans/${executed.id}/ready`);
  for (const task of body.tasks) await complete(url, task.id);
}
await save('executed.lifecycle', lifecycle(executed.id), firstRun);

const rerun = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
const rerunRun = (await temporal.workflow.getHandle(lifecycle(rerun.id)).describe()).runId;
await call('POST', `${url}/plans/${rerun.id}/rerun`, { options: { search: { seed: 7 } } });
await eventually(
  () => summaryOf(rerun.id),
  (plan) => plan.revision === 2,
);
await save('rerun.lifecycle', lifecycle(rerun.id), rerunRun);

const body = { prd: { text: LENDING_PRD }, contract: { text: LENDING_CONTRACT }, options: { tokenBudget: 256 } };
const failed = await call('POST', `${url}/plans`, body, { prefer: 'wait=60' });
await closed(`plan/${failed.body.planId}/rev/1`);
await save('failed.revision', `plan/${failed.body.planId}/rev/1`);

const cancelled = await makePlan(url, LENDING_PRD, LENDING_CONTRACT);
await call('DELETE', `${url}/plans/${cancelled.id}`);
await closed(lifecycle(cancelled.id));
await save('cancelled.lifecycle', lifecycle(cancelled.id));

let away = false;
const studio = await startStandIn({ answer: answerHonestly, fault: () => (away ? 'unavailable' : null) });
const service = await startSeparateService({
  worker: true,
  settings: {
    PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: studio.flowUrl,
    PLANNER_INTELLIGENCE_STUDIO__RETRY_SECONDS: '0.1',
  },
});
const advised = await makePlan(service.url, LENDING_PRD, LENDING_CONTRACT);
await save('advised.revision', `plan/${advised.id}/rev/1`);
away = true;
const degraded = await makePlan(service.url, LENDING_PRD, LENDING_CONTRACT, { search: { cache: 'bypass' } });
await save('degraded.revision', `plan/${degraded.id}/rev/1`);
await service.stop();
await studio.close();

await stopStack();
