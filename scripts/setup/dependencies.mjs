import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';

const INSTALL_MS = 15 * 60_000;

/**
 * Why node_modules is not what package-lock.json says, or null when it is. Installed counts as complete when our stamp or
 * npm's own record, both written last, belong to this lock file; and every package must be there in its version.
 */
export function dependencyFault(root) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const modules = join(root, 'node_modules');
  if (!existsSync(modules)) return 'node_modules is missing';
  const { packages } = JSON.parse(lockText);
  const wanted = Object.entries(packages).filter(([path, entry]) => path !== '' && !entry.link);
  if (readStamp(modules) !== stampOf(lockText) && !recordMatches(modules, wanted)) {
    return 'node_modules was not installed, or not completely, from this package-lock.json';
  }
  for (const [path, entry] of wanted) {
    const found = installedVersion(join(root, path));
    if (found === entry.version || (found === null && entry.optional)) continue;
    return `${path} is ${found === null ? 'missing' : `at ${found}`} and should be at ${entry.version}`;
  }
  return null;
}

/** Installs what package-lock.json says, without the install scripts of packages. Returns a result like runCommand's. */
export async function installDependencies(root) {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const result = await runCommand(program, [...first, ...args], { cwd: root, timeoutMs: INSTALL_MS });
  if (result.ok) {
    const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
    writeFileSync(join(root, 'node_modules', STAMP), stampOf(lockText));
  }
  return result;
}

const STAMP = '.taskmaster-planner-setup';

function stampOf(lockText) {
  return createHash('sha256').update(lockText).digest('hex');
}

function readStamp(modules) {
  const path = join(modules, STAMP);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** Whether npm's record of what it installed agrees with the lock file: somebody ran npm by hand, which is as good. */
function recordMatches(modules, wanted) {
  const path = join(modules, '.package-lock.json');
  if (!existsSync(path)) return false;
  const { packages } = JSON.parse(readFileSync(path, 'utf8'));
  return wanted.every(([name, { version, integrity, optional }]) => {
    const installed = packages[name];
    return installed ? installed.version === version && installed.integrity === integrity : optional;
  });
}

function installedVersion(folder) {
  const path = join(folder, 'package.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).version : null;
}
