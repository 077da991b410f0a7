import type { Graph, GraphNode } from './graph.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** A step to the side costs less than one up or down. */
const ACROSS = 2;

/**
 * The node that an arrow key leads to. Up and down follow the links, from column to column too; left and right go to
 * whatever stands there. Undefined where nothing does.
 */
export function neighbour(graph: Graph, key: string, direction: Direction): string | undefined {
  const at = graph.nodes.findIndex((node) => node.key === key);
  const node = graph.nodes[at];
  if (!node) return undefined;
  if (direction === 'down') return nextBelow(graph, key) ?? graph.nodes[at + 1]?.key;
  if (direction === 'up') return node.part.parent ?? graph.nodes[at - 1]?.key;
  return beside(graph, node, direction === 'right' ? 1 : -1);
}

/** What was answered on: rather the step that went on than one that failed. */
function nextBelow({ nodes }: Graph, key: string): string | undefined {
  const children = nodes.filter(({ part }) => part.parent === key);
  return (children.find(({ part }) => !part.failed && !part.aside) ?? children[0])?.key;
}

function beside({ nodes }: Graph, from: GraphNode, sign: 1 | -1): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const node of nodes) {
    const across = (node.x - from.x) * sign;
    if (across <= 0) continue;
    const cost = across + ACROSS * Math.abs(node.y - from.y);
    if (cost >= least) continue;
    least = cost;
    best = node.key;
  }
  return best;
}
