import { GraphQLError, parse } from 'graphql';

import { parseData } from './contract-sources.js';
import type { Documents } from './documents.js';
import { entriesOf, isObject, listOf, member, textOf } from './json.js';
import type { Bundle } from './read-bundle.js';
import type { Report } from './violation.js';

const FOLDER = 'acceptance/';
/** Endings of the files of a task's checks. */
const ENDINGS = ['.arazzo.yaml', '.graphql.json', '.openapi.json', '.json'];

interface CheckFile {
  path: string;
  key: string;
  ending: string;
  document: unknown;
}

/**
 * Checks acceptance/, where a bundle has it: every file belongs to a task and parses; every workflow calls operations
 * that the description beside it has; GraphQL operations parse; and every criterion that names such a check finds it.
 */
export function checkAcceptanceFiles(bundle: Bundle, { tasks }: Documents, report: Report): void {
  const files = readFiles(bundle, new Set(tasks.map(({ key }) => key)), report);
  for (const file of files.values()) {
    if (file.ending === '.arazzo.yaml') checkArazzo(file, files, report);
    if (file.ending === '.graphql.json') checkGraphql(file, report);
    if (file.ending === '.json') checkOwner(file, report);
  }
  const endings = new Set([...files.values()].map(({ ending }) => ending));
  for (const task of tasks) {
    for (const criterion of listOf(task.document, 'acceptance')) {
      const check = member(criterion, 'check');
      if (textOf(check, 'kind') === 'command') {
        checkCommand(task.key, textOf(criterion, 'id'), files, report);
        continue;
      }
      const ending = { arazzo: '.arazzo.yaml', graphql: '.graphql.json' }[textOf(check, 'kind')];
      // Bundles without any such file are of planners that wrote none.
      if (ending === undefined || !endings.has(ending)) continue;
      const found = files.get(`${FOLDER}${task.key}${ending}`);
      const href = textOf(check, 'href');
      if (found === undefined || !hasCheck(found.document, href)) {
        report(
          'acceptance-check',
          `tasks.json#${task.key}`,
          `${textOf(criterion, 'id')} names ${href}, which is not there`,
        );
      }
    }
  }
}

/** A command is named by its criterion, in whichever file holds the checks of the task. */
function checkCommand(key: string, id: string, files: ReadonlyMap<string, CheckFile>, report: Report): void {
  if (files.size === 0) return;
  const commands = ENDINGS.flatMap((ending) =>
    listOf(member(files.get(`${FOLDER}${key}${ending}`)?.document, 'x-planner'), 'commands'),
  );
  if (commands.some((one) => textOf(one, 'checkId') === id)) return;
  report('acceptance-check', `tasks.json#${key}`, `${id} names a command, which is not there`);
}

function readFiles(bundle: Bundle, keys: ReadonlySet<string>, report: Report): Map<string, CheckFile> {
  const files = new Map<string, CheckFile>();
  for (const [path, content] of bundle) {
    if (!path.startsWith(FOLDER)) continue;
    const ending = ENDINGS.find((one) => path.endsWith(one)) ?? '';
    const key = path.slice(FOLDER.length, path.length - ending.length);
    if (ending === '' || !keys.has(key)) {
      report('acceptance-file', path, 'it belongs to no task');
      continue;
    }
    const document = parsed(content);
    if (!isObject(document)) report('acceptance-file', path, 'it cannot be read');
    else files.set(path, { path, key, ending, document });
  }
  return files;
}

function parsed(content: Uint8Array): unknown {
  try {
    return parseData(new TextDecoder('utf-8', { fatal: true }).decode(content));
  } catch (error) {
    // Parsers tell what they cannot read by errors; their words say less than the path of the file.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function checkArazzo({ path, document }: CheckFile, files: ReadonlyMap<string, CheckFile>, report: Report): void {
  const tell = (message: string): void => report('acceptance-workflow', path, message);
  if (!/^1\.0\./.test(textOf(document, 'arazzo'))) tell('it is no Arazzo 1.0 document');
  const operations = new Set<string>();
  const sources = listOf(document, 'sourceDescriptions');
  if (sources.length === 0) tell('it names no source description');
  for (const source of sources) {
    const url = textOf(source, 'url').replace(/^\.\//, '');
    const found = files.get(`${FOLDER}${decodeURI(url)}`);
    if (found === undefined) tell(`its source description ${url} is not in the bundle`);
    for (const id of operationIds(found?.document)) operations.add(id);
  }
  const workflows = new Set<string>();
  for (const workflow of listOf(document, 'workflows')) {
    const id = textOf(workflow, 'workflowId');
    if (id === '' || workflows.has(id)) tell(`the workflow ${JSON.stringify(id)} has no id of its own`);
    workflows.add(id);
    const steps = listOf(workflow, 'steps');
    if (steps.length === 0) tell(`the workflow ${id} has no step`);
    const names = steps.map((step) => textOf(step, 'stepId'));
    if (new Set(names).size !== names.length) tell(`two steps of ${id} have the same id`);
    for (const step of steps) {
      const called = textOf(step, 'operationId').replace(/^\$sourceDescriptions\.[^.]+\./, '');
      if (member(step, 'operationId') !== undefined && !operations.has(called)) {
        tell(`the step ${textOf(step, 'stepId')} of ${id} calls ${called}, which its source description lacks`);
      }
    }
  }
}

function operationIds(description: unknown): string[] {
  const items = [...entriesOf(member(description, 'paths')), ...entriesOf(member(description, 'webhooks'))];
  return items.flatMap(([, item]) => entriesOf(item).map(([, operation]) => textOf(operation, 'operationId')));
}

/** A document without workflows says whose it is, and what is only described. */
function checkOwner({ path, key, document }: CheckFile, report: Report): void {
  if (textOf(member(document, 'x-planner'), 'key') !== key) report('acceptance-file', path, 'it is not of its task');
}

/** Every operation text, whatever list it stands in. */
function checkGraphql({ path, document }: CheckFile, report: Report): void {
  for (const [, list] of entriesOf(document)) {
    for (const check of Array.isArray(list) ? list : []) {
      const query = member(check, 'query') ?? member(check, 'document');
      if (typeof query !== 'string') continue;
      try {
        parse(query);
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        report('acceptance-operation', path, `${textOf(check, 'id')}: ${error.message}`);
      }
    }
  }
}

/** What stands behind the `#` of an address names a workflow or a check; without any the file is meant. */
function hasCheck(document: unknown, href: string): boolean {
  const hash = href.indexOf('#');
  if (hash < 0) return true;
  const name = decodeURIComponent(href.slice(hash + 1).replace(/^.*[/=]/, ''));
  const lists = entriesOf(document).flatMap(([, list]) => (Array.isArray(list) ? (list as unknown[]) : []));
  return lists.some((one) => ['workflowId', 'id', 'checkId'].some((key) => textOf(one, key) === name));
}
