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
    ['only a hand and what it does name it', 'People put a finger on the one they like; it turns grey for all others.'],
    ['it is a matter of looks alone', 'We add a dark variant: status colours stay readable for colour-blind people.'],
    ['the back end is there and the rest is due', 'The API is live. Households see their consumption as bars.'],
    [
      'the phase ordered is the second',
      '# Kennels, phase 2\nPhase 1 gave us the API. Keepers swipe on a tablet to confirm.',
    ],
    [
      'one late clause asks for it',
      '- `GET /holds` lists holds.\n- Nightly export by SFTP.\n- Staff get a web console.',
    ],
    ['the text is French', 'Les visiteurs veulent une application mobile pour la visite du musée.'],
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
    [
      'one word is repeated in another sense',
      'A shirt has front buttons, cuff buttons, collar buttons. Each button has holes.',
    ],
    ['it is carried by mail', 'The answer is a mail with the same rows, faulty ones highlighted in red.'],
    [
      'others see to all of it',
      'The agency Nordlys designs, builds and runs everything that donors look at: screens, maps, buttons.',
    ],
    [
      'a thing of others is named again',
      'The vendor builds the app. The app shows a list, in the app people see their orders.',
    ],
    ['others call it', 'The shop app calls our API for each order.'],
    ['it was dropped', 'After the budget round we dropped the app and the web site.'],
    ['it is told for understanding', 'For understanding only: people tap a pin on a map and see the screen of a stop.'],
    [
      'the text is German and rules it out',
      'Eine Oberfläche ist nicht vorgesehen; die Bearbeiter bleiben in den Masken.',
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

  it('counts a word once and different ones together', () => {
    assert.equal(decide('A button. Another button. The third button is a button.').included, false);
    assert.equal(decide('A button with an icon, highlighted.').included, true);
  });

  it('takes weak signs for less in a long text, where they turn up by chance', () => {
    const weak = 'Staff look at the list and sort it. Authors mark drafts and compare them.';
    const rules = 'A draft is kept for ninety days after its last change. '.repeat(120);
    assert.equal(decide(weak).included, true);
    assert.equal(decide(weak + rules).included, false);
    assert.equal(decide(`We need a web app. ${rules}`).included, true);
  });

  it('lets signs that programs are the users speak against it, but not beyond a clear wish', () => {
    const wish = 'Staff look at the list and sort it. ';
    const programs = '`GET /stock` answers JSON. Systems fetch CSV by SFTP. Kafka topics carry 200 events per second.';
    const score = (text: string): number => decide(text).signals.reduce((sum, { weight }) => sum + weight, 0);
    assert.ok(score(wish + programs) < score(wish));
    assert.equal(decide(`We need a web app. ${programs}`).included, true);
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
    for (const piece of [
      'no ',
      'a screen ',
      'the ',
      'app, ',
      'É',
      '"',
      'web app without ',
      '. ',
      's',
      "'s ",
      'their own ',
      'team ',
      'phase 2 ',
      'everything ',
      'in the ',
    ])
      decide(piece.repeat(5_000));
    assert.ok(performance.now() - started < 10_000);
  });
});
