import { edgeNames } from '../engine/choice-input.js';
import { nextNodes, reachableFrom } from '../engine/walk-graph.js';
import type { Walk, WalkNode } from '../walk.js';
import type { WalkDiagnostic, YamlPath, YamlSource } from './yaml-source.js';

function nodePath(node: WalkNode): YamlPath {
  return [`${node.kind}s`, node.id];
}

function checkEdges(walk: Walk, node: WalkNode, source: YamlSource): readonly WalkDiagnostic[] {
  if (node.kind === 'outcome') return [];
  const at = nodePath(node);
  const results = node.kind === 'fact' ? walk.facts.results.get(node.fact) : edgeNames(node.input);
  if (results === undefined) {
    const fact = node.kind === 'fact' ? node.fact : '';
    const known = [...walk.facts.results.keys()].join(', ');
    const hint = known === '' ? 'the walk has no factSet' : `known facts: ${known}`;
    return [source.diagnostic([...at, 'ask'], 'walk-unknown-fact', `unknown fact "${fact}"; ${hint}`)];
  }
  const missing = results
    .filter((result) => !node.edges.has(result))
    .map((result) =>
      source.diagnostic([...at, 'next'], 'walk-missing-edge', `"${node.id}" leads nowhere for "${result}"`),
    );
  const odd = [...node.edges].flatMap(([result, target]) => {
    const place = [...at, 'next', result];
    if (!results.includes(result)) {
      return source.diagnostic(
        place,
        'walk-unknown-edge',
        `"${node.id}" never gives "${result}"; it gives ${results.join(', ')}`,
      );
    }
    return walk.nodes.has(target)
      ? []
      : source.diagnostic(place, 'walk-unknown-node', `node "${target}" does not exist`);
  });
  return [...missing, ...odd];
}

/** Find a loop; reported once, at the node where traversal meets it. */
function findLoop(walk: Walk): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (id: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(id)) return [...trail.slice(trail.indexOf(id)), id];
    if (done.has(id)) return undefined;
    for (const next of nextNodes(walk, id)) {
      const loop = visit(next, [...trail, id]);
      if (loop !== undefined) return loop;
    }
    done.add(id);
    return undefined;
  };
  return visit(walk.start, []);
}

function checkQuestions(walk: Walk, source: YamlSource): readonly WalkDiagnostic[] {
  return [...walk.facts.questions].flatMap(([id, type]) => {
    const node = walk.nodes.get(id);
    if (node?.kind === 'question' && node.input.type === type) return [];
    return source.diagnostic(
      ['questions', id],
      'walk-missing-question',
      `"${walk.facts.name}" needs a question "${id}" that takes a ${type}`,
    );
  });
}

/**
 * Check a walk's graph: every result and option has an edge, every edge a node, every node is reachable, and there are no loops,
 * so that every path ends in an outcome.
 */
export function checkGraph(walk: Walk, source: YamlSource): readonly WalkDiagnostic[] {
  if (!walk.nodes.has(walk.start)) {
    return [
      source.diagnostic(['start'], 'walk-unknown-node', `the start node "${walk.start}" does not exist`),
    ];
  }
  const nodes = [...walk.nodes.values()];
  const edges = nodes.flatMap((node) => checkEdges(walk, node, source));
  const reached = reachableFrom(walk, walk.start);
  const unreached = nodes
    .filter((node) => !reached.has(node.id))
    .map((node) => source.diagnostic(nodePath(node), 'walk-unreachable', `"${node.id}" cannot be reached`));
  const loop = findLoop(walk);
  const first = nodes.find(({ id }) => id === loop?.[0]);
  const loops =
    loop && first ? [source.diagnostic(nodePath(first), 'walk-loop', `cycle: ${loop.join(' → ')}`)] : [];
  const redirects = nodes.flatMap((node) => {
    if (node.kind !== 'outcome' || (node.outcome === 'redirect') === (node.article !== undefined)) return [];
    return source.diagnostic(
      nodePath(node),
      'walk-redirect',
      `"${node.id}" needs an article if and only if its kind is redirect`,
    );
  });
  return [...edges, ...unreached, ...loops, ...redirects, ...checkQuestions(walk, source)];
}

/**
 * Check that the steps a walk shows exist.
 *
 * @param stepCount - Largest step count among the translations.
 */
export function checkSteps(walk: Walk, stepCount: number, source: YamlSource): readonly WalkDiagnostic[] {
  return [...walk.nodes.values()].flatMap((node) => {
    if (node.kind === 'fact' || node.step === undefined || node.step <= stepCount) return [];
    const message = `shows step ${node.step}, but the article has ${stepCount}`;
    return source.diagnostic([...nodePath(node), 'step'], 'walk-unknown-step', message);
  });
}
