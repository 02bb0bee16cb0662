import type { UiFeature } from './front-end-weights.js';
import { PERSON_NOUN } from './ui-behaviour.js';

const words = (source: string): RegExp => new RegExp(String.raw`(?<!\p{L})(?:${source})(?!\p{L})`, 'iu');

/** What a sentence talks of, in words that everybody uses, whatever the interface is called. */
export const UI_TALK: readonly (readonly [feature: UiFeature, pattern: RegExp])[] = [
  [
    'talk of looks',
    words(
      String.raw`pictures?|photos?|drawings?|colou?r(?:s|ed)?|red|green|yellow|orange|gr[ea]y|blue|black|white|golden|dark|bright|big|small|smaller|large|larger|tiny|huge|letters|faces?|figures|bar|arc|dots?|squares?|appears?|disappears?|fades?|glows?|blinks?|shrinks?|grows?|fills?|stands? out|visible|animat\p{L}+|symbols?|arrows?|texts?|rot|grün|gelb|grau|groß\p{L}*|klein\p{L}*|Bild\p{L}*|Farbe\p{L}*|rouges?|verts?|gris\p{L}*|couleurs?|trait|rood|groen|foto|rojo|verde|gris`,
    ),
  ],
  [
    'talk of places',
    words(
      String.raw`(?:on|at) (?:the )?(?:left|right|top|bottom|side|edge|wall|counter|door|desk)|left|right|top|bottom|above|beneath|beside|next to|side by side|corner|middle|upper|lower|at hand|in front of|under it|over (?:it|the)|first|last|down|up|oben|unten|links|rechts|neben|daneben|en haut|en bas|à gauche|à droite|à côté|naast|onder elkaar|arriba|abajo|delante`,
    ),
  ],
  [
    'talk of hands',
    words(
      String.raw`hands?|fingers?|thumbs?|knuckles?|gloves?|touch(?:es|ed)?|press(?:es)?|taps?|picks?|choos(?:e|es)|pulls?|pushes|drags?|swipes?|strokes?|types?|scans?|signs?|holds?|turns?|opens?|enters?|leaves?|takes?|puts?|ticks?|moves?|clicks?|shakes?|Hand|Finger|hält|tippt|wählt|zieht|drückt|öffnet|choisit|touche|ouvre|appuie|kiest|elige|aprieta`,
    ),
  ],
  [
    'talk of people',
    words(
      String.raw`people|whoever|who|somebody|someone|everybody|everyone|nobody|anybody|she|he|her|his|visitors?|guests?|volunteers?|children|parents|nurses?|clerks?|cooks?|drivers?|helpers?|members?|pupils?|teachers?|patients?|passengers?|residents?|neighbours?|colleagues?|workers?|sellers?|buyers?|readers?|owners?|leads?|leaders?|managers?|staff|assistants?|(?:the|an?|each|every|any|our|two|three|\d{1,4}) ${PERSON_NOUN}|wer|jeder?|niemand|jemand|ihr|ihm|ihnen|Besucher|Kunden|qui|chacun|visiteurs?|personne|wie|ze|hij|quien|cada uno|chi`,
    ),
  ],
  [
    'talk of data',
    words(
      String.raw`requests?|responses?|answers?|calls?|returns?|asks?|\d+ ?ms|(?:per|a) second|inputs?|outputs?|events?|results?|reads?|writes?|loads?|rows?|tables?|files?|records?|exports?|imports?|feeds?|tokens?|vendors?|systems?|software|makers?|JSON|XML|CSV|YAML|SQL|p9\d|9\d[.,]\d+ ?%`,
    ),
  ],
  [
    'talk in acronyms',
    /(?<![\p{L}\d])(?!(?:PDF|VPN|SMS|TV|PC|USB|QR|GPS|OK|AR|VR|UI|UX|II|III|IV|ID|IT|EU|UK|US|CMS)(?![\p{L}\d]))[A-Z][A-Z\d]{1,7}(?![\p{Ll}])|`[^`\n]{2,60}`/u,
  ],
];
