import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TRACE } from '../../../planning/generation/trace/trace-format.js';
import { parseAnswer } from '../../../planning/generation/parse-answer.js';
import type { ParsedAnswer } from '../../../planning/generation/parse-answer.js';

const trace = (requirement: string, elements: string[] = ['op:GET /pets'], quote = 'list pets') => ({
  requirement,
  elements,
  quote,
});
const answer = { traces: [trace('R-1'), trace('R-2')] };
const text = JSON.stringify(answer);
const parse = (input: string): ParsedAnswer => parseAnswer(input, TRACE);
const codes = (parsed: ParsedAnswer): string[] => parsed.fixes.map(({ code }) => code);

function assertWhole(input: string, fixes: string[] = []): void {
  const parsed = parse(input);
  assert.deepEqual(parsed.kind === 'fits' && [parsed.answer, parsed.cut], [answer, false]);
  assert.deepEqual(codes(parsed), fixes);
}

describe('parseAnswer finds the answer', () => {
  it('alone, after a byte order mark, in a fence, in prose with braces and quotes', () => {
    assertWhole(text);
    assertWhole(`\ufeff${text}`);
    assertWhole(`\`\`\`json\n${JSON.stringify(answer, null, 2)}\n\`\`\``);
    assertWhole(`Sure! I'll use {ids} as "given":\n${text}\nDon't forget {me}. {`);
  });

  it('as the last of several objects that fit', () => {
    assertWhole(`${JSON.stringify({ traces: [] })}\n${text}\n{"traces": 3}`);
  });

  it('written into a JSON text', () => assertWhole(JSON.stringify(text)));

  it('with a key of quotes and brackets in its texts', () => {
    const odd = { traces: [trace('R-1', [], 'a "}]" \\ {[')] };
    const parsed = parse(`x ${JSON.stringify(odd)} y`);
    assert.deepEqual(parsed.kind === 'fits' && parsed.answer, odd);
  });
});

describe('parseAnswer mends', () => {
  it('single quotes, trailing commas, comments and bare keys, and says so', () => {
    assertWhole(text.replaceAll('"', "'"), ['json-repaired']);
    assertWhole(text.replaceAll(']', ',]').replaceAll('}', ',}'), ['json-repaired']);
    assertWhole(text.replaceAll('"requirement"', '/* id */ requirement'), ['json-repaired']);
  });

  it('NUL and halves of surrogate pairs in texts', () => {
    const parsed = parse('{"traces":[{"requirement":"R-1","elements":[],"quote":"a\\u0000b\\ud83d"}]}');
    assert.deepEqual(parsed.kind === 'fits' && parsed.answer, { traces: [trace('R-1', [], 'ab\ufffd')] });
  });

  it('nothing of equal keys: the last counts', () => {
    assertWhole(`{"traces":[],${text.slice(1)}`);
  });
});

describe('parseAnswer on a cut answer', () => {
  it('keeps the whole items', () => {
    for (const end of [text.length - 1, text.length - 2, text.lastIndexOf('}}') - 3, text.indexOf('R-2')]) {
      const parsed = parse(text.slice(0, end));
      assert.equal(parsed.kind === 'fits' && parsed.cut, true, `cut at ${end}`);
    }
    const parsed = parse(`\`\`\`json\n${text.slice(0, text.indexOf('R-2'))}`);
    assert.deepEqual(parsed.kind === 'fits' && parsed.answer, { traces: [trace('R-1')] });
  });

  it('keeps items at every cut: always a prefix of the list', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            requirement: fc.string({ minLength: 1, maxLength: 5 }),
            elements: fc.constant(['e']),
            quote: fc.string(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        fc.nat(),
        (traces, at) => {
          const whole = JSON.stringify({ traces });
          const parsed = parse(whole.slice(0, at % whole.length));
          if (parsed.kind !== 'fits') return;
          const kept = parsed.answer['traces'] as unknown[];
          const plain = (value: unknown): string => JSON.stringify(value).replaceAll('\\u0000', '');
          assert.equal(plain(kept), plain(traces.slice(0, kept.length)));
        },
      ),
    );
  });

  it('has nothing where no item is whole', () => {
    assert.equal(parse(text.slice(0, 30)).kind, 'none');
  });
});

describe('parseAnswer on what is no answer', () => {
  it('finds none in prose, nothing, a list, or a number', () => {
    for (const input of ['', "I'm sorry, I can't.", '[]', '42', '{', '}}}}', '{]'.repeat(50)]) {
      assert.equal(parse(input).kind, 'none', input);
    }
  });

  it('tells how an object breaks the schema', () => {
    for (const broken of [{}, { traces: null }, { traces: [{}] }, { traces: [], more: 1 }, TRACE.schema]) {
      assert.equal(parse(JSON.stringify(broken)).kind, 'breaks');
    }
    assert.equal(parse('{"traces":[],"__proto__":{"polluted":true}}').kind, 'breaks');
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('is quick and calm on hostile ones', () => {
    const hostile = [
      '{"a":'.repeat(100_000),
      '['.repeat(200_000),
      '{"traces":['.repeat(30_000),
      '{'.repeat(400_000),
      `{"traces":[${'{"requirement":"R","elements":[],"quote":""},'.repeat(20_000)}`,
      `{"traces":[${'[],'.repeat(100_000)}]}`,
      `{"traces":"${'\\'.repeat(399_000)}`,
      `{'traces': ${'"'.repeat(300_000)}`,
      `{traces: [${"'a".repeat(100_000)}]}`,
      '{} '.repeat(130_000),
      `{"traces":[${'1'.repeat(300_000)}]}`,
      ' '.repeat(5_000_000),
      '{"x":1,'.repeat(50_000),
    ];
    for (const input of hostile) {
      const began = performance.now();
      parse(input);
      const took = performance.now() - began;
      assert.ok(took < 3000, `${input.slice(0, 20)} took ${took} ms`);
    }
  });

  it('reads no more than its first part of an endless one, and says so', () => {
    const parsed = parse(`${text}${' '.repeat(500_000)}`);
    assert.deepEqual([parsed.kind, codes(parsed)], ['fits', ['answer-too-long']]);
  });
});
