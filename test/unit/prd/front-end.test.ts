import assert from 'node:assert/strict';
import { splitBlocks } from '../../../planning/prd/blocks.js';
import { frontEndFeatures, readFrontEnd } from '../../../planning/prd/front-end.js';
import type { FrontEndDecision } from '../../../planning/prd/prd-analysis.js';

const decide = (text: string, option: 'auto' | 'always' | 'never' = 'auto'): FrontEndDecision =>
  readFrontEnd(splitBlocks(text), option).decision;

const weightOf = (text: string, sign: string): number =>
  decide(text).signals.find((signal) => signal.text === sign)?.weight ?? 0;

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
    [
      'nothing names it, but people look and choose',
      '# Cloakroom\nWhoever comes in sees which hooks are free, small ones on the left, and picks one. At home they look up what hangs where.',
    ],
    [
      'the back end is kept',
      '# Tram tickets\nThe back end is kept. Riders hold a ticket that fades when its time is up; one press buys the next.',
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
    [
      'machines have things of the same name',
      '# Gravel plant\nThe pressure on a screen is measured. A screen that is clogged is shaken; two screens share one conveyor. Panels of steel are counted.',
    ],
    [
      'animals make the same noises',
      '# Bat survey\nA click of a bat lasts 4 ms at 45 kHz. Clicks are told from insects; double clicks are counted per hour.',
    ],
    [
      'clothes have the same parts',
      '# Tailoring orders\nA garment has a front panel, a tab at the neck and six buttons. Buttons match the fabric; each panel is cut once.',
    ],
    [
      'it was shipped before',
      'With release 7 we delivered the order screen: tiles by aisle, late ones in red. Now the nightly sums get faster.',
    ],
    [
      'a program works the pages of others',
      '# Timetable collector\nThe bot opens the booking page of each operator, types a date into the form and clicks the button.',
    ],
    [
      'the customer has what shows it',
      "# Beam checker\nGiven a beam, return stresses as JSON. The planners' CAD shows the result next to the beam.",
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
      assert.ok(signals.some((signal) => signal.text === 'web app'));
      for (const signal of signals) assert.equal(text.slice(signal.start, signal.end), signal.text);
    }
    assert.ok(weightOf('We need a web app.', 'web app') > 0);
    assert.ok(weightOf('There is no web app.', 'web app') < 0);
  });

  it('counts a word once, and each further one for less', () => {
    assert.equal(decide('A button. Another button. The third button is a button.').included, false);
    assert.equal(decide('A button with an icon, highlighted.').included, true);
    const { signals } = decide('A button with an icon. A slider. A button.');
    const weights = signals.filter(({ text }) => /^(?:button|icon|slider)$/.test(text)).map(({ weight }) => weight);
    assert.equal(weights.length, 4);
    const [first = 0, second = 0, third = 0, again = 0] = weights;
    assert.ok(first > second && second > third && third > 0);
    assert.equal(again, 0);
  });

  it('takes weak signs for less in a long text, where they turn up by chance, and a wish in full', () => {
    const rules = ' A draft is kept for ninety days after its last change.'.repeat(120);
    for (const [text, sign] of [
      ['Staff look at the list and sort it.', 'Staff look at'],
      ['Overdue ones are highlighted.', 'highlighted'],
    ] as const)
      assert.ok(weightOf(text + rules, sign) < weightOf(text, sign) * 0.6, sign);
    assert.equal(weightOf(`We need a web app.${rules}`, 'web app'), weightOf('We need a web app.', 'web app'));
    assert.equal(decide(`We need a web app.${rules}`).included, true);
  });

  it('lets signs that programs are the users speak against it, but not beyond a clear wish', () => {
    const wish = 'Staff look at the list and sort it. ';
    const programs = '`GET /stock` answers JSON. Systems fetch CSV by SFTP. Kafka topics carry 200 events per second.';
    const score = (text: string): number => decide(text).signals.reduce((sum, { weight }) => sum + weight, 0);
    assert.ok(score(wish + programs) < score(wish));
    assert.equal(decide(`We need a web app. ${programs}`).included, true);
  });

  it('tells features apart by what is meant, wanted and ours', () => {
    for (const [text, feature] of [
      ['We need a web app.', 'asks for an interface'],
      ['The web app lists orders.', 'names an interface'],
      ['Phase 2 will add a web app.', 'not now'],
      ['No web app.', 'not now'],
      ['The vendor builds the web app.', 'of others'],
      ['Pumps stop when the valve behind the screen is shut.', 'another meaning'],
      ['The command-line tool reads the log.', 'another product'],
      ['The back end is kept.', 'only in front'],
      ['The robot opens the booking page of each shop.', 'of others'],
    ] as const)
      assert.ok(frontEndFeatures(splitBlocks(text)).has(feature), `${text}: ${feature}`);
  });

  it('is moved by everyday words, each where it first stands', () => {
    const people = 'Today somebody leaves the room and looks at a picture on the right.';
    const programs = 'Each request is a call; the result is an event within 5 ms.';
    const last = (text: string): number => decide(text).signals.find((signal) => signal.text === text)?.weight ?? 0;
    assert.ok(last(people) > 0);
    assert.ok(last(programs) < 0);
    assert.equal(decide(`${people} ${people}`).signals.filter(({ text }) => text === people).length, 1);
  });

  it('decides by the sum of what it records', () => {
    const texts = [
      'We need a web app.',
      'No screens.',
      'She taps a tile.',
      'A button.',
      'Rows are read from a file.',
      '',
    ];
    const scores = texts.map((text) => {
      const { included, signals } = decide(text);
      return { included, score: signals.reduce((sum, { weight }) => sum + weight, 0) };
    });
    const least = Math.min(...scores.filter(({ included }) => included).map(({ score }) => score));
    assert.ok(scores.every(({ included, score }) => included || score < least));
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
      'back end (',
      'opens the link ',
      'data by ',
      'pump valve ',
      'in its own ',
    ])
      decide(piece.repeat(5_000));
    assert.ok(performance.now() - started < 10_000);
  });
});
