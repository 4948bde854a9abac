import type { Delete, Emphasis, Nodes, PhrasingContent, Strong } from 'mdast';

/**
 * Changes emphasis so that it can be written in Markdown without character references, which `remark-stringify` needs for
 * `**Save&#x20;**&#x6E;ow`.
 *
 * @param nodes - Children of `parent`, whose own children are tidied already; changed in place.
 */
export function tidyEmphasis(nodes: readonly PhrasingContent[], parent: Nodes): PhrasingContent[] {
  return writable(movedSpaces(nodes, parent), isMark(parent));
}

/** Emphasis and its HTML element. */
const TAGS = { strong: 'strong', emphasis: 'em', delete: 'del' } as const;
type Mark = Strong | Emphasis | Delete;

function isMark(node: Nodes): node is Mark {
  return node.type in TAGS;
}

/** Joins neighbouring code, moves spaces out of emphasis, and drops it around spaces and punctuation. */
function movedSpaces(nodes: readonly PhrasingContent[], parent: Nodes): PhrasingContent[] {
  const result: PhrasingContent[] = [];
  const flat = nodes.flatMap((node) => (isMark(node) && node.type === parent.type ? node.children : [node]));
  for (const node of flat) {
    if (!isMark(node)) {
      const last = result.at(-1);
      if (node.type === 'inlineCode' && last?.type === 'inlineCode') last.value += node.value;
      else result.push(node);
      continue;
    }
    const before = takeSpace(node.children, 0);
    const after = takeSpace(node.children, -1);
    const hasWords = node.children.some((child) => !isText(child, /^[^\p{L}\p{N}]*$/u));
    if (before !== '') result.push({ type: 'text', value: before });
    if (!hasWords) result.push(...node.children);
    else result.push(node);
    if (after !== '') result.push({ type: 'text', value: after });
  }
  return result;
}

/** Removes the space at one edge. @returns It. */
function takeSpace(children: PhrasingContent[], edge: 0 | -1): string {
  let taken = '';
  for (let node = children.at(edge); node?.type === 'text'; node = children.at(edge)) {
    const { value } = node;
    node.value = edge === 0 ? value.trimStart() : value.trimEnd();
    const cut = value.length - node.value.length;
    taken = edge === 0 ? taken + value.slice(0, cut) : value.slice(value.length - cut) + taken;
    if (node.value !== '') break;
    children.splice(edge, 1);
  }
  return taken;
}

const LETTER_FIRST = /^[^\s\p{P}\p{S}]/u;
const LETTER_LAST = /[^\s\p{P}\p{S}]$/u;

/**
 * Writes emphasis as tags where CommonMark would not read asterisks: between a letter and punctuation (`**「電源」**を`), next to
 * other emphasis, and next to a letter within other emphasis.
 */
function writable(nodes: readonly PhrasingContent[], isNested: boolean): PhrasingContent[] {
  return nodes.flatMap((node, index): PhrasingContent[] => {
    if (!isMark(node)) return [node];
    const { children } = node;
    const [before, after] = [nodes[index - 1], nodes[index + 1]];
    const opens = !isText(before, LETTER_LAST) || (!isNested && isText(children[0], LETTER_FIRST));
    const closes = !isText(after, LETTER_FIRST) || (!isNested && isText(children.at(-1), LETTER_LAST));
    const isAlone = [before, after].every((near) => near === undefined || !isMark(near));
    if (opens && closes && isAlone) return [node];
    const tag = TAGS[node.type];
    return [{ type: 'html', value: `<${tag}>` }, ...children, { type: 'html', value: `</${tag}>` }];
  });
}

function isText(node: PhrasingContent | undefined, pattern: RegExp): boolean {
  return node?.type === 'text' && pattern.test(node.value);
}
