import type { Finding, Place, Refusal } from '../../finding.js';
import type { ContractFile } from '../contract-model.js';
import { inFile } from '../refusals.js';

/** SDL of one or several files as one text, whose places are told in the file they come from. */
export interface SdlSource {
  text: string;
  findingInFile: (finding: Finding) => Finding;
  refusalInFile: (refusal: Refusal) => Refusal;
}

/** Joins the files of a schema, the root first; each starts on a line of its own. */
export function joinSdl(root: ContractFile, others: readonly ContractFile[]): SdlSource {
  if (others.length === 0) {
    return { text: root.text, findingInFile: (finding) => finding, refusalInFile: (refusal) => refusal };
  }
  const starts: { path: string; line: number }[] = [];
  const texts: string[] = [];
  let line = 1;
  for (const { path, text } of [root, ...others]) {
    const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
    starts.push({ path, line });
    texts.push(plain);
    line += countLineEnds(plain) + 1;
  }
  const inItsFile = (where: Place): Place => {
    if (where.line === undefined) return where;
    const at = where.line;
    const start = starts.findLast((file) => file.line <= at) ?? starts[0];
    return start === undefined ? where : { ...where, file: start.path, line: at - start.line + 1 };
  };
  return {
    text: texts.join('\n'),
    findingInFile: (finding) => (finding.where === null ? finding : { ...finding, where: inItsFile(finding.where) }),
    refusalInFile: (refusal) => {
      if (refusal.where?.line === undefined) return refusal;
      const where = inItsFile(refusal.where);
      // The line in the message is that of the joined text.
      const place = ` at line ${where.line ?? 1}, column ${where.column ?? 1}`;
      const message = refusal.message.replace(/ at line \d+, column \d+/, place);
      return { ...inFile({ ...refusal, message }, where.file ?? ''), where };
    },
  };
}

/** Ends of lines as GraphQL counts them: `\n`, `\r\n` and `\r` alone. */
function countLineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
