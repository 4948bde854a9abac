import type { Link, Nodes, PhrasingContent } from 'mdast';
import { decodeReferences } from '../../article/html.js';
import { replaceNodes, text } from './nodes.js';

/**
 * Where a bare address ends although GFM reads on: at quotes, punctuation and letters of scripts in which no address goes on (Latin,
 * Greek and Cyrillic ones may be part of a path), and at an encoded quote or bracket.
 */
const ADDRESS_END =
  /[^\p{ASCII}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Inherited}]|"|&(?:quot|apos|lt|gt|nbsp|#39|#x200B);/iu;
const ADDRESS = /(?:https?:\/\/|(?<![A-Za-z0-9.-])www\.)[^\s<]+/i;

/**
 * End bare addresses where a reader would, and find those behind: `siehe „https://a.example/x“ und …`, `https://a.example/x。次`.
 *
 * @param node - Its links are changed in place.
 * @param source - What the positions are in.
 */
export function endAutolinks(node: Nodes, source: string): void {
  replaceNodes(node, (child) =>
    child.type === 'link' && isLiteral(child, source) ? splitAddresses(child) : undefined,
  );
}

/** Whether a link is a bare address in the text, not `[text](address)` or `<address>`. */
function isLiteral(link: Link, source: string): boolean {
  const start = link.position?.start.offset;
  return start === undefined || !/[[<!]/.test(source.charAt(start));
}

function splitAddresses(link: Link): PhrasingContent[] {
  const shown = link.children.map((child) => ('value' in child ? child.value : '')).join('');
  const nodes: PhrasingContent[] = [];
  let rest = shown;
  while (rest !== '') {
    const [address = ''] = rest === shown ? [rest] : (ADDRESS.exec(rest) ?? []);
    const start = address === '' ? rest.length : rest.indexOf(address);
    if (start > 0) nodes.push(text(decodeReferences(rest.slice(0, start))));
    if (address === '') break;
    const length = Math.max(1, lengthOfAddress(address));
    const kept = decodeAmpersands(address.slice(0, length));
    const url = linkTarget(kept);
    nodes.push(
      /[\p{L}\p{N}]/u.test(kept.replace(/^(?:https?:\/\/|www\.)/i, ''))
        ? { type: 'link', url, children: [text(kept)], ...(link.position && { position: link.position }) }
        : text(kept),
    );
    rest = rest.slice(start + length);
  }
  return nodes;
}

/** Up to where scripts change, without the punctuation of the sentence around it. */
function lengthOfAddress(address: string): number {
  const cut = ADDRESS_END.exec(address)?.index;
  if (cut === undefined) return address.length;
  let end = cut;
  for (;;) {
    const last = address.charAt(end - 1);
    const isUnbalanced = last === ')' && count(address, ')', end) > count(address, '(', end);
    if (end === 0 || !(isUnbalanced || /[?!.,:*_~'"]/.test(last))) return end;
    end -= 1;
  }
}

function count(address: string, character: string, end: number): number {
  return address.slice(0, end).split(character).length - 1;
}

/** The translation tools encoded addresses once more than Markdown decodes. */
export function decodeAmpersands(address: string): string {
  return address.replaceAll('&amp;', '&');
}

function linkTarget(address: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  return /^[^/\s]+@/.test(address) ? `mailto:${address}` : `http://${address}`;
}
