import assert from 'node:assert/strict';
import type { Request } from 'express';
import { acceptedInputs } from '../../../api/accepted-inputs.js';
import type { ApiDeps } from '../../../api/deps.js';

const deps = { config: { limits: { maxBodyBytes: 1000 } } } as Pick<ApiDeps, 'config' | 'threads' | 'staging'>;
const optionsOf = async (headers: Record<string, string>, body: object): Promise<unknown> => {
  const req = { headers, body, get: (name: string) => headers[name.toLowerCase()], once: () => undefined };
  const inputs = await acceptedInputs(req as unknown as Request, deps, () => ({}));
  return inputs.options;
};

describe('the header Cache', () => {
  it('means the same as the option, whose neighbours stay', async () => {
    const body = { options: { title: 'T', search: { seed: 2 } } };
    assert.deepEqual(await optionsOf({ cache: 'bypass' }, body), {
      title: 'T',
      search: { seed: 2, cache: 'bypass' },
    });
  });

  it('changes nothing where it is missing', async () => {
    assert.deepEqual(await optionsOf({}, { options: { search: { seed: 2 } } }), { search: { seed: 2 } });
  });
});
