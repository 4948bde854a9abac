import { decodeNamedCharacterReference } from 'decode-named-character-reference';

/** One piece of raw HTML. */
export type HtmlToken =
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
      readonly raw: string;
    }
  | { readonly kind: 'close'; readonly name: string; readonly raw: string }
  | { readonly kind: 'text'; readonly value: string };

const TAG = /^<(\/?)([a-zA-Z][a-zA-Z0-9:_-]*)([^<>]*)>$/;
const ATTRIBUTE = /([a-zA-Z][a-zA-Z0-9-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/g;
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z][a-zA-Z0-9]{0,31}));/g;

/**
 * Take a run of raw HTML apart in one pass; comments and declarations vanish.
 *
 * Linear on any input: each character is looked at once, and a `<` that opens nothing is text.
 */
export function tokenizeHtml(html: string): HtmlToken[] {
  const tokens: HtmlToken[] = [];
  let from = 0;
  while (from < html.length) {
    const open = html.indexOf('<', from);
    if (open === -1) {
      tokens.push({ kind: 'text', value: decodeReferences(html.slice(from)) });
      break;
    }
    if (open > from) tokens.push({ kind: 'text', value: decodeReferences(html.slice(from, open)) });
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      from = end === -1 ? html.length : end + 3;
      continue;
    }
    const next = nextBracket(html, open + 1);
    const raw = html.slice(open, next);
    tokens.push(...readTag(raw));
    from = next;
  }
  return tokens;
}

/** Just past the next `>`, or at the next `<`, whichever comes first. */
function nextBracket(html: string, from: number): number {
  for (let i = from; i < html.length; i++) {
    const character = html.charAt(i);
    if (character === '>') return i + 1;
    if (character === '<') return i;
  }
  return html.length;
}

function readTag(raw: string): HtmlToken[] {
  if (/^<[!?]/.test(raw)) return [];
  const tag = TAG.exec(raw);
  if (tag === null) return [{ kind: 'text', value: decodeReferences(raw) }];
  const name = (tag[2] ?? '').toLowerCase();
  if (tag[1] === '/') return [{ kind: 'close', name, raw }];
  return [{ kind: 'open', name, attributes: readAttributes(tag[3] ?? ''), raw }];
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name.toLowerCase(), decodeReferences(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

/** Decode character references (`&amp;`, `&#39;`) the way HTML does. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return decodeNamedCharacterReference(name) || whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
      ? '\uFFFD'
      : String.fromCodePoint(code);
  });
}
