import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockMarkdown, codeSpan, fenced, inlineMarkdown } from '../../../planning/budget/markdown.js';

const ticky = fc.array(fc.constantFrom('`', '``', 'a', '\n', '# ', '<b>', '\\', '[x](y)', '~~~'), { maxLength: 12 });

describe('Markdown of untrusted text', () => {
  it('closes a fence by nothing inside it', () => {
    fc.assert(
      fc.property(ticky, (parts) => {
        const lines = fenced(parts.join(''), 'text').split('\n');
        const fence = /^`+/.exec(lines[0] ?? '')?.[0] ?? '';
        assert.equal(lines.indexOf(fence), lines.length - 1);
      }),
    );
  });

  it('closes a code span by nothing inside it', () => {
    fc.assert(
      fc.property(ticky, (parts) => {
        const span = codeSpan(parts.join(''));
        const ticks = /^`+/.exec(span)?.[0] ?? '';
        const inner = span.slice(ticks.length, -ticks.length);
        for (const run of inner.matchAll(/`+/g)) assert.ok(run[0].length < ticks.length);
      }),
    );
  });

  it('escapes what has a meaning, keeps code spans, and stays on one line', () => {
    assert.equal(inlineMarkdown('a `b_c`\n# *d* [e](f) <g>'), 'a `b_c` \\# \\*d\\* \\[e\\](f) \\<g\\>');
    assert.equal(inlineMarkdown('lone ` tick'), 'lone \\` tick');
  });

  it('leaves out what cannot be seen or turns text round', () => {
    assert.equal(inlineMarkdown('a \u202eb\u202c\u200bc\u2066 \u{e0041}d'), 'a bc d');
  });

  it('keeps lines and list items of a block, and lets none become a heading or a rule', () => {
    assert.equal(blockMarkdown('a\n- b\n---\n===\n1. c\n# d'), 'a\n- b\n\\---\n\\===\n1\\. c\n\\# d');
  });
});
