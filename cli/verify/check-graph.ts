import { part } from './documents.js';
import type { BundleTask, Documents } from './documents.js';
import { isSame, listOf, member, numberOf, textOf } from './json.js';
import { makeDag, reducedPairs } from './task-dag.js';
import type { Report } from './violation.js';

/** What a node repeats of its task. */
const REPEATED = ['key', 'kind', 'title', 'wave', 'critical', 'status'];

/**
 * Checks graph.json against tasks.json: the same tasks with the same words, waves that are the tasks' own, and edges that
 * are the transitive reduction of `dependsOn`, computed anew.
 */
export function checkGraph(documents: Documents, report: Report): void {
  checkNodes(documents, report);
  checkEdges(documents, report);
  const stated = listOf(documents.graph, 'waves').map((wave) => (Array.isArray(wave) ? wave.map(String).sort() : []));
  const waves = [...new Set(documents.tasks.map(({ wave }) => wave))].sort((left, right) => left - right);
  const counted = waves.map((wave) => documents.tasks.filter((task) => task.wave === wave).map(({ id }) => id));
  if (
    !isSame(
      stated,
      counted.map((ids) => ids.sort()),
    )
  ) {
    report('graph-waves', 'graph.json', 'its waves are not those of tasks.json');
  }
}

function checkNodes({ tasks, graph }: Documents, report: Report): void {
  const nodes = new Map(listOf(graph, 'nodes').map((node) => [textOf(node, 'id'), node]));
  for (const task of tasks) {
    const node = nodes.get(task.id);
    const where = `graph.json#${task.key}`;
    nodes.delete(task.id);
    if (node === undefined) {
      report('graph-node', where, 'the graph has no node for this task');
      continue;
    }
    for (const name of REPEATED) {
      if (isSame(member(node, name), member(task.document, name))) continue;
      const words = `${String(member(node, name))}, tasks.json says ${String(member(task.document, name))}`;
      report('graph-node', where, `its ${name} is ${words}`);
    }
    const score = numberOf(part(task.document, 'ccs'), 'score');
    if (numberOf(node, 'score') !== score) {
      report('graph-node', where, `its score is ${numberOf(node, 'score')}, tasks.json says ${score}`);
    }
  }
  for (const id of nodes.keys()) report('graph-node', `graph.json#${id}`, 'tasks.json has no such task');
}

function checkEdges({ tasks, graph, plan }: Documents, report: Report): void {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const dag = makeDag(tasks.map(({ id, dependsOn }) => ({ name: id, needs: dependsOn })));
  const reduced = reducedPairs(dag);
  const edges = listOf(graph, 'edges');
  const seen = new Set<string>();
  for (const edge of edges) {
    const from = textOf(edge, 'from');
    const to = textOf(edge, 'to');
    const pair = `${from} ${to}`;
    const task = byId.get(to);
    if (seen.has(pair)) report('graph-edge', 'graph.json', `${from} -> ${to} stands there twice`);
    seen.add(pair);
    if (task?.dependsOn.includes(from) !== true) {
      report('graph-edge', 'graph.json', `${from} -> ${to} is no dependency in tasks.json`);
    } else {
      if (dag.order !== null && !reduced.has(pair)) {
        report('graph-reduction', 'graph.json', `${from} -> ${to} follows from other edges`);
      }
      checkWords(edge, task, from, report);
    }
  }
  const missing = [...reduced].filter((pair) => !seen.has(pair));
  for (const pair of missing) report('graph-reduction', 'graph.json', `${pair.replace(' ', ' -> ')} is missing`);
  const stated = numberOf(part(plan, 'graph'), 'edges');
  if (dag.order !== null && stated !== reduced.size) {
    report('plan-graph', 'plan.json#edges', `it says ${stated}, the reduction has ${reduced.size}`);
  }
}

/** Of several dependencies on one task the hard ones speak first, then the surest. */
function checkWords(edge: unknown, task: BundleTask, from: string, report: Report): void {
  const own = listOf(task.document, 'dependsOn').filter((one) => textOf(one, 'task') === from);
  const rank = (one: unknown): number => (member(one, 'hard') === true ? 2 : 0) + numberOf(one, 'confidence');
  const best = own.reduce<number>((most, one) => Math.max(most, rank(one)), 0);
  const words = ['type', 'reason', 'confidence', 'hard'];
  const matches = own.some(
    (one) => rank(one) === best && words.every((name) => isSame(member(one, name), member(edge, name))),
  );
  if (!matches) {
    report('graph-edge', `graph.json#${task.key}`, `what it says of ${from} is not the strongest that tasks.json says`);
  }
}
