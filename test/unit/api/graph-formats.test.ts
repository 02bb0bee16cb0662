import assert from 'node:assert/strict';

import fc from 'fast-check';

import { graphAsDot, graphAsMermaid } from '../../../api/graph-formats.js';

type Graph = Parameters<typeof graphAsDot>[0];

const graphTitled = (title: string): Graph => ({
  nodes: [
    { id: 'tsk_a', key: 'schema.a', kind: 'schema', title, wave: 1, critical: true, status: 'ready', score: 0.1 },
    { id: 'tsk_b', key: 'test.b', kind: 'test', title: 'B', wave: 2, critical: false, status: 'pending', score: 0.2 },
  ],
  edges: [{ from: 'tsk_a', to: 'tsk_b', type: 'test', reason: 'it is tested', confidence: 1, hard: false }],
  waves: [['tsk_a'], ['tsk_b']],
  criticalPath: ['tsk_a'],
});

describe('graphs as text', () => {
  it('writes Mermaid with waves, soft edges dashed and the critical path marked', () => {
    assert.equal(
      graphAsMermaid(graphTitled('Make A')),
      [
        'flowchart TD',
        '  subgraph wave1["Wave 1"]',
        '    t1["Make A (schema.a, ready)"]',
        '  end',
        '  subgraph wave2["Wave 2"]',
        '    t2["B (test.b, pending)"]',
        '  end',
        '  t1 -.-> t2',
        '  classDef critical stroke-width:3px',
        '  class t1 critical',
        '',
      ].join('\n'),
    );
  });

  it('writes DOT with quoted labels', () => {
    const dot = graphAsDot(graphTitled('Say "A\\B"\n'));
    assert.match(dot, /t1 \[label="Say \\"A\\\\B\\" {2}\(schema\.a, ready\)", penwidth=3\];/);
    assert.match(dot, /t1 -> t2 \[label="test", style=dashed\];/);
  });

  it('leaves out what cannot be seen or turns text round, in either format', () => {
    const title = 'Make \u202eevil\u202c A\u200b\u2066B\ufeff\u{e0041}';
    for (const write of [graphAsMermaid, graphAsDot]) {
      const text = write(graphTitled(title));
      assert.match(text, /Make evil AB \(schema\.a, ready\)/);
      assert.doesNotMatch(text, /\p{Bidi_Control}|#8238;|#8203;|\u200b|\ufeff|[\u{e0000}-\u{e007f}]/u);
    }
  });

  it('lets no title end its label, in either format', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (title) => {
        const mermaid = graphAsMermaid(graphTitled(title)).split('\n');
        assert.equal(mermaid.length, 11);
        assert.match(mermaid[2]!, /^ {4}t1\["[^"<>[\]{}%`&]*"\]$/u);
        const dot = graphAsDot(graphTitled(title)).split('\n');
        assert.equal(dot.length, 10);
        assert.match(dot[5]!, /^ {2}t1 \[label="(?:[^"\\]|\\["\\])*", penwidth=3\];$/);
      }),
    );
  });
});
