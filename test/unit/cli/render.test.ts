import assert from 'node:assert/strict';

import colours from 'picocolors';

import type { Finding, PlanSummary } from '../../../cli/api-types.js';
import { progressLine } from '../../../cli/progress.js';
import { renderContractFit } from '../../../cli/render/contract-fit.js';
import { renderCoverage } from '../../../cli/render/coverage.js';
import { countBySeverity, placeText, renderFindings } from '../../../cli/render/findings.js';
import type { Layout } from '../../../cli/render/layout.js';
import { renderPath, renderWaves } from '../../../cli/render/tasks.js';
import { renderTable } from '../../../cli/render/table.js';
import { makeSafe, printableJson, safeText } from '../../../cli/safe.js';
import { displayWidth, fit, hang, minutesText, pad, secondsText, wrap } from '../../../cli/text.js';

const layout: Layout = { width: 80, colours: colours.createColors(false) };
const total = (covered: number, all: number) => ({ total: all, covered });

describe('text', () => {
  it('counts two columns for wide characters and none for combining ones', () => {
    assert.deepEqual(['abc', '日本', 'e\u0301', '🎉', ''].map(displayWidth), [3, 4, 1, 2, 0]);
  });

  it('cuts to a width without splitting a character', () => {
    assert.deepEqual(
      [fit('schema', 6), fit('schemas', 6), fit('日本語', 4), fit('🎉🎉🎉', 5)],
      ['schema', 'schem…', '日…', '🎉🎉…'],
    );
  });

  it('pads by columns, not by code units', () => {
    assert.equal(pad('日本', 6) + pad('7', 3, 'right'), '日本    7');
  });

  it('wraps at spaces and breaks a word that is longer than a line', () => {
    assert.deepEqual(wrap('one two  three', 8), ['one two', 'three']);
    assert.deepEqual(wrap('abcdefghij kl', 4), ['abcd', 'efgh', 'ij', 'kl']);
    assert.deepEqual(wrap('', 10), ['']);
  });

  it('hangs further lines under the text of the first', () => {
    assert.deepEqual(hang('- ', 'twenty characters is the least', 24), ['- twenty characters is', '  the least']);
  });

  it('gives work in hours and waiting in seconds', () => {
    assert.deepEqual([5, 60, 200].map(minutesText), ['5 min', '1 h', '3 h 20 min']);
    assert.deepEqual([40, 12_345, 125_000].map(secondsText), ['0.0 s', '12.3 s', '2 min 5 s']);
  });
});

describe('safe', () => {
  it('takes away what a terminal would act on and keeps the rest', () => {
    assert.equal(safeText('a\u001b[31mred\u0007\u009b2K\u202eb\r\n\tc'), 'a[31mred2Kb\n\tc');
    assert.equal(safeText('back\\slash \\u001b "quoted" \u00e9 日本'), 'back\\slash \\u001b "quoted" \u00e9 日本');
  });

  it('reaches names and any depth, and keeps odd names', () => {
    const safe = makeSafe(JSON.parse('{"__proto__":{"k\\u001b":["\\u001bx"]}}') as Record<string, unknown>);
    assert.equal(JSON.stringify(safe), '{"__proto__":{"k":["x"]}}');
    const deep = `${'['.repeat(1000)}"\\u001b"${']'.repeat(1000)}`;
    assert.ok(!JSON.stringify(makeSafe(JSON.parse(deep) as object)).includes('u001b'));
  });

  it('prints JSON that means the same and moves no cursor', () => {
    const value = { text: 'a\u001b\u009b\u202e\u007f' };
    assert.match(printableJson(value), /^[\x20-\x7e\n]*$/);
    assert.deepEqual(JSON.parse(printableJson(value)), value);
  });
});

describe('renderTable', () => {
  const columns = [{ title: 'n', align: 'right' as const }, { title: 'what', flexible: true }, { title: 'state' }];

  it('aligns columns and gives the flexible one what is left', () => {
    const rows = [
      ['1', 'short', 'ready'],
      ['12', 'a text that needs more room than there is', 'pending'],
    ];
    assert.deepEqual(renderTable(columns, rows, 40), [
      ' n  what                         state',
      ' 1  short                        ready',
      '12  a text that needs more room  pending',
      '    than there is',
    ]);
  });

  it('keeps every line within the width, whatever the cells hold', () => {
    const rows = [['1', `${'x'.repeat(200)} 日本語日本語日本語日本語日本語日本語`, 'blocked']];
    for (const width of [40, 57, 80]) {
      for (const line of renderTable(columns, rows, width)) assert.ok(displayWidth(line) <= width, line);
    }
  });

  it('paints cells after they were laid out', () => {
    const painted = renderTable(columns, [['1', 'a', 'b']], 40, (cell, row) => (row < 0 ? cell : `<${cell}>`));
    assert.equal(painted[1], '<1>  <a   >  <b    >');
  });
});

describe('renderCoverage', () => {
  const coverage = { operations: total(199, 200), entities: total(3, 3), derivedEntities: total(0, 0) };

  it('says 100 % only where nothing is missing', () => {
    const lines = renderCoverage(layout, { ...coverage, requirements: total(0, 0), complete: false });
    assert.match(lines[0]!, /^operations +199 of 200 +99 % /);
    assert.match(lines[1]!, /^entities +3 of 3 +100 % /);
    assert.match(lines.at(-1)!, /^incomplete/);
  });

  it('leaves derived entities out where there are none', () => {
    const lines = renderCoverage(layout, { ...coverage, requirements: total(1, 1), complete: true });
    assert.ok(!lines.some((line) => line.startsWith('derived')));
  });
});

describe('renderContractFit', () => {
  const misfit = (ref: string, tasks: string[] = []) => {
    const name = ref.slice(ref.indexOf(':') + 1);
    return { ref, name, text: `A clause\nof ${name}`, because: `${name} asks for what the contract forbids.`, tasks };
  };
  const counts = { served: 1, servedElsewhere: 0, servedByExisting: 0, outOfScope: 0, unserved: 2, contradicted: 1 };
  const view = {
    summary: '4 clauses: 1 served, 2 unserved, 1 contradicted; 25 of 30 operations asked for by no clause',
    clauses: { total: 4, ...counts },
    operations: { total: 30, unrequested: 25 },
    contradicted: [misfit('req:FR-1')],
    unserved: [misfit('req:FR-2', ['tsk_a']), misfit('req:FR-3')],
    unrequested: Array.from({ length: 25 }, (_, at) => misfit(`op:GET /things/${at}`)),
  };
  const lines = renderContractFit(layout, makeSafe(view));

  it('gives the figures, then what is wrong in a line each, contradictions first', () => {
    assert.deepEqual(lines.slice(2, 9), [
      'contradicted (1)',
      '- FR-1 asks for what the contract forbids.',
      'unserved (2)',
      '- FR-2: A clause of FR-2',
      '- FR-3 (no task): A clause of FR-3',
      'asked for by no clause (25)',
      '- GET /things/0',
    ]);
  });

  it('counts what it does not show', () => assert.equal(lines.at(-1), '- and 5 more: --json shows them'));

  it('says nothing of what is right', () => {
    const right = { ...view, contradicted: [], unserved: [], unrequested: [] };
    assert.equal(renderContractFit({ ...layout, width: 200 }, makeSafe(right)).length, 1);
  });
});

describe('renderFindings', () => {
  const finding = (code: string, severity: Finding['severity'], where: Finding['where'] = null): Finding => ({
    code,
    severity,
    message: `Message of ${code}.`,
    where,
  });

  it('gives severity, message, place and code, and says how many are not shown', () => {
    const findings = [
      finding('dangling-ref', 'error', { in: 'contract', pointer: '/paths/~1pets', line: 3 }),
      finding('unserved', 'warning'),
      finding('odd-name', 'info'),
      finding('duplicate-key', 'warning'),
    ];
    assert.deepEqual(renderFindings(layout, { findings, most: 2, more: 'planner report pln_x' }), [
      'error    Message of dangling-ref. (contract line 3 #/paths/~1pets)',
      '         [dangling-ref]',
      'warning  Message of unserved. [unserved]',
      'and 2 more (1 warning, 1 info): planner report pln_x',
    ]);
    assert.equal(countBySeverity(findings), '1 error, 2 warnings, 1 info');
  });

  it('quotes the clause that a finding points at, unless the message does', () => {
    const clauses = new Map([['req:R-FR-1', 'A visitor can register.']]);
    const where = { in: 'prd' as const, ref: 'req:R-FR-1' };
    const findings = [
      { ...finding('unserved', 'info', where), message: 'Nothing serves FR-1:' },
      { ...finding('unserved', 'info', where), message: 'Nothing serves "A visitor can register."' },
    ];
    assert.deepEqual(renderFindings(layout, { findings, clauses }), [
      'info     Nothing serves FR-1: "A visitor can register." [unserved]',
      'info     Nothing serves "A visitor can register." [unserved]',
    ]);
  });

  it('names places of every kind', () => {
    const places: NonNullable<Finding['where']>[] = [
      { in: 'contract', line: 3, column: 7 },
      { in: 'prd', start: 4, end: 9 },
      { in: 'plan', ref: 'op:GET /pets' },
      { in: 'options' },
    ];
    assert.deepEqual(places.map(placeText), [
      'contract line 3, column 7',
      'PRD characters 4 to 9',
      'plan op:GET /pets',
      'options',
    ]);
  });
});

describe('waves, paths and progress', () => {
  it('draws the widest wave longest and leaves none without a mark', () => {
    const waves = [1, 40, 2].map((size, index) => ({
      n: index + 1,
      tasks: Array<string>(size).fill('x'),
      minutes: 30,
    }));
    const lines = renderWaves(layout, waves);
    const marks = lines.map((line) => line.split('■').length - 1);
    assert.ok(marks[0] === 1 && marks[2]! >= 1 && marks[1] === Math.max(...marks));
    assert.ok(lines.every((line) => displayWidth(line) <= layout.width));
  });

  it('leaves the middle of a long path out', () => {
    const tasks = Array.from({ length: 9 }, (_, index) => ({
      id: `t${index}`,
      key: `k${index}`,
      title: `Task ${index}`,
      minutes: 60,
    }));
    const list = makeSafe({ planId: 'p', revision: 1, nextCursor: null, tasks });
    const titles = renderPath(
      layout,
      tasks.map(({ id }) => id),
      list,
      4,
    ).map((line) => line.replace(/^.*h {2}/, ''));
    assert.deepEqual(
      titles.map((title) => title.trim()),
      ['Task 0', 'Task 1', '…', 'Task 7', 'Task 8'],
    );
  });

  it('shows phase, trial, percent and time in one line', () => {
    const summary = {
      status: 'planning',
      lastRevision: { n: 1, status: 'searching' },
      progress: { phase: 'searching\u001b[2J', trial: 3, trials: 8, percent: 50 },
    } as PlanSummary;
    assert.equal(
      progressLine(summary, '1.2 s'),
      `${'█'.repeat(12)}${'░'.repeat(12)}  50 %  searching[2J, trial 3 of 8  1.2 s`,
    );
  });
});
