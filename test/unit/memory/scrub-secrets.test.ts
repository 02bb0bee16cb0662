import assert from 'node:assert/strict';
import { scrubSecrets } from '../../../planning/memory/scrub-secrets.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U';

describe('scrubSecrets', () => {
  it('removes what looks like a secret and leaves its name', () => {
    const cases: [string, string][] = [
      ['DB_PASSWORD=hunter2 rest', 'DB_PASSWORD=[secret removed] rest'],
      ['"api_key": "abc def"', '"api_key": [secret removed]'],
      ['client-secret: s3cr3t!', 'client-secret: [secret removed]'],
      ['postgres://app:pa55@db/x', 'postgres://app:[secret removed]@db/x'],
      ['Authorization: Bearer abcdefgh12345', 'Authorization: Bearer [secret removed]'],
      [`got ${JWT}.`, 'got [secret removed].'],
      ['AKIAIOSFODNN7EXAMPLE', '[secret removed]'],
      ['sk-proj-abcdefghijklmnop1234', '[secret removed]'],
    ];
    for (const [text, clean] of cases) assert.equal(scrubSecrets(text), clean);
    const key = `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nMIIE\n-----END RSA PRIVATE KEY-----`;
    assert.equal(scrubSecrets(`a ${key} b`), 'a [secret removed] b');
  });

  it('leaves descriptions of shapes and ordinary words alone', () => {
    for (const text of [
      'returns {token: string, user: User}',
      'the password is hashed; password: required',
      'POST /tokens answers 201',
      'https://example.org/a:b@c'.replace(':b', ''),
      'task-skeleton is-risky-business-as-usual',
    ]) {
      assert.equal(scrubSecrets(text), text);
    }
  });

  it('changes nothing more when run again', () => {
    const once = scrubSecrets(`password=abcd1234 token: "x y" Bearer ${JWT}`);
    assert.equal(scrubSecrets(once), once);
  });

  it('takes linear time on long hostile text', () => {
    const started = performance.now();
    for (const part of [
      '-----BEGIN PRIVATE KEY-----',
      'password',
      'password=',
      '//a',
      '//a:',
      'eyJaaaaaaaa.',
      'Bearer ',
      'sk-',
      'token: ',
    ]) {
      scrubSecrets(part.repeat(10_000));
      scrubSecrets(part + 'a'.repeat(200_000));
    }
    assert.ok(performance.now() - started < 4_000);
  });
});
