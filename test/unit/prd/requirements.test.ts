import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findRequirements } from '../../../planning/prd/requirements.js';

const brief = (text: string): string[] => findRequirements(text).map(({ id, text: clause }) => `${id}: ${clause}`);

describe('requirements of a PRD', () => {
  it('take their id from a label that is unique', () => {
    assert.deepEqual(
      brief('- FR-1 A visitor registers.\n- **FR-2:** A member signs in.\n* [NFR-1] Answers are fast.\n'),
      ['R-FR-1: A visitor registers.', 'R-FR-2: A member signs in.', 'R-NFR-1: Answers are fast.'],
    );
  });

  it('take a hash of the clause where the label is not unique or missing', () => {
    const ids = findRequirements('- FR-1 One thing.\n- FR-1 Another thing.\n- Unlabelled thing.\n').map(({ id }) => id);
    for (const id of ids) assert.match(id, /^R-[a-z2-7]{8}$/);
    assert.equal(new Set(ids).size, 3);
  });

  it('number equal clauses, and take spelling that does not count for equal', () => {
    const [a, b, c] = findRequirements('- Pets are listed.\n- pets  ARE listed.\n- ＰＥＴＳ are listed.\n');
    assert.equal(b?.id, `${a?.id ?? ''}-2`);
    assert.equal(c?.id, `${a?.id ?? ''}-3`);
  });

  it('are split where one item holds several labels', () => {
    assert.deepEqual(brief('- NFR-1 Names are unique; see FR-9. Passwords are hashed. NFR-2 Lists are fast.'), [
      'R-NFR-1: Names are unique; see FR-9. Passwords are hashed.',
      'R-NFR-2: Lists are fast.',
    ]);
  });

  it('are list items as a whole, nested ones apart, and sentences that ask for something', () => {
    const text =
      '# Shop\nThis is a shop. Staff must see orders. The sky is blue.\n\n1. First thing\n   goes on\n   - nested thing\n2. [x] done thing\n';
    assert.deepEqual(
      findRequirements(text).map((requirement) => requirement.text),
      ['Staff must see orders.', 'First thing\n   goes on', 'nested thing', 'done thing'],
    );
  });

  it('know the heading they stand under', () => {
    const text =
      'Users can log in.\n\n## Orders\n- list orders\n\nBilling\n-------\n- send bills\n\n**Later on**\n- pay\n';
    assert.deepEqual(
      findRequirements(text).map(({ section }) => section),
      ['', 'Orders', 'Billing', 'Later on'],
    );
  });

  it('leave out code fences, table heads and what is out of scope', () => {
    const text =
      '```\n- no item\nUsers must not be read here.\n```\n| Id | Text |\n|---|---|\n| FR-7 | Users can pay. |\n\n## Out of scope\n- roles\n\n## More\nNot in scope: mail.\n';
    assert.deepEqual(brief(text), ['R-FR-7: Users can pay.']);
  });

  it('take a labelled heading for a requirement of its own', () => {
    assert.deepEqual(
      brief('### FR-3: Sign in\nUsers can sign in.\n').map((line) => line.split(': ')[1]),
      ['Sign in', 'Users can sign in.'],
    );
  });

  it('take no standard for a label', () => {
    assert.equal(findRequirements('- UTF-8 is used for all texts.')[0]?.label, undefined);
    assert.equal(findRequirements('- SHA-256 hashes are stored.')[0]?.label, undefined);
  });

  const clause = fc.oneof(
    fc.constantFrom(
      '- FR-1 Pets can be listed.',
      '- A visitor registers.',
      '## Section',
      'The system must keep *logs*. It was nice.',
      '| NFR-2 | Lists should be fast |',
      '> Staff can quote.',
      '   - nested',
      '',
      '```',
      'FR-3 Users sign in. FR-4 Users sign out.',
    ),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  );
  const prd = fc.array(clause, { maxLength: 20 }).map((lines) => lines.join('\n'));

  it('slice back to their text by their offsets, in order, with unique ids', () => {
    fc.assert(
      fc.property(prd, (text) => {
        const found = findRequirements(text);
        for (const { start, end, text: own } of found) assert.equal(text.slice(start, end), own);
        for (const [i, { start }] of found.entries()) assert.ok(start >= (found[i - 1]?.end ?? 0));
        assert.equal(new Set(found.map(({ id }) => id)).size, found.length);
      }),
    );
  });

  it('keep their ids when something else is put before, between or after them', () => {
    const items = fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(items, fc.nat(8), (numbers, at) => {
        const lines = numbers.map((n) => `- Thing number ${n} can be listed.`);
        const edited = [...lines.slice(0, at), '## Other heading', '- FR-9 An inserted one.', ...lines.slice(at)];
        const before = findRequirements(lines.join('\n')).map(({ id }) => id);
        const after = findRequirements(edited.join('\n')).map(({ id }) => id);
        assert.deepEqual(
          after.filter((id) => id !== 'R-FR-9'),
          before,
        );
      }),
    );
  });

  it('take time linear in the text, whatever is in it', () => {
    const started = performance.now();
    for (const piece of ['*', '- ', '|', '`', '#', 'a ', 'A-1 ', '. ', '(', '_', '1.', '\n', '\t', '> ', 'é']) {
      findRequirements(piece.repeat(100_000));
    }
    assert.ok(performance.now() - started < 5000);
  });
});
