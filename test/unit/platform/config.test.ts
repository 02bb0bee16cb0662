import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

import { configAsJson, renderConfigText } from '../../../dev/config-document.js';
import { ConfigError, describeConfig, environmentOf, loadConfig, loadServiceConfig } from '../../../platform/config.js';
import type { ConfigFault } from '../../../platform/config.js';

const HOME = { HOME: '/nonexistent' };

function faultsOf(
  env: NodeJS.ProcessEnv,
  load: (env: NodeJS.ProcessEnv) => unknown = loadConfig,
): readonly ConfigFault[] {
  try {
    load({ ...HOME, ...env });
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults;
  }
  return assert.fail('the settings were accepted');
}

describe('configuration', () => {
  it('has a default for everything but the database', () => {
    const config = loadConfig(HOME);
    assert.equal(config.api.port, 8080);
    assert.equal(config.dataDir, resolve('.planner'));
    assert.equal(config.storage.artifactsDir, resolve('.planner/artifacts'));
    assert.equal(config.storage.databaseUrl, null);
    assert.deepEqual([config.temporal.address, config.temporal.namespace], ['127.0.0.1:7233', 'default']);
    assert.equal(config.temporal.addressFromEnvironment, false);
  });

  it('reads values by their place and takes an empty variable as unset', () => {
    const config = loadConfig({
      ...HOME,
      PLANNER_API__MAX_WAIT_SECONDS: ' 7 ',
      PLANNER_API__ALLOWED_HOSTS: 'a.example, b.example',
      PLANNER_COMPLEXITY__WEIGHTS__NOVELTY: '0',
      PLANNER_SEARCH__EXPLORATION: '1.25',
      PLANNER_API__PORT: '',
      TEMPORAL_ADDRESS: 'temporal.example:7233',
    });
    assert.equal(config.api.maxWaitSeconds, 7);
    assert.deepEqual(config.api.allowedHosts, ['a.example', 'b.example']);
    assert.equal(config.complexity.weights.novelty, 0);
    assert.equal(config.search.exploration, 1.25);
    assert.equal(config.api.port, 8080);
    assert.equal(config.temporal.address, 'temporal.example:7233');
    assert.equal(config.temporal.addressFromEnvironment, true);
  });

  it('reports all faults at once, each with the variable, what it accepts and what it got', () => {
    const faults = faultsOf({
      PLANNER_API__PORT: '70000',
      PLANNER_LOG__LEVEL: 'loud',
      PLANNER_SECURITY__ALLOW_ANONYMOUS: 'yes',
      PLANNER_SEARCH__EXPLORATION: '1e3',
      PLANNER_BUDGET__CAP_RATIO: 'NaN',
      TEMPORAL_ADDRESS: 'no-port',
    });
    assert.deepEqual(faults.map((fault) => fault.variable).sort(), [
      'PLANNER_API__PORT',
      'PLANNER_BUDGET__CAP_RATIO',
      'PLANNER_LOG__LEVEL',
      'PLANNER_SEARCH__EXPLORATION',
      'PLANNER_SECURITY__ALLOW_ANONYMOUS',
      'TEMPORAL_*',
    ]);
    const port = faults.find((fault) => fault.variable === 'PLANNER_API__PORT');
    assert.deepEqual(port, { variable: 'PLANNER_API__PORT', accepts: 'an integer from 0 to 65535', got: '"70000"' });
  });

  it('refuses a name that does not exist and suggests the one that was meant', () => {
    const [fault, other] = faultsOf({ PLANNER_API__PROT: '1', PLANNER_ZZZ: 'hunter2' });
    assert.match(fault?.accepts ?? '', /did you mean PLANNER_API__PORT\?/);
    assert.doesNotMatch(other?.accepts ?? '', /did you mean/);
    assert.equal(other?.got, '(hidden)');
  });

  it('never shows a secret', () => {
    const env = { PLANNER_STORAGE__DATABASE_URL: 'mysql://u:hunter2@h/d', TEMPORAL_API_KEY: 'hunter2' };
    const shown = [JSON.stringify(faultsOf(env)), renderConfigText(env), JSON.stringify(configAsJson(env))].join('\n');
    assert.doesNotMatch(shown, /hunter2/);
    assert.match(shown, /\(hidden\)/);
  });

  it('refuses an address others can reach unless anonymous callers are allowed', () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org']) {
      assert.deepEqual(
        faultsOf({ PLANNER_API__HOST: host }).map((fault) => fault.variable),
        ['PLANNER_API__HOST'],
      );
    }
    assert.equal(loadConfig({ ...HOME, PLANNER_API__HOST: '127.1.2.3' }).api.host, '127.1.2.3');
    const open = { ...HOME, PLANNER_API__HOST: '0.0.0.0', PLANNER_SECURITY__ALLOW_ANONYMOUS: 'true' };
    assert.equal(loadConfig(open).api.host, '0.0.0.0');
  });

  it('refuses weights that are all zero', () => {
    const names = describeConfig().map((variable) => variable.name);
    const zero = names.filter((name) => name.startsWith('PLANNER_CRITICS__WEIGHTS__')).map((name) => [name, '0']);
    assert.equal(faultsOf(Object.fromEntries(zero))[0]?.variable, 'PLANNER_CRITICS__WEIGHTS__*');
  });

  it('wants a database for a service, together with all other faults', () => {
    assert.deepEqual(
      faultsOf({ PLANNER_API__PORT: 'x' }, loadServiceConfig).map((fault) => fault.variable),
      ['PLANNER_API__PORT', 'PLANNER_STORAGE__DATABASE_URL'],
    );
    const url = 'postgresql://postgres@localhost/planner?host=/run/db';
    const config = loadServiceConfig({ ...HOME, PLANNER_STORAGE__DATABASE_URL: url });
    assert.equal(config.storage.databaseUrl, url);
  });

  it('can be handed to a child process through its environment', () => {
    const config = loadConfig({
      ...HOME,
      PLANNER_API__ALLOWED_HOSTS: 'a,b',
      PLANNER_SEARCH__SEED: '9',
      PLANNER_DATA_DIR: 'somewhere/else',
      PLANNER_SECURITY__ALLOW_ANONYMOUS: 'true',
      PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: 'http://127.0.0.1:7860/api/v1/run/planner',
      PLANNER_INTELLIGENCE_STUDIO__API_KEY: 'sk-1',
    });
    assert.deepEqual(loadConfig({ ...environmentOf(config), ...HOME, TEMPORAL_ADDRESS: '' }), config);
  });

  it('takes a URL of Intelligence Studio as it stands, and refuses one that holds credentials', () => {
    const url = 'https://studio.example/gateway/api/v1/run/my%20flow?tenant=a';
    const name = 'PLANNER_INTELLIGENCE_STUDIO__FLOW_URL';
    assert.equal(loadConfig({ ...HOME, [name]: url }).intelligenceStudio.flowUrl, url);
    const refused = ['ftp://h/run', 'h/run', 'https://u:hunter2@h/run', 'https://h/run?x-api-key=hunter2'];
    for (const raw of [...refused, 'https://h/run?stream=true', 'https://h/run#x']) {
      const [fault, ...others] = faultsOf({ [name]: raw });
      assert.deepEqual([fault?.variable, fault?.got, others.length], [name, '(hidden)', 0], raw);
    }
  });

  it('wants all that a client of Intelligence Studio needs together', () => {
    const studio = 'PLANNER_INTELLIGENCE_STUDIO__';
    const names = (env: Record<string, string>): string[] =>
      faultsOf(Object.fromEntries(Object.entries(env).map(([key, value]) => [studio + key, value])))
        .map(({ variable }) => variable.replace(studio, ''))
        .sort();
    assert.deepEqual(names({ FLOW_URLS__OUTLINE: 'https://h/run' }), ['FLOW_URL']);
    assert.deepEqual(names({ TOKEN_URL: 'https://h/token' }), ['CLIENT_ID', 'CLIENT_SECRET']);
    assert.deepEqual(names({ SCOPE: 'flows' }), ['TOKEN_URL']);
    assert.deepEqual(names({ TOKEN_URL: 'https://h/t', CLIENT_ID: 'a', CLIENT_SECRET: 'b c' }), ['CLIENT_SECRET']);
  });

  it('never shows a secret of Intelligence Studio, accepted or not', () => {
    const env = {
      PLANNER_INTELLIGENCE_STUDIO__API_KEY: 'hunter2\u00fc',
      PLANNER_INTELLIGENCE_STUDIO__CLIENT_SECRET: 'hunter2 hunter2',
      PLANNER_INTELLIGENCE_STUDIO__TOKEN_URL: 'https://u:hunter2@h/',
      PLANNER_INTELLIGENCE_STUDIO__FLOW_URL: 'https://h/run?key=hunter2',
    };
    const shown = [JSON.stringify(faultsOf(env)), renderConfigText(env), JSON.stringify(configAsJson(env))].join('\n');
    assert.doesNotMatch(shown, /hunter2/);
  });

  it('is frozen', () => {
    const config = loadConfig(HOME) as { api: { port: number } };
    assert.throws(() => (config.api.port = 1), TypeError);
  });

  it('is documented in docs/configuration.md', async function () {
    this.timeout(20_000);
    const command = ['--import', 'tsx', 'dev/config.ts', '--check'];
    const { stdout } = await promisify(execFile)(process.execPath, command, {
      cwd: resolve(import.meta.dirname, '../../..'),
    });
    assert.equal(stdout, 'docs/configuration.md is up to date\n');
  });
});
