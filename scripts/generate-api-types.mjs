/**
 * Writes api/generated/openapi.ts from api/openapi.yaml. With --check it writes nothing and exits 1 when the file is stale.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import openapiTypescript, { astToString } from 'openapi-typescript';

const source = new URL('../api/openapi.yaml', import.meta.url);
const target = fileURLToPath(new URL('../api/generated/openapi.ts', import.meta.url));
const header =
  '/* eslint-disable */\n/** Generated from api/openapi.yaml by scripts/generate-api-types.mjs: do not edit. */\n\n';

const generated = header + astToString(await openapiTypescript(source));

if (process.argv.includes('--check')) {
  const present = await readFile(target, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (present !== generated) {
    process.stderr.write('api/generated/openapi.ts is stale: run node scripts/generate-api-types.mjs\n');
    process.exitCode = 1;
  }
} else {
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, generated);
}
