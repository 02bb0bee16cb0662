import type { TaskGuidance } from '../generation/detail/guidance.js';
import type { RenderBlock } from './payload-sections.js';

/** The advice a payload may hold as one block, a line for each remark; none where there is no advice. */
export function guidanceBlocks(guidance: TaskGuidance | undefined, href: string): RenderBlock[] {
  if (guidance === undefined) return [];
  const { approach, pitfalls, questions } = guidance;
  const lines = [
    ...(approach === '' ? [] : [`Approach: ${onOneLine(approach)}`]),
    ...pitfalls.map((pitfall) => `Pitfall: ${onOneLine(pitfall)}`),
    ...questions.map((question) => `Open question: ${onOneLine(question)}`),
  ];
  const levels: RenderBlock['levels'] = [
    { level: 'pointer', text: '' },
    { level: 'full', text: lines.join('\n') },
  ];
  return [{ ref: 'guidance', priority: 'advice', href, levels }];
}

/** No remark can pass for another one. */
function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
