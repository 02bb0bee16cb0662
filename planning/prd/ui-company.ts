import type { UiKind } from './ui-terms.js';

const NAMES: readonly UiKind[] = ['interface', 'surface', 'control', 'hint', 'hardware'];

/** So many different words of a trade make its company. */
const COMPANY = 2;
/** Letters by which two forms of a word are taken for one. */
const STEM = 4;

/**
 * Trades in whose texts words of interfaces mean other things: plant and electronics (screens, panels, front ends),
 * nature and laboratory (clicks, templates, views), print and documents (pages, tabs, layouts), trade in goods (displays, tabs, windows),
 * courts and offices (claims, boards, clients). Words that stand alone for their trade.
 */
const TRADES: readonly { kinds: readonly UiKind[]; words: RegExp }[] = (
  [
    [
      NAMES,
      String.raw`pumps?|valves?|seals?|sewage|treatment works|rags?|raked?|conveyors?|welds?|weld(?:ing|ed)|steel|sheet metal|alloys?|pressure|leaks?|dimmers?|voltage|wafers?|lithograph\p{L}*|antennas?|mixer|ADC|FPGA|noise figure|amplifier|rotor blades?|press hall|grammage|moisture|tension|smoke|sprinklers?|tunnel|Bleche?s?|Kratzer|Dellen|Schaltschrank|incendie|fumée|rideaux|automate|barrières|PLCs?|CODESYS|SCADA|firmware`,
    ],
    [
      [...NAMES, 'gesture'],
      String.raw`hydrophones?|sonar|porpoises?|whales?|swifts?|geolocators?|genomes?|primers?|sequences?|enzymes?|cells?|tumours?|veins?|hepatic|CT|DICOM|spectra|spectrum|telescopes?|specimens?|latitude|polygons?|buoys?|seismic|isotopes?|microscop\p{L}*`,
    ],
    [
      [...NAMES, 'look', 'gesture'],
      String.raw`Braille|EPUB|BRF|RTF|TEI|LaTeX|InDesign|OCR|digiti[sz]ed|skew|paragraphs?|embossers?|volumes?|footnotes?|printing office|railML|DXF|DWG|buffer stops|tracks|typeset\p{L}*`,
    ],
    [
      NAMES,
      String.raw`bars?|rounds|card hold|drinks?|cardboard|trays?|confectioners?|supermarkets?|sash|glazing|roller shutters?|hinges?|window orders?|fabric|garments?|sew\p{L}*|pallets?`,
    ],
    [
      ['interface', 'surface'],
      String.raw`benefits?|claims?|claimants?|SSN|statutes?|minutes of|resolutions?|directors|applicants?|candidates?|plaintiffs?|policyholders?`,
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
