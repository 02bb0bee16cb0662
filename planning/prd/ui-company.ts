import type { UiKind } from './ui-terms.js';

/** Things and their parts; what a hand does or a toolkit is called few other trades have. */
const NAMES: readonly UiKind[] = ['interface', 'surface', 'control', 'hint', 'hardware'];

/** So many different words of a trade make its company. */
const COMPANY = 2;
/** Letters by which two forms of a word are taken for one. */
const STEM = 4;

/**
 * Words that stand for trades in whose texts words of interfaces mean other things, and what kinds of these: plant and
 * electronics (screens, panels, front ends), nature and laboratory (clicks, templates), print and drawings (pages, tabs,
 * layouts, contrast), goods (displays, windows, tabs), offices and courts (clients, boards).
 */
const TRADES: readonly { kinds: readonly UiKind[]; words: RegExp }[] = (
  [
    [
      NAMES,
      String.raw`pumps?|valves?|seals?|sewage|waste ?water|rain|conveyors?|weld(?:s|ed|ing)?|steel|metal|alloys?|pressure|leaks?|pipes?|voltage|watts?|wafers?|lithograph\p{L}*|antennas?|radar|amplifiers?|mixer|ADC|FPGA|turbines?|blades?|motors?|moisture|humidity|tension|temperature|smoke|fire|sprinklers?|tunnel|PLCs?|CODESYS|SCADA|Kameras?|Blech\p{L}*|Stahl|Lack\p{L}*|Schaltschrank|Liniensteuerung|incendie|fumée|automate|capteurs?|vannes?|pompes?`,
    ],
    [
      [...NAMES, 'gesture'],
      String.raw`hydrophones?|sonar|dolphins?|porpoises?|whales?|birds?|insects?|larvae|genomes?|DNA|primers?|PCR|sequenc\p{L}*|enzymes?|proteins?|cells?|tumours?|veins?|arter(?:y|ies)|liver|CT|MRI|DICOM|spectr\p{L}*|telescopes?|specimens?|latitude|longitude|polygons?|buoys?|seismic|isotopes?|microscop\p{L}*|[kM]?Hz`,
    ],
    [
      [...NAMES, 'look', 'gesture'],
      String.raw`Braille|EPUB|RTF|TEI|LaTeX|InDesign|OCR|digiti[sz]ed|skew|paragraphs?|volumes?|footnotes?|print(?:ing|ed)? (?:office|house|pages?)|DXF|DWG|tracks|rails?|freight|typeset\p{L}*|codex|manuscripts?`,
    ],
    [
      NAMES,
      String.raw`bars?|rounds|drinks?|beer|cardboard|trays?|pallets?|supermarkets?|depots?|sash|glazing|glass|shutters?|hinges?|fabric|garments?|sew\p{L}*|timber|carton\p{L}*`,
    ],
    [
      ['interface', 'surface'],
      String.raw`benefits?|claims?|claimants?|wages?|statutes?|minutes of|resolutions?|directors|applicants?|candidates?|plaintiffs?|policyholders?|court`,
    ],
  ] as const
).map(([kinds, source]) => ({ kinds, words: new RegExp(String.raw`(?<!\p{L})(?:${source})(?!\p{L})`, 'giu') }));

/** Kinds whose words mean something else in a text, since it is of a trade that has them for its own things. */
export function kindsOfOtherTrades(company: string): ReadonlySet<UiKind> {
  return new Set(TRADES.filter(({ words }) => speaksOf(company, words)).flatMap(({ kinds }) => kinds));
}

function speaksOf(company: string, words: RegExp): boolean {
  const found = new Set<string>();
  for (const [word] of company.matchAll(words)) found.add(word.toLowerCase().slice(0, STEM));
  return found.size >= COMPANY;
}
