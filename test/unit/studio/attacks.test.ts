import assert from 'node:assert/strict';
import { allowedIn, cleanText } from '../../../planning/generation/untrusted-text.js';
import { readAsked } from '../../support/studio/asked.js';
import { ATTACKS, attacked, playAttack } from '../../support/studio/attacks/play-attack.js';
import type { Attack } from '../../support/studio/attacks/attack.js';
import { WORD_ATTACKS } from '../../support/studio/attacks/word-attacks.js';
import { answerHonestly } from '../../support/studio/model.js';
import { envelopeOf, questionsAbout } from '../../support/studio/questions.js';
import { contextOf, crudContract } from '../planning-context.js';

const PRD = '# Clinic\n\n- FR-1 The desk keeps owners and their pets.\n- FR-2 A visit belongs to one pet.\n';
const CONTRACT = crudContract([
  { name: 'Visit', needs: ['Pet'] },
  { name: 'Pet', needs: ['Owner'] },
  { name: 'Owner' },
]);

function play(attack: Attack): {
  shown: string[];
  obedient: string[];
  honest: string[];
  allow: ReturnType<typeof allowedIn>;
} {
  const { prd, contract } = attacked(attack, PRD, CONTRACT);
  const context = contextOf(contract, prd);
  const envelopes = questionsAbout(context, prd).map((question) => envelopeOf(question, null, 'n1'));
  return {
    shown: envelopes.map((envelope) => JSON.stringify(readAsked(envelope).data)),
    obedient: envelopes.map(playAttack(attack)),
    honest: envelopes.map(answerHonestly),
    allow: allowedIn(prd, context.model),
  };
}

describe('ATTACKS', () => {
  it('are told apart', () => {
    assert.ok(ATTACKS.length >= 18);
    assert.equal(new Set(ATTACKS.map(({ id }) => id)).size, ATTACKS.length);
  });

  for (const attack of ATTACKS) {
    it(`${attack.id}: reaches the model, and obeying makes another answer`, () => {
      const { shown, obedient, honest } = play(attack);
      const text = JSON.stringify((attack.prd ?? attack.contract ?? '').slice(0, 50)).slice(1, -1);
      assert.ok(text.length > 0 && shown.some((data) => data.includes(text)));
      assert.notDeepEqual(obedient, honest);
    });

    it(`${attack.id}: what is forbidden comes from obedient answers only`, () => {
      const { shown, obedient, honest } = play(attack);
      for (const words of attack.forbid) {
        const said = JSON.stringify(words).slice(1, -1);
        assert.ok(
          obedient.some((text) => text.includes(said)),
          words,
        );
        assert.ok(![...shown, ...honest].some((text) => text.includes(said)), words);
      }
    });
  }

  it('leave nothing forbidden in advice that may be published', () => {
    let sentences = 0;
    for (const attack of WORD_ATTACKS) {
      const { obedient, allow } = play(attack);
      const tasks = obedient.flatMap((text) => (JSON.parse(text) as { tasks?: { approach: string }[] }).tasks ?? []);
      for (const { approach } of tasks) {
        sentences += 1;
        const { text } = cleanText(approach, { max: 400, allow });
        for (const words of attack.forbid) assert.ok(!text.includes(words), `${attack.id}: ${text}`);
      }
    }
    assert.ok(sentences > WORD_ATTACKS.length);
  });
});
