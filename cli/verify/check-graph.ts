import type { Documents } from './documents.js';
import { listOf, textOf } from './json.js';
import type { Report } from './violation.js';

/** Checks graph.json against tasks.json: the same tasks, edges that are dependencies, and the same waves. */
export function checkGraph(documents: Documents, report: Report): void {
  const tasks = new Map(documents.tasks.map((task) => [task.id, task]));
  const nodes = new Set(listOf(documents.graph, 'nodes').map((node) => textOf(node, 'id')));
  for (const task of documents.tasks) {
    if (!nodes.has(task.id)) report('graph-node', `graph.json#${task.key}`, 'the graph has no node for this task');
  }
  for (const id of nodes) {
    if (!tasks.has(id)) report('graph-node', `graph.json#${id}`, 'tasks.json has no such task');
  }
  for (const edge of listOf(documents.graph, 'edges')) {
    const from = textOf(edge, 'from');
    const to = textOf(edge, 'to');
    if (tasks.get(to)?.dependsOn.includes(from) !== true) {
      report('graph-edge', 'graph.json', `${from} -> ${to} is no dependency in tasks.json`);
    }
  }
  checkWaves(documents, report);
}

function checkWaves(documents: Documents, report: Report): void {
  const stated = listOf(documents.graph, 'waves').map((wave) => (Array.isArray(wave) ? wave.map(String).sort() : []));
  const waves = [...new Set(documents.tasks.map(({ wave }) => wave))].sort((left, right) => left - right);
  const counted = waves.map((wave) => documents.tasks.filter((task) => task.wave === wave).map(({ id }) => id));
  if (JSON.stringify(stated) !== JSON.stringify(counted.map((ids) => ids.sort()))) {
    report('graph-waves', 'graph.json', 'its waves are not those of tasks.json');
  }
}
