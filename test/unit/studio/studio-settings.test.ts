import assert from 'node:assert/strict';
import { studioSettings } from '../../../adapters/studio/studio-settings.js';
import { loadConfig } from '../../../platform/config.js';

const settingsOf = (env: Record<string, string>) => {
  const prefixed = Object.entries(env).map(([name, value]) => [`PLANNER_INTELLIGENCE_STUDIO__${name}`, value]);
  return studioSettings(loadConfig({ HOME: '/nonexistent', ...Object.fromEntries(prefixed) }).intelligenceStudio);
};

describe('the settings of the client of Intelligence Studio', () => {
  it('are none without a flow URL', () => {
    assert.equal(settingsOf({ API_KEY: 'sk-1' }), null);
  });

  it('are in milliseconds; the first byte may take as long as the whole call unless said otherwise', () => {
    const settings = settingsOf({ FLOW_URL: 'https://h/run' });
    assert.deepEqual([settings?.timeoutMs, settings?.connectMs, settings?.firstByteMs], [55_000, 5000, 55_000]);
    const other = settingsOf({ FLOW_URL: 'https://h/run', TIMEOUT_SECONDS: '90', FIRST_BYTE_SECONDS: '20' });
    assert.deepEqual([other?.timeoutMs, other?.firstByteMs], [90_000, 20_000]);
  });

  it('hold the URLs of operations and the client credentials', () => {
    const settings = settingsOf({
      FLOW_URL: 'https://h/run',
      FLOW_URLS__ANALYSE_PRD: 'https://h/prd',
      TOKEN_URL: 'https://h/token',
      CLIENT_ID: 'planner',
      CLIENT_SECRET: 'secret',
    });
    assert.equal(settings?.flowUrls.analysePrd, 'https://h/prd');
    assert.deepEqual(settings.clientCredentials, {
      tokenUrl: 'https://h/token',
      clientId: 'planner',
      clientSecret: 'secret',
      scope: null,
    });
    assert.equal(settingsOf({ FLOW_URL: 'https://h/run' })?.clientCredentials, null);
  });
});
