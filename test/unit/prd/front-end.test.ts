import assert from 'node:assert/strict';
import { splitBlocks } from '../../../planning/prd/blocks.js';
import { decideFrontEnd } from '../../../planning/prd/front-end.js';
import type { FrontEndDecision } from '../../../planning/prd/prd-analysis.js';

const decide = (text: string, option: 'auto' | 'always' | 'never' = 'auto'): FrontEndDecision =>
  decideFrontEnd(splitBlocks(text), option);

describe('front-end gating', () => {
  for (const [title, text] of [
    ['a screen is asked for', '- Staff get a screen on which they reorder the queue by drag and drop.'],
    ['a web app is asked for', 'We need a web app for our customers.'],
    ['only acts of a user name it', 'She taps the tile and a green banner appears.'],
    [
      'other clients are ruled out',
      '- No native app.\n- It runs in the browser; members pick a slot on a map by one click.',
    ],
    ['the text is German', 'Mitglieder melden sich über die Webseite an.'],
  ] as const) {
    it(`plans a front end where ${title}`, () => assert.equal(decide(text).included, true));
  }

  for (const [title, text] of [
    ['nothing is said of one', '- `GET /pets` lists pets, 50 to a page.'],
    [
      'words mean something else',
      'We screen applicants. The first page of results has 20 entries. Tax forms are filed. The display name is unique.',
    ],
    ['it is ruled out', 'No web app, no mobile app, no dashboard: just the API.'],
    ['it comes in a later phase', 'Phase 2 will add a web client with a dashboard.'],
    ['it exists elsewhere', 'The mobile app team already ships the iOS app.'],
    ['it stands under out of scope', '## Out of scope\n- customer web client\n- dashboard\n'],
  ] as const) {
    it(`plans none where ${title}`, () => assert.equal(decide(text).included, false));
  }

  it('records signals with their places either way', () => {
    for (const text of ['We need a web app.', 'There is no web app.']) {
      const { signals } = decide(text);
      assert.equal(signals.length, 1);
      for (const signal of signals) assert.equal(text.slice(signal.start, signal.end), signal.text);
    }
    assert.ok((decide('We need a web app.').signals[0]?.weight ?? 0) > 0);
    assert.ok((decide('There is no web app.').signals[0]?.weight ?? 0) < 0);
  });

  it('is overridden by the option, and says so', () => {
    assert.deepEqual(
      { ...decide('We need a web app.', 'never'), signals: [] },
      { included: false, decidedBy: 'option', signals: [] },
    );
    assert.deepEqual(
      { ...decide('An API.', 'always'), signals: [] },
      { included: true, decidedBy: 'option', signals: [] },
    );
  });

  it('takes time linear in the text, whatever is in it', () => {
    const started = performance.now();
    for (const piece of ['no ', 'a screen ', 'the ', 'app, ', 'É', '"', 'web app without ', '. '])
      decide(piece.repeat(20_000));
    assert.ok(performance.now() - started < 10_000);
  });
});
