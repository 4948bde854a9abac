import type { Schema } from 'hast-util-sanitize';
import { ADMONITION_KINDS } from './nodes.js';

const ADMONITION_CLASSES = ADMONITION_KINDS.map((kind) => `admonition-${kind}`);

/**
 * What may be in an article's HTML; everything else is dropped on the way out.
 *
 * The dialect has by then turned raw tags into nodes, so this is the second lock, not the first.
 */
export const ARTICLE_SCHEMA: Schema = {
  tagNames: [
    'p',
    'br',
    'strong',
    'b',
    'em',
    'u',
    'del',
    'code',
    'pre',
    'kbd',
    'sub',
    'sup',
    'span',
    'a',
    'img',
    'ul',
    'ol',
    'li',
    'blockquote',
    'hr',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'aside',
    'table',
    'thead',
    'tbody',
    'tr',
    'th',
    'td',
    'details',
    'summary',
  ],
  attributes: {
    '*': ['id'],
    a: ['href', 'title', 'lang', 'dir', ['className', 'video', 'remote-image']],
    img: ['src', 'alt', 'title', 'loading', 'decoding', 'lang', 'dir'],
    ol: ['start', ['className', 'footnotes']],
    p: ['lang', 'dir', ['className', 'admonition-title']],
    pre: ['dir'],
    b: [['className', 'uicontrol']],
    aside: [['className', 'admonition', ...ADMONITION_CLASSES]],
    code: ['dir', ['className', /^language-[\w+-]{1,30}$/]],
    th: ['align'],
    td: ['align'],
  },
  // An empty list would allow every scheme; no scheme is called by the empty name.
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: [''] },
  required: {},
  ancestors: {},
  clobber: [],
  clobberPrefix: '',
  allowComments: false,
  allowDoctypes: false,
  strip: ['script', 'style'],
};
