import type { Link, Nodes, PhrasingContent } from 'mdast';
import { decodeReferences } from '../../article/html.js';
import { unescapeText } from './export-code.js';
import { text } from './nodes.js';

/**
 * Where a bare URL ends although GFM continues: at quotes, punctuation and letters of scripts not used in URLs (Latin,
 * Greek and Cyrillic may be part of a path), and at an encoded quote or bracket, or a backtick.
 */
const ADDRESS_END =
  /[^\p{ASCII}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Inherited}]|["`]|&(?:quot|apos|lt|gt|nbsp|#39|#x200B);/iu;
const ADDRESS = /(?:https?:\/\/|(?<![A-Za-z0-9.-])www\.)[^\s<]+/i;

/**
 * Fix the ends of autolinks and find the URLs after them: `siehe „https://a.example/x“ und …`, `https://a.example/x。次`. GFM also
 * reads on over a closing mark (`*https://a.example/*in`) and stops within a character reference (`https://a.example/x&#39;`).
 *
 * @param node - Its links are modified.
 * @param source - The text that positions refer to.
 */
export function endAutolinks(node: Nodes, source: string): void {
  if (!('children' in node)) return;
  const { children }: { children: Nodes[] } = node;
  const ended = children.flatMap((child, index): Nodes[] => {
    endAutolinks(child, source);
    if (child.type !== 'link' || !isLiteral(child, source)) return [child];
    const [before, after] = [children[index - 1], children[index + 1]];
    const address = child.children.map((part) => ('value' in part ? part.value : '')).join('');
    const reference = /&#?\w{1,8}$/.exec(address)?.[0];
    if (reference !== undefined && after?.type === 'text' && after.value.startsWith(';')) {
      after.value = decodeReferences(`${reference};`) + after.value.slice(1);
      return splitAddresses(child, address.slice(0, -reference.length));
    }
    const mark = openMark(child, source);
    const end = address.indexOf(mark);
    if (mark === '' || end < 1 || before?.type !== 'text') return splitAddresses(child, address);
    before.value = before.value.slice(0, -mark.length);
    const rest = text(unescapeText(decodeReferences(address.slice(end + mark.length))));
    // Without a space, the next word would look like a part of the URL.
    if (/[\p{L}\p{N}]$/u.test(address.slice(0, end)) && /^[\p{L}\p{N}]/u.test(rest.value))
      rest.value = ` ${rest.value}`;
    return [
      { type: mark === '*' ? 'emphasis' : 'strong', children: splitAddresses(child, address.slice(0, end)) },
      rest,
    ];
  });
  children.length = 0;
  for (const child of ended) children.push(child);
}

/** The asterisks directly before a link; empty if there are none or they are escaped. */
function openMark({ position }: Link, source: string): string {
  const start = position?.start.offset ?? 0;
  return /(?<![*\\])\*{1,2}$/.exec(source.slice(Math.max(0, start - 4), start))?.[0] ?? '';
}

/** Whether a link is an autolink without brackets, not `[text](url)` or `<url>`. */
function isLiteral(link: Link, source: string): boolean {
  const start = link.position?.start.offset;
  return start === undefined || !/[[<!]/.test(source.charAt(start));
}

function splitAddresses(link: Link, shown: string): PhrasingContent[] {
  const nodes: PhrasingContent[] = [];
  let rest = shown;
  while (rest !== '') {
    const [address = ''] = rest === shown ? [rest] : (ADDRESS.exec(rest) ?? []);
    const start = address === '' ? rest.length : rest.indexOf(address);
    if (start > 0) nodes.push(text(unescapeText(decodeReferences(rest.slice(0, start)))));
    if (address === '') break;
    const length = Math.max(1, lengthOfAddress(address));
    const kept = decodeAmpersands(address.slice(0, length)).replace(/\\(?=[*_~[\]#])/g, '');
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

/** Up to a change of script, without surrounding punctuation. */
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

/** Translation tools encoded URLs once more than Markdown decodes. */
export function decodeAmpersands(address: string): string {
  return address.replaceAll('&amp;', '&');
}

function linkTarget(address: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return address;
  return /^[^/\s]+@/.test(address) ? `mailto:${address}` : `http://${address}`;
}
