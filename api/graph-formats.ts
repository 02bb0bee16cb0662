import type { components } from './generated/openapi.js';

type Graph = components['schemas']['Graph'];
type Node = Graph['nodes'][number];

/** Turn what follows round, or are not seen: a code would bring them back. */
const HIDDEN = /[\p{Bidi_Control}\u00ad\u180e\u200b\u2028\u2029\u2060-\u2064\ufeff\u{e0000}-\u{e007f}]/gu;

/**
 * The graph as a Mermaid flowchart. Titles come from untrusted inputs: everything but letters, digits and a few signs
 * becomes a numeric character code, so that no text can end its label, add a directive or become markup.
 */
export function graphAsMermaid(graph: Graph): string {
  const names = nodeNames(graph);
  const lines = ['flowchart TD'];
  for (const [wave, ids] of graph.waves.entries()) {
    lines.push(`  subgraph wave${wave + 1}["Wave ${wave + 1}"]`);
    for (const id of ids) {
      const node = names.get(id);
      if (node !== undefined) lines.push(`    ${node.name}["${mermaidText(labelOf(node.node))}"]`);
    }
    lines.push('  end');
  }
  for (const { from, to, hard } of graph.edges) {
    lines.push(`  ${names.get(from)?.name ?? from} ${hard ? '-->' : '-.->'} ${names.get(to)?.name ?? to}`);
  }
  const critical = [...names.values()].filter(({ node }) => node.critical).map(({ name }) => name);
  if (critical.length > 0) {
    lines.push('  classDef critical stroke-width:3px', `  class ${critical.join(',')} critical`);
  }
  return `${lines.join('\n')}\n`;
}

/** The graph in DOT, as Graphviz reads it; labels are quoted and escaped. */
export function graphAsDot(graph: Graph): string {
  const names = nodeNames(graph);
  const lines = ['digraph plan {', '  rankdir=TB;', '  node [shape=box];'];
  for (const [wave, ids] of graph.waves.entries()) {
    const members = ids.flatMap((id) => names.get(id)?.name ?? []);
    lines.push(`  { rank=same; /* wave ${wave + 1} */ ${members.join('; ')}; }`);
  }
  for (const { name, node } of names.values()) {
    lines.push(`  ${name} [label="${dotText(labelOf(node))}"${node.critical ? ', penwidth=3' : ''}];`);
  }
  for (const { from, to, hard, type } of graph.edges) {
    const style = hard ? '' : ', style=dashed';
    lines.push(`  ${names.get(from)?.name ?? from} -> ${names.get(to)?.name ?? to} [label="${type}"${style}];`);
  }
  return `${lines.join('\n')}\n}\n`;
}

/** Short names of our own, so that nothing of the inputs is ever an identifier. */
function nodeNames(graph: Graph): Map<string, { name: string; node: Node }> {
  return new Map(graph.nodes.map((node, index) => [node.id, { name: `t${index + 1}`, node }]));
}

const labelOf = ({ title, key, status }: Node): string => `${title} (${key}, ${status})`;

function mermaidText(text: string): string {
  return text.replace(HIDDEN, '').replace(/[^\p{L}\p{N} .,_/()-]/gu, (char) => `#${char.codePointAt(0) ?? 32};`);
}

function dotText(text: string): string {
  return text
    .replace(/\p{Cc}/gu, ' ')
    .replace(HIDDEN, '')
    .replace(/[\\"]/g, '\\$&');
}
