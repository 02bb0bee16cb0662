import { base32 } from '../hash.js';
import { createHash } from 'node:crypto';
import { splitBlocks } from './blocks.js';
import type { Block, Span } from './blocks.js';
import { labelAt } from './labels.js';
import type { Requirement } from './prd-analysis.js';
import { splitSentences } from './sentences.js';

/** A clause before it has an id. */
type Clause = Span & { label?: string; section: string };

const MODAL =
  /\b(?:must|shall|should|will|would|can|cannot|could|may|might|needs?|has to|have to|is to|are to|wants?|allows?|lets?|enables?|supports?|requires?|ensures?|provides?|muss|müssen|soll|sollen|kann|können|darf|doit|doivent|peut|peuvent|debe|deben|puede|pueden)\b/iu;
const ACTIONS =
  'accept,access,add,answer,appear,apply,approve,archive,ask,assign,attach,authenticate,belong,block,book,browse,buy,calculate,call,cancel,carry,change,charge,check,choose,close,collect,comment,compare,configure,confirm,connect,contain,convert,count,create,define,delete,deliver,display,download,edit,end,enter,erase,exchange,expire,export,fetch,fill,filter,find,follow,generate,get,give,grant,handle,hold,import,inform,invite,keep,link,list,load,lock,log,look,make,manage,map,mark,match,merge,modify,move,notify,offer,open,order,pay,pick,place,post,print,process,publish,push,read,receive,record,redeem,refresh,refund,register,reject,release,remind,remove,rename,replace,reply,report,request,reserve,reset,restore,retry,return,review,revoke,run,save,scan,schedule,search,see,select,send,serve,set,share,ship,show,sign,sort,start,stop,store,submit,subscribe,suspend,switch,sync,tag,take,track,transfer,trigger,undo,update,upload,use,validate,verify,view,vote,warn,withdraw,write';
const ACTION = new RegExp(`\\b(?:${ACTIONS.split(',').map(forms).join('|')})\\b`, 'i');

/** Sections and sentences that say what is not asked for. */
export const OUT_OF_SCOPE =
  /\b(?:out of scope|not in scope|out-of-scope|non-goals?|nicht im umfang|hors périmètre|fuera de alcance)\b/i;

/** Sections that tell why something is built; their prose asks for nothing, their lists and labels may. */
const BACKGROUND =
  /^(?:\d+(?:\.\d+)*\.?\s+)?(?:why|background|context|motivation|introduction|vision|problem(?: statement)?|history|glossary|hintergrund|einleitung|contexte|contexto)\b/iu;

/** Third person and past of a regular verb: what a sentence about a product uses. */
function forms(verb: string): string {
  const stem = verb.endsWith('y') ? `${verb.slice(0, -1)}(?:y|ies|ied)` : `${verb}(?:s|es|d|ed)?`;
  return stem;
}

/**
 * The requirements of a PRD, in its order. A clause is a list item, a labelled sentence (with what follows it up to the
 * next label), or a sentence with a modal or action verb; several labels in one item split it. What stands under "out
 * of scope" is no requirement, nor is the prose under "why" or "background". Ids depend on a clause's own label or text only. `ui` is set by whoever knows the
 * signals.
 */
export function findRequirements(text: string): Requirement[] {
  const clauses: Clause[] = [];
  for (const block of splitBlocks(text)) {
    if (OUT_OF_SCOPE.test(block.section)) continue;
    for (const clause of clausesOf(block)) if (!excludesItself(clause.text)) clauses.push(clause);
  }
  return withIds(clauses);
}

/** "Out of scope: roles, moderation." asks for nothing, wherever it stands. */
function excludesItself(text: string): boolean {
  const match = OUT_OF_SCOPE.exec(text.slice(0, 40));
  return match !== null && match.index < 3;
}

function clausesOf(block: Block): Clause[] {
  const labelled = splitAtLabels(block);
  if (labelled.some((part) => part.label !== undefined)) {
    return labelled.filter((part) => part.label !== undefined || (block.kind !== 'heading' && asks(part.text)));
  }
  if (block.kind === 'heading') return [];
  if (block.kind === 'item') return [{ text: block.text, start: block.start, end: block.end, section: block.section }];
  if (BACKGROUND.test(block.section)) return [];
  if (block.kind === 'row') return asks(block.text) ? [spanClause(block, block.section)] : [];
  return splitSentences(block)
    .filter((sentence) => asks(sentence.text))
    .map((sentence) => spanClause(sentence, block.section));
}

function spanClause(span: Span, section: string): Clause {
  return { text: span.text, start: span.start, end: span.end, section };
}

function asks(text: string): boolean {
  return MODAL.test(text) || ACTION.test(text);
}

/** Cuts a block before each sentence that begins with a label; the label itself is not part of the clause. */
function splitAtLabels(block: Block): Clause[] {
  const sentences = block.kind === 'row' ? [block] : sentencesAndLines(block);
  const parts: Clause[] = [];
  for (const sentence of sentences) {
    const label = labelAt(sentence);
    const last = parts.at(-1);
    if (label !== null) {
      const start = Math.min(label.textStart, sentence.end);
      parts.push({ label: label.label, text: '', start, end: sentence.end, section: block.section });
    } else if (last === undefined || (last.label === undefined && block.kind === 'paragraph')) {
      parts.push({ text: '', start: sentence.start, end: sentence.end, section: block.section });
    } else {
      last.end = sentence.end;
    }
  }
  return parts
    .map((part) => ({ ...part, text: block.text.slice(part.start - block.start, part.end - block.start) }))
    .filter((part) => part.text.trim() !== '');
}

/** Sentences, cut also where a line begins with a label: labels start anew whatever ended before them. */
function sentencesAndLines(block: Block): Span[] {
  return splitSentences(block).flatMap((sentence) => {
    const cuts: number[] = [0];
    for (let at = sentence.text.indexOf('\n'); at >= 0; at = sentence.text.indexOf('\n', at + 1)) {
      const rest = sentence.text.slice(at + 1, at + 65);
      const blanks = rest.length - rest.trimStart().length;
      if (labelAt({ text: rest.trimStart(), start: 0, end: 0 }) !== null) cuts.push(at + 1 + blanks);
    }
    return cuts.map((from, index) => {
      const piece = sentence.text.slice(from, cuts[index + 1] ?? sentence.text.length).trimEnd();
      return { text: piece, start: sentence.start + from, end: sentence.start + from + piece.length };
    });
  });
}

function withIds(clauses: readonly Clause[]): Requirement[] {
  const uses = new Map<string, number>();
  for (const { label } of clauses) if (label !== undefined) uses.set(label, (uses.get(label) ?? 0) + 1);
  const taken = new Map<string, number>();
  return clauses.map((clause) => {
    const own = clause.label !== undefined && uses.get(clause.label) === 1 ? clause.label : clauseHash(clause.text);
    const count = (taken.get(own) ?? 0) + 1;
    taken.set(own, count);
    return { id: count === 1 ? `R-${own}` : `R-${own}-${count}`, ...clause, ui: false };
  });
}

/** Eight base32 characters of the SHA-256 of a clause, spelling differences that do not count taken away. */
function clauseHash(text: string): string {
  const plain = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return base32(createHash('sha256').update(plain).digest()).slice(0, 8);
}
