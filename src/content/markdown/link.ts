import type { Link, PhrasingContent } from 'mdast';
import { parseArticleNumber } from '../../article/article-number.js';
import { LOCALE_MARK } from '../../article/html.js';
import { namesFile } from '../file-types.js';
import { decodeAmpersands } from './autolink.js';
import type { Dialect } from './dialect.js';
import { text } from './nodes.js';
import type { Node } from 'unist';

/** An article of this knowledge base at the vendor's URL. */
const PUBLISHED =
  /^https?:\/\/[^/\s]+\/(?:[\w-]+\/)*kbarticles\/(k[at]-\d{5,12})(?:\.html)?\/?(?:\?[^#]*)?(?:#(.*))?$/i;
/** An article of this knowledge base by its path: `KA-1.md`, `../en/KA-1.md`, `/en/articles/KA-1`. */
const BY_PATH =
  /^(?![a-z][a-z0-9+.-]*:|\/\/)(?:[^?#\s]*\/)?(k[at]-\d{1,12})(?:\.(?:md|markdown|html?|json))?\/?(?:\?[^#]*)?(?:#(.*))?$/i;
const SAFE = /^(?:https?:\/\/|mailto:|tel:[+\d])/i;
const FRAGMENT = /^[^\s"<>`\\]{1,200}$/;

/**
 * Convert a link: to an internal article link, an external link, or plain text.
 *
 * @returns The replacement nodes.
 */
export function resolveLink(link: Link, dialect: Dialect): PhrasingContent[] {
  const url = decodeAmpersands(link.url.trim());
  if (isPrivate(url, dialect)) {
    dialect.report('internal-address', link.position?.start, 'link to an internal or signed address');
    return link.children;
  }
  const article = articleLink({ ...link, url }, dialect);
  if (article !== undefined) return [article];
  if (url.startsWith('#') && FRAGMENT.test(url.slice(1))) return [{ ...link, url }];
  if (namesFile(url)) {
    const address = dialect.images.file(dialect.path, url);
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

/** A URL as title adds nothing. */
function readableTitle(link: Link, dialect: Dialect): string | null {
  const { title } = link;
  return title && !/^\s*(?:https?:|www\.)/i.test(title) ? maskPrivate(title, dialect, link) : null;
}

function articleLink(link: Link, dialect: Dialect): Link | undefined {
  const [, written = '', anchor = ''] = PUBLISHED.exec(link.url) ?? BY_PATH.exec(link.url) ?? [];
  const number = parseArticleNumber(written);
  if (number === undefined) return undefined;
  dialect.articleLinks.push({ number, href: link.url });
  const fragment = FRAGMENT.test(anchor) ? `#${anchor}` : '';
  return { ...link, url: `/${LOCALE_MARK}/articles/${number}${fragment}`, title: null };
}

/** Whether a URL must not be published. */
export function isPrivate(address: string, dialect: Dialect): boolean {
  return dialect.maskAddresses(address, '') !== address;
}

/** `http://host:port/`, `http://aem-host/`, `http://localhost/`: examples, not real links. */
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

/**
 * Mask URLs that must not be published.
 *
 * @param node - Position for the diagnostic.
 */
export function maskPrivate(value: string, dialect: Dialect, node: Node): string {
  const masked = dialect.maskAddresses(value, dialect.words.internalAddress);
  if (masked !== value)
    dialect.report('internal-address', node.position?.start, 'internal or signed address in the text');
  return masked;
}
