import type { Walk } from '../walk.js';

/** Successors of a node. */
export function nextNodes(walk: Walk, id: string): readonly string[] {
  const node = walk.nodes.get(id);
  return node === undefined || node.kind === 'outcome' ? [] : [...new Set(node.edges.values())];
}

/** All nodes reachable from a node, itself included. */
export function reachableFrom(walk: Walk, start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const id of reached) for (const next of nextNodes(walk, id)) reached.add(next);
  return reached;
}

/**
 * The most questions that can follow from a node, itself included.
 *
 * @param walk - Acyclic.
 */
export function questionsAhead(walk: Walk, start: string): number {
  const ahead = new Map<string, number>();
  const open = [start];
  for (let id = open.at(-1); id !== undefined; id = open.at(-1)) {
    const waiting = nextNodes(walk, id).filter((next) => !ahead.has(next));
    if (waiting.length > 0) {
      open.push(...waiting);
      continue;
    }
    const own = walk.nodes.get(id)?.kind === 'question' ? 1 : 0;
    ahead.set(id, own + Math.max(0, ...nextNodes(walk, id).map((next) => ahead.get(next) ?? 0)));
    open.pop();
  }
  return ahead.get(start) ?? 0;
}
