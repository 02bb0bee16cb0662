import type { Documents } from './documents.js';
import { listOf, textOf } from './json.js';
import type { Report } from './violation.js';

/** Checks that each repository is asked for once and made by the scaffold task that works in it. */
export function checkScaffold({ scaffold, tasks }: Documents, report: Report): void {
  const makers = tasks.filter(({ kind }) => kind === 'scaffold');
  const seen = new Set<string>();
  for (const request of listOf(scaffold, 'scaffold')) {
    const repository = textOf(request, 'repository');
    const where = `scaffold.json#${repository}`;
    if (seen.has(repository)) report('scaffold', where, 'it is asked for twice');
    seen.add(repository);
    const maker = makers.find(({ id }) => id === textOf(request, 'task'));
    if (maker === undefined || textOf(maker.document, 'repository') !== repository) {
      report('scaffold', where, `${textOf(request, 'task')} is no scaffold task of this repository`);
    }
    for (const list of ['layout', 'files']) {
      for (const entry of listOf(request, list)) {
        const path = textOf(entry, 'path');
        if (path === '' || path.startsWith('/') || path.split('/').includes('..')) {
          report('scaffold', where, `${JSON.stringify(path)} is no path inside the repository`);
        }
      }
    }
  }
  if (seen.size === 0) report('scaffold', 'scaffold.json', 'it asks for no repository');
}
