import type { Link, PhrasingContent } from 'mdast';
import { parseArticleNumber } from '../../article/article-number.js';
import { LOCALE_MARK } from '../../article/html.js';
import { namesFile } from '../file-types.js';
import type { Dialect } from './dialect.js';
import { decodeReferences } from './html-tokens.js';
import { maskPrivate } from './mask-private.js';
import { text } from './nodes.js';

const ARTICLE =
  /^https?:\/\/[^/\s]+\/(?:[\w-]+\/)*kbarticles\/(k[at]-\d{5,12})(?:\.html)?\/?(?:\?[^#]*)?(?:#(.*))?$/i;
/** Where a bare address ends although GFM reads on: CJK, Hangul and full-width characters, a quote or bracket encoded. */
const ADDRESS_END =
  /[\u1100-\u11FF\u2E80-\u9FFF\uA960-\uA97F\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF]|&(?:quot|apos|lt|gt|nbsp|#39|#x200B);/i;
const SAFE = /^(?:https?:\/\/|mailto:)/i;
const ANCHOR = /^[a-z][a-z0-9-]*$/;

/**
 * Decide what a link becomes: a way to another article in the reader's locale, a link out, or only its text.
 *
 * @returns The nodes that take its place.
 */
export function resolveLink(link: Link, dialect: Dialect): PhrasingContent[] {
  if (isLiteral(link, dialect.source)) return resolveLiteral(link, dialect);
  const url = decodeOnce(link.url.trim());
  if (isPrivate(url, dialect)) {
    dialect.report('internal-address', link.position?.start, 'link to an internal or signed address');
    return link.children;
  }
  const article = ARTICLE.exec(url);
  if (article !== null) return [articleLink({ ...link, url }, article, dialect)];
  if (url.startsWith('#') && ANCHOR.test(url.slice(1))) return [{ ...link, url }];
  if (namesFile(url)) {
    const address = dialect.resolveFile(url);
    if (address !== undefined) return [{ ...link, url: address, title: readableTitle(link, dialect) }];
    dialect.report('attachment-missing', link.position?.start, url.slice(0, 60));
    return link.children;
  }
  if (!SAFE.test(url)) {
    dialect.report('unsafe-address', link.position?.start, url.slice(0, 60));
    return link.children;
  }
  if (isPlaceholder(url)) return placeholder({ ...link, url });
  return [{ ...link, url, title: readableTitle(link, dialect) }];
}

/** An address as title says nothing that the link does not. */
function readableTitle(link: Link, dialect: Dialect): string | null {
  const { title } = link;
  return title && !/^\s*(?:https?:|www\.)/i.test(title) ? maskPrivate(title, dialect, link) : null;
}

/** What a link inside another one leaves: its text, an address in it as it is read. */
export function linkText(link: Link, dialect: Dialect): PhrasingContent[] {
  if (!isLiteral(link, dialect.source)) return link.children;
  return link.children.map((child) =>
    child.type === 'text' ? { ...child, value: decodeOnce(child.value) } : child,
  );
}

/** The translation tools encoded addresses once more than Markdown decodes. */
function decodeOnce(address: string): string {
  return address.replaceAll('&amp;', '&');
}

/** Whether a link is a bare address in the text, not `[text](address)` or `<address>`. */
function isLiteral(link: Link, source: string): boolean {
  const start = link.position?.start.offset;
  if (start === undefined) return false;
  const opening = source.charAt(start);
  return opening !== '[' && opening !== '<' && opening !== '!';
}

function resolveLiteral(link: Link, dialect: Dialect): PhrasingContent[] {
  const shown = link.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
  const cut = ADDRESS_END.exec(shown)?.index ?? shown.length;
  const kept = decodeOnce(shown.slice(0, cut));
  const rest = decodeReferences(shown.slice(cut));
  const url = /^[a-z][a-z0-9+.-]*:/i.test(kept)
    ? kept
    : /^[^/\s]+@/.test(kept)
      ? `mailto:${kept}`
      : `http://${kept}`;
  const nodes = resolveLink({ type: 'link', url, children: [text(kept)] }, dialect);
  return rest === '' ? nodes : [...nodes, text(rest)];
}

function articleLink(link: Link, match: RegExpExecArray, dialect: Dialect): Link {
  const number = parseArticleNumber(match[1] ?? '') ?? '';
  const anchor = match[2] ?? '';
  dialect.articleLinks.push({ number, href: link.url });
  const fragment = ANCHOR.test(anchor) ? `#${anchor}` : '';
  return { ...link, url: `/${LOCALE_MARK}/articles/${number}${fragment}`, title: null };
}

/** Whether an address must not be published. */
export function isPrivate(address: string, dialect: Dialect): boolean {
  return dialect.maskAddresses(address, '') !== address;
}

/** `http://host:port/`, `http://aem-host/`, `http://localhost/`: written as an example, leading nowhere. */
function isPlaceholder(url: string): boolean {
  const host = /^https?:\/\/(?:[^/@]*@)?([^/?#:]*)(?::([^/?#]*))?/i.exec(url);
  if (host === null) return false;
  const [, name = '', port = ''] = host;
  return (
    !name.includes('.') ||
    /[<>[\]{}$%*]/.test(name) ||
    (port !== '' && !/^\d{1,5}$/.test(port)) ||
    name === '127.0.0.1'
  );
}

function placeholder(link: Link): PhrasingContent[] {
  const shown = link.children.map((child) => ('value' in child ? child.value : '')).join('');
  if (shown.includes(link.url)) return link.children;
  return [...link.children, text(' ('), { type: 'inlineCode', value: link.url }, text(')')];
}
