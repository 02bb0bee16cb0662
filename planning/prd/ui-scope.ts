import { isMeans, isSurface } from './ui-terms.js';
import type { UiKind } from './ui-terms.js';

/**
 * Whose business it is what a text says: built now, later, by others or there already, or told aside (left out, dropped,
 * for understanding only).
 */
export type UiScope = 'now' | 'later' | 'others' | 'aside';

const words = (source: string): RegExp => new RegExp(String.raw`(?<!\p{L})(?:${source})(?!\p{L})`, 'iu');

const LEFT_OUT = words(
  String.raw`out of scope|not in scope|out-of-scope|outside (?:the |our )?scope|non[- ]goals?|anti-goals?|exclu(?:ded|sions?)|descoped|not (?:part of|planned|included|wanted|to be (?:built|delivered|done))|won['’]t(?: have| do)?|what (?:we|this) (?:do|does|is|are|will) not|not our (?:business|concern|job|task)|nicht (?:im umfang|vorgesehen|geplant|enthalten|Teil)|nicht-?ziele|abgrenzung|hors (?:du )?périmètre|n['’]est pas (?:prévue?|demandée?)|exclus|fuera de(?:l)? alcance|no incluye`,
);
const DROPPED = words(
  String.raw`(?:was|were|has been|have been|is|are|got|being) (?:rejected|cancelled|canceled|deleted|removed|scrapped|turned down|vetoed|abandoned|dropped|descoped|cut|struck|postponed|put off|withdrawn from the scope)|(?:we|they|board|council|committee|management) (?:have |has )?(?:dropped|cancelled|scrapped|abandoned|rejected|cut|deleted|struck|gave up|decided against)|decided against|(?:has|have) been tried|no longer (?:wanted|planned|part of|foreseen)|ruled out|gestrichen|verworfen|abandonnée?s?|descartad[oa]s?`,
);
const TOLD_ASIDE = words(
  String.raw`for (?:understanding|information|context|orientation|illustration) ?(?:only)?|for the record|not part of (?:this|the|our)|as an example of|history of (?:this|the) (?:document|project|text)|document history|earlier versions?|previous (?:draft|version|attempt)|glossary|version 0\.\d|zum verständnis|vorgeschichte|pour mémoire|a título informativo`,
);
const HISTORY = words(String.raw`history|background|previously|before this|vorgeschichte|historique|antecedentes`);
const LATER = words(
  String.raw`later(?: on| phase| release| version| order| project)?|roadmap|outlook|(?:next|future|second|coming|following|separate) (?:phase|release|version|step|year|quarter|season|stage|project|order|tender|budget|lot|increment)|in the (?:far |near )?future|future work|will (?:be )?(?:add|added|follow|bring|come (?:later|next|after))|eventually|some ?day|may (?:follow|come|be added)|to follow|follow-up (?:project|order)|not (?:yet|now|before)|post-?poned|deferred|parked|parking lot|backlog$|wish ?list|ideas?(?= for|$)|nach(?:folgend|gelagert)|später(?:e|er|es)?|ausblick|künftig|plus tard|ultérieur\p{L}*|prochain(?:e)? (?:lot|phase|version)|perspectives|après|más adelante|en el futuro|fase posterior`,
);
/** `phase 2`, `v2`, `release two`: the number is in group 1. */
const PHASE =
  /(?<!\p{L})(?:phase|stage|version|release|v|lot|milestone|increment|iteration|stufe|etappe|étape|tranche|fase|etapa)[ -]?(\d|one|two|three|ii|iii|iv|[abcd](?=[ :,.)]))(?![\p{L}\d])(?!\.\d)/giu;
const NUMBERS: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  ii: 2,
  iii: 3,
  iv: 4,
  a: 1,
  b: 2,
  c: 3,
  d: 4,
};
const PRESENT = words(
  String.raw`this (?:order|document|project|brief|phase|contract|tender|text)|now|current|ordered here|in scope|we are here|dieser? (?:auftrag|phase)|jetzt|cette (?:commande|phase)|este (?:pedido|proyecto)`,
);
const PAST = words(
  String.raw`closed|done|finished|delivered|gave us|live|went live|shipped|completed|accepted|abgeschlossen|terminée|terminada`,
);

const MAKES = String.raw`(?:designs?|builds?|makes?|draws?|owns?|runs?|maintains?|displays?|shows?|renders?|suppl(?:y|ies)|delivers?|ships?|provides?|brings?|develops?|writes?|codes?|does|do|keeps?|takes? care of|(?:is|are) responsible for|will (?:design|build|make|show|supply|deliver|provide|write|do)|(?:has|have) (?:built|made|shipped|designed|delivered))`;
const UI = String.raw`(?:apps?|applications?|web ?sites?|sites?|U[IX]s?|GUIs?|user interfaces?|interfaces?|screens?|front[- ]?ends?|store ?fronts?|portals?|clients?|dashboards?|pages?|consoles?|widgets?|shops?|cockpits?|masks?|views?|themes?|kiosks?|displays?|players?|panels?|plug-?ins?)`;
const OTHERS = String.raw`(?:agency|agencies|vendors?|suppliers?|partners?|contractors?|integrators?|OEMs?|manufacturers?|makers?|publishers?|resellers?|licensees?|studios?|freelancers?|third part(?:y|ies)|(?:host|calling|embedding) (?:apps?|applications?|products?|systems?)|(?<!(?:our|care|sales|support) )(?:\p{L}+[- ]?end|app|mobile|web|UI|UX|client|portal|design|product|dashboard|BI|analytics|platform|other|another|second|separate|sister) (?:team|squad|crew|guild|project|group|unit)s?|developers (?:at|of|from) \p{L}+|colleagues|somebody else|someone else|others)`;
/** Somebody else makes it, or it comes with something else. */
const BY_OTHERS = words(
  [
    String.raw`${OTHERS}(?: \p{L}+){0,8}[ ,]+(?:${MAKES}|reads?|integrates?|will integrate|adapts?|consumes?)`,
    String.raw`(?:is|are|was|were|be|being|gets?) (?:already )?(?:built|made|designed|drawn|developed|done|supplied|provided|delivered|written|maintained|owned|run|rendered|displayed|shown) (?:by|at)(?! (?:us|the service|means|our|a \p{L}+ of ours|hand|tapping|clicking|dragging|colou?r))`,
    String.raw`(?:${OTHERS}|customers?|clubs?|shops?|hospitals?|schools?|cit(?:y|ies)|banks?|\p{L}+s)['’]s? own (?:\p{L}+ ){0,2}${UI}`,
    String.raw`(?:their|its|his|her) own (?:\p{L}+ ){0,2}${UI}|(?:comes?|came) with (?:\p{L}+ ){0,2}${UI}|in (?:its|their) own way|(?:page|site|screen|app|menu|form|display|console)s? (?:itself )?is \p{L}+['’]s`,
    String.raw`(?:each|every) \p{L}+ (?:brings|has|keeps|builds|makes|draws|uses) (?:its|their|his|her) own`,
    String.raw`${UI} (?:of|from|by|made by) (?:the |our |their |each |every |all )?(?:\p{L}+ )?(?:customers?|partners?|vendors?|suppliers?|OEMs?|resellers?|manufacturers?|agenc(?:y|ies)|others|third parties|contractors?|integrators?)`,
    String.raw`(?:customers?|partners?|vendors?|suppliers?|OEMs?|resellers?|manufacturers?|agency|providers?|shops?)['’]s? (?:\p{L}+ ){0,2}${UI}`,
    String.raw`(?:somebody|someone) else['’]s|(?:another|other) (?:team|vendor|supplier|company|agency|department|project)['’]?s?|third[- ]part(?:y|ies)|elsewhere|under its own contract`,
    String.raw`éditeur|prestataire|(?:fournie?s?|réalisée?s?|développée?s?) par|(?:de |par )?l['’]exploitant|(?:è|sono) del(?:la)? (?:fornitore|ditta)|liefert (?:der|die) \p{L}+|(?:leurs|ses|leur|son) propres?|(?:vom|durch den|beim) (?:hersteller|anbieter|lieferanten|partner|dienstleister)|eigenen (?:oberflächen|masken|apps?)|del (?:fabricante|proveedor|socio)`,
  ].join('|'),
);
/** Says of all that a sentence names that others see to it. */
const AFFAIR_OF_OTHERS = words(
  String.raw`(?:is|are|remains?|stays?) (?:the |each |every |somebody |someone )?(?:else|\p{L}{1,24})['’]s?['’]? (?:affair|job|business|concern|matter|task|problem)|(?:is|are) up to (?:each|the|every) \p{L}+|we (?:have )?(?:already )?(?:shipped|released|launched|delivered)|headless (?:browser|Chrom\p{L}*)|(?:watcher|crawler|scraper|robot|bot|script) (?:opens?|clicks?|logs? in|fills?|types?|presses)|software robot`,
);
/** It is there and stays as it is. */
const EXISTING = words(
  String.raw`(?:is|are) not (?:touched|changed)|unmodified|already (?:\p{L}+ )?(?:exists?|ships?|have|has|there|live|in use|built|done)|existing|exists?(?: today| already)?|(?:is|are) (?:already )?(?:there|live|done|finished|in use|in production|in place)|has been live|unchanged|stays? (?:as|with|un\p{L}+|where|the same)|remains?|keeps? (?:on )?(?:using|working|their|its|his|her)|go(?:es)? on (?:working|using|writing)|as (?:today|before|now)|as it is|vorhandene[nrs]?|bestehende[nrs]?|bleib(?:t|en)|weiter(?:hin)? (?:in|mit)|arbeiten weiter|gardent|existante?s?|reste(?:nt)?|l['’]application existante|siguen|existentes?`,
);
const CHANGES = words(
  String.raw`merge[sd]?|shall remain|shorten(?:s|ed)?|makes? (?:the|it|them)|moves? the|replac(?:e|es|ed|ing)|re-?writ(?:e|es|ing|ten)|re-?build|re-?design|renew|extend(?:s|ed)?|restyl(?:e|ing)|port(?:ed|ing)? to|migrat(?:e|es|ing)|moderni[sz]e|we add|is to (?:get|become)|gets? a|new look|überarbeite[nt]?|ersetz(?:t|en)|remplac(?:e|er|ent)|refonte|sustituye|rediseñ\p{L}+`,
);
/** An interface that calls us: its makers are others. */
const CONSUMERS = words(
  [
    String.raw`${UI}(?:,? [\p{L}]+){0,5} (?:each )?(?:calls?|consumes?|polls?|fetch(?:es)?|pulls?|quer(?:y|ies)|subscribes?|integrates?|talks? to|reads? from|gets? it from|get their data|asks?|hits?|invokes?) (?:this|our|the|it|us|by|from|through|for|\p{L}+ services)`,
    String.raw`${UI} (?:each )?(?:call|fetch|load|request|query|poll|consume|subscribe)(?:e?s)?`,
    String.raw`(?:callers?|consumers?|clients|users of the API) (?:are|is|will be)`,
    String.raw`(?:called|consumed|used|polled|read|queried|embedded|integrated|displayed|shown) by (?:the|our|their|all|three|two|several|\p{L}+)`,
    String.raw`(?:behind|serves?|feeds?|for|to|into|backs?|powers?) (?:the |our |their |its |all |three |two |both |existing )(?:\p{L}+ ){0,2}(?:apps|clients|front[- ]?ends|portals|sites|UIs|dashboards|screens)`,
    String.raw`(?:service|back[- ]?end|API|endpoints?|server|gateway|adapter|proxy|middleware|layer) (?:behind|for|of|under) (?:the|it|them|an?|our|their)`,
  ].join('|'),
);
const PRODUCTS_OF_OTHERS = words(
  String.raw`Grafana|Kibana|Power ?BI|Tableau|Metabase|Looker|Qlik|Superset|Salesforce|SAP|ServiceNow|Zendesk|HubSpot|Datadog|Swagger UI|Redoc|Backstage|SharePoint|Lexware|DATEV`,
);
/** What carries words and pictures without being an interface of ours. */
const OTHER_MEDIUM = words(
  String.raw`e-?mails?|mails?|mailed|SMS|texts? messages?|push (?:messages?|notifications?)|WhatsApp|Telegram|Slack|Teams|Discord|chat(?:bot)?|bot|IVR|hotline|phone calls?|callers?|telephony|voice (?:menu|prompt)|read out|fax|(?:by|as|per) letter|PDFs?|printed|printer|Word (?:report|file|document)|(?:by|as|in|into) (?:an? |the )?(?:Excel )?(?:spread)?sheets?|CSV|posters?|Adaptive Cards?|PNGs?|video stream|OBS|courriels?|per Brief|correo`,
);

/** The phase that is ordered: where the text speaks of several, the one it calls present, or the one after those done. */
export function currentPhase(sentences: readonly string[]): number {
  let done = 0;
  for (const [at, sentence] of sentences.entries()) {
    for (const match of sentence.matchAll(PHASE)) {
      const number = phaseNumber(match[1]);
      const around = sentence.slice(match.index, match.index + 60);
      if (at === 0 || PRESENT.test(around)) return number;
      if (PAST.test(around)) done = Math.max(done, number);
    }
  }
  return done + 1;
}

function phaseNumber(text = ''): number {
  return NUMBERS[text.toLowerCase()] ?? Number(text);
}

/** What a heading, or the words before a colon, say of all that stands below. */
export function headScope(text: string, phase: number): UiScope {
  if ([LEFT_OUT, DROPPED, TOLD_ASIDE, HISTORY].some((pattern) => pattern.test(text))) return 'aside';
  return LATER.test(text) || speaksOfLaterPhase(text, phase) ? 'later' : 'now';
}

/** What a sentence says of all of its parts. */
export function sentenceScope(text: string, phase: number): UiScope {
  if (TOLD_ASIDE.test(text)) return 'aside';
  if (AFFAIR_OF_OTHERS.test(text)) return 'others';
  return speaksOfLaterPhase(text, phase) ? 'later' : 'now';
}

function speaksOfLaterPhase(text: string, phase: number): boolean {
  const numbers = [...text.matchAll(PHASE)].map((match) => phaseNumber(match[1]));
  return numbers.length > 0 && numbers.every((number) => number > phase);
}

/** What a part of a sentence says of a mention of one kind in it. */
export function partScope(part: string, kind: UiKind): UiScope {
  if (LEFT_OUT.test(part) || DROPPED.test(part)) return 'aside';
  if (LATER.test(part)) return 'later';
  if (BY_OTHERS.test(part) || PRODUCTS_OF_OTHERS.test(part)) return 'others';
  if (isMeans(kind)) return 'now';
  if (!isSurface(kind)) return 'now';
  if (EXISTING.test(part) && !CHANGES.test(part)) return 'others';
  return CONSUMERS.test(part) ? 'others' : 'now';
}

/** Whether a part of a sentence says that something is made or wanted here. */
export function speaksOfMaking(part: string): boolean {
  return MAKING.test(part);
}

const MAKING = words(
  String.raw`we (?:need|want|build|add|replace|make|give|draw|publish|put)|(?:need|want)s?|wish(?:es)?|build|add|new|replaces?|gets?|shall (?:have|get|be)|should (?:have|get|be)|is to (?:be|have|get)|in this (?:project|phase|order)|asked for|(?:möchte|wollen|braucht|soll(?:en)?|neue?[rsn]?)|(?:voulons|veulent|faut|nouve(?:au|lle)s?)|(?:queremos|necesita|nueva?)`,
);

const CLAUSE_END = /[.;:!?]\s|[()]|->|→/g;
const CLAUSE_REACH = 160;

/** Whether the clause around a place of a sentence is about mail, messages, calls or documents. */
export function isAboutOtherMedium(sentence: string, index: number): boolean {
  const head = sentence.slice(Math.max(0, index - CLAUSE_REACH), index);
  let from = 0;
  for (const match of head.matchAll(CLAUSE_END)) from = match.index + match[0].length;
  const tail = sentence.slice(index, index + CLAUSE_REACH);
  const to = tail.search(/[.;:!?]\s|[()]|->|→/);
  return OTHER_MEDIUM.test(head.slice(from) + (to < 0 ? tail : tail.slice(0, to)));
}
