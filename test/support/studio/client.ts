import { makeHttpStudioClient } from '../../../adapters/studio/http-studio-client.js';
import type { StudioCall, StudioClient } from '../../../adapters/studio/studio-client.js';
import type { StudioSettings } from '../../../adapters/studio/studio-settings.js';
import { makeLogger } from '../../../platform/logging.js';

/** A call that is as good as any other. */
export const CALL: StudioCall = {
  op: 'outline',
  promptVersion: 'outline-1',
  schemaId: 'outline/1',
  nonce: '7d0f6c1b9a',
  payload: { prd: 'Lend books. „Überfällig“ 📚', resources: ['Book', 'Loan'] },
};

/** A client with settings for a server on this machine; `lines` are everything it logs. */
export function makeTestClient(settings: Partial<StudioSettings> & { flowUrl: string }): {
  client: StudioClient;
  lines: string[];
} {
  const lines: string[] = [];
  const log = makeLogger({ level: 'trace', format: 'json' }, 'test', { write: (line) => void lines.push(line) });
  const client = makeHttpStudioClient(
    {
      flowUrls: {},
      apiKey: null,
      clientCredentials: null,
      timeoutMs: 5000,
      connectMs: 5000,
      firstByteMs: 5000,
      maxResponseBytes: 256 * 1024,
      stream: false,
      body: 'wrapped',
      outputType: 'chat',
      outputComponent: null,
      record: null,
      ...settings,
    },
    { log },
  );
  return { client, lines };
}
