import type { Block } from './blocks.js';
import type { UiEvidence } from './ui-evidence.js';

/** Titles are short. */
const TITLE = 120;
/** What programs are called; by their endings too: checker, converter. */
const PROGRAM =
  /(?<!\p{L})(?:services?|engine|API|(?:match|file|mail|data|game|MCP|language) server|back[- ]?end|gateway|connector|adapter|facade|pipeline|mart|feed|library|SDK|module|robot|daemon|firmware|compiler|rules|migration|transfer|import|export|integration|settlement|matching|detection|prediction|forecast|segmentation|inspection|calculation|pricing|routing|ingest(?:ion)?|logistics|control|\p{L}{2,20}(?:ifier|iser|izer|ector|imator|ulator|iler|ecker|acker|atcher|arser|verter|porter))(?!\p{L})/iu;

/** Whether a text's title names a program: a service, an engine, a checker. */
export function readTitle(title: Block | undefined): UiEvidence[] {
  if (title?.kind !== 'heading') return [];
  const match = PROGRAM.exec(title.text.slice(0, TITLE));
  if (match === null) return [];
  const start = title.start + match.index;
  const end = start + match[0].length;
  return [
    { feature: 'titled as a program', concept: '', text: match[0], start, end, thing: '', away: false, made: false },
  ];
}
