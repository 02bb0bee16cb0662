import type { ArtifactRef } from '../../db/artifact-ref.js';
import { enrichContext as enrich } from '../../planning/generation/enrich-context.js';
import type { EnrichedPlan } from '../activity-types.js';
import { readContext } from './read-context.js';
import type { StoredAnswers } from './studio-answers.js';
import type { TaskBase } from './task-storage.js';
import { openTaskStorage } from './task-storage.js';

/** Puts a model's answers about PRD and order into the context and writes down what came of them. */
export async function enrichContext(
  input: TaskBase & { prd: ArtifactRef; context: ArtifactRef; answers: ArtifactRef[] },
): Promise<EnrichedPlan> {
  const storage = openTaskStorage(input);
  const [context, prd, stored] = await Promise.all([
    readContext(storage, input.context),
    storage.readText(input.prd),
    Promise.all(input.answers.map((ref) => storage.readJson<StoredAnswers>(ref))),
  ]);
  const enriched = enrich(
    context,
    prd,
    stored.flatMap(({ answers }) => answers),
  );
  const { used, findings } = enriched;
  const fixes = [...stored.flatMap((one) => one.fixes), ...enriched.fixes];
  return {
    context: await storage.writeJson('planning-context', enriched.context),
    enrichment: await storage.writeJson('enrichment', { used, findings, fixes }),
    changed: used.traces + used.edges > 0,
  };
}
