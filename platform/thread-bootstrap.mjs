// First code of every pool thread. A thread cannot load TypeScript by itself, so this plain module registers the loader, imports
// the module that holds the tasks and hands each call to the function named in it.
import { workerData } from 'piscina';
import { register } from 'tsx/esm/api';

register();
const tasks = await import(workerData.module);

export function runTask({ name, input }) {
  if (!Object.hasOwn(tasks, name) || typeof tasks[name] !== 'function') {
    throw new TypeError(`${workerData.module} exports no function ${name}`);
  }
  return tasks[name](input);
}
