import type { Operation } from '../contract/contract-model.js';
import { stem } from './words.js';

type Effect = Operation['effect'];

/** What a verb asks of its object; a stative verb asks nothing, it tells what there is. */
export interface VerbCue {
  effects: ReadonlySet<Effect>;
  stative: boolean;
}

/** Everything that is done to a thing which is kept. */
const ALL_EFFECTS: readonly Effect[] = ['create', 'read', 'list', 'update', 'delete'];

/** Verbs in requirements and what they ask of a thing; a kept or managed thing is created, read, changed and deleted. */
const CUES: readonly [readonly Effect[], string][] = [
  [
    ['create'],
    'create add make write enter post register submit upload book place open invite issue record insert order request note announce publish draw buy start raise attach build compose define draft establish file found generate give grant introduce launch log prepare produce propose put set setup store take',
  ],
  [
    ['read', 'list'],
    'read see show view get look display open inspect fetch retrieve watch monitor check consult know preview return offer',
  ],
  [['list'], 'list find search filter browse sort page lookup query choose pick select'],
  [
    ['update'],
    'change edit update correct modify rename set move adjust maintain replace reorder revise amend switch extend renew configure disable enable',
  ],
  [['update'], 'write put'],
  [['delete'], 'delete remove withdraw erase drop cancel strike clear discard revoke throw destroy purge end unlink'],
  [ALL_EFFECTS, 'keep manage maintain administer store handle curate look-after define'],
  [[], 'signin signout use mark assign'],
  [['action'], 'approve reject confirm accept decline send test run trigger import export validate restore'],
];

const STATIVE =
  'be is are was were has have had hold holds contain contains belong belongs consist consists include includes carry carries need needs come comes concern concerns stand stands live lives describe describes sit sits';

const BY_STEM: ReadonlyMap<string, VerbCue> = cueMap();

function cueMap(): Map<string, VerbCue> {
  const map = new Map<string, { effects: Set<Effect>; stative: boolean }>();
  for (const [effects, verbs] of CUES) {
    for (const verb of verbs.split(' ')) {
      const known = map.get(stem(verb)) ?? { effects: new Set<Effect>(), stative: false };
      for (const effect of effects) known.effects.add(effect);
      map.set(stem(verb), known);
    }
  }
  for (const verb of STATIVE.split(' ')) map.set(stem(verb), { effects: new Set(), stative: true });
  return map;
}

/** Past forms whose stem is not that of their verb. */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  (
    'kept:keep made:make wrote:write written:write read:read saw:see seen:see shown:show got:get gotten:get found:find chosen:choose ' +
    'took:take taken:take gave:give given:give put:put set:set sent:send held:hold began:begin begun:begin sold:sell bought:buy paid:pay ' +
    'known:know drawn:draw withdrawn:withdraw struck:strike thrown:throw lost:lose left:leave built:build told:tell done:do run:run bound:bind ' +
    'lent:lend met:meet won:win forgotten:forget stolen:steal broken:break brought:bring'
  )
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

/** The base form of a verb in a past form that no rule makes (`kept` → keep), else the word itself. */
export function presentOf(word: string): string {
  return IRREGULAR.get(word) ?? word;
}

/** True for a word in the form of a participle: `kept`, `deleted`. */
export function isParticiple(word: string): boolean {
  return IRREGULAR.has(word) || (word.length > 4 && word.endsWith('ed') && !word.endsWith('eed'));
}

/** What a verb asks for, or undefined for a word that is no verb known here. */
export function verbCue(word: string): VerbCue | undefined {
  const known = BY_STEM.get(stem(presentOf(word)));
  return known;
}
