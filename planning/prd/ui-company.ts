import type { UiKind } from './ui-terms.js';

/** Kinds whose words other trades use too. Toolkits, devices and what a person does with a hand are beyond doubt. */
const AMBIGUOUS = new Set<UiKind>(['interface', 'surface', 'control', 'hint', 'look', 'hardware', 'gesture']);

/** So many different words of a trade make its company. */
const COMPANY = 2;

/**
 * Trades in whose texts words of interfaces mean other things: plant and electronics (screens, panels, front ends),
 * nature and laboratory (clicks, templates, views), print and documents (pages, tabs, layouts), trade in goods (displays, tabs, windows),
 * courts and offices (claims, boards, clients). Words that stand alone for their trade.
 */
const TRADES: readonly RegExp[] = [
  String.raw`pumps?|valves?|seals?|sewage|treatment works|rags?|raked?|conveyors?|welds?|weld(?:ing|ed)|steel|sheet metal|alloys?|pressure|leaks?|dimmers?|voltage|wafers?|lithograph\p{L}*|antennas?|mixer|ADC|FPGA|noise figure|amplifier|rotor blades?|press hall|grammage|moisture|tension|smoke|sprinklers?|tunnel|Bleche?s?|Kratzer|Dellen|Schaltschrank|incendie|fumée|rideaux|automate|barrières|PLCs?|CODESYS|SCADA|firmware`,
  String.raw`hydrophones?|sonar|porpoises?|whales?|swifts?|geolocators?|genomes?|primers?|sequences?|enzymes?|cells?|tumours?|veins?|hepatic|CT|DICOM|spectra|spectrum|telescopes?|specimens?|latitude|polygons?|buoys?|seismic|isotopes?|microscop\p{L}*`,
  String.raw`Braille|EPUB|BRF|RTF|TEI|LaTeX|InDesign|OCR|digiti[sz]ed|skew|paragraphs?|embossers?|volumes?|footnotes?|printing office|railML|DXF|DWG|buffer stops|tracks|typeset\p{L}*`,
  String.raw`bars?|rounds|card hold|drinks?|cardboard|trays?|confectioners?|supermarkets?|sash|glazing|roller shutters?|hinges?|window orders?|fabric|garments?|sew\p{L}*|pallets?`,
  String.raw`benefits?|claims?|claimants?|SSN|statutes?|minutes of|resolutions?|directors|applicants?|candidates?|plaintiffs?|policyholders?`,
].map((source) => new RegExp(String.raw`(?<!\p{L})(?:${source})(?!\p{L})`, 'giu'));

/** Whether a text is of another trade that has its own meaning for words of interfaces. */
export function isOfAnotherTrade(company: string): boolean {
  return TRADES.some((trade) => {
    const words = new Set<string>();
    for (const [word] of company.matchAll(trade)) words.add(word.toLowerCase().slice(0, 4));
    return words.size >= COMPANY;
  });
}

export function isAmbiguous(kind: UiKind): boolean {
  return AMBIGUOUS.has(kind);
}
