/**
 * Strongly connected components (Tarjan 1972, with an explicit stack). `successors[i]` lists the nodes i points to.
 * Answers the component number of each node; numbers fall along the edges, so a component has a higher number than
 * everything it leads to.
 */
export function strongComponents(successors: readonly (readonly number[])[]): Int32Array {
  const n = successors.length;
  const order = new Int32Array(n).fill(-1);
  const low = new Int32Array(n);
  const component = new Int32Array(n).fill(-1);
  const next = new Int32Array(n);
  const path: number[] = [];
  const open: number[] = [];
  let clock = 0;
  let components = 0;
  for (let root = 0; root < n; root++) {
    if (order[root] !== -1) continue;
    path.push(root);
    while (path.length > 0) {
      const node = path[path.length - 1] as number;
      if (order[node] === -1) {
        order[node] = low[node] = clock++;
        open.push(node);
      }
      const targets = successors[node] as readonly number[];
      const at = next[node] as number;
      if (at < targets.length) {
        next[node] = at + 1;
        const target = targets[at] as number;
        if (order[target] === -1) path.push(target);
        else if (component[target] === -1) low[node] = Math.min(low[node] as number, order[target] as number);
        continue;
      }
      path.pop();
      if (low[node] === order[node]) {
        closeComponent(open, component, node, components++);
      }
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[node] as number);
    }
  }
  return component;
}

function closeComponent(open: number[], component: Int32Array, root: number, number: number): void {
  for (;;) {
    const member = open.pop() as number;
    component[member] = number;
    if (member === root) return;
  }
}
