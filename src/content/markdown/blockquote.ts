import type { Blockquote, Paragraph, RootContent } from 'mdast';
import type { Dialect } from './dialect.js';
import { ADMONITION_KINDS, admonition, text } from './nodes.js';

const MARK = /^\[!(\w+)\][ \t]*\n?/;

/** Read `>[!NOTE]` as an admonition and `>[!VIDEO](…)` as a card; other quotes stay quotes. */
export function resolveBlockquote(quote: Blockquote, dialect: Dialect): RootContent {
  const [first, ...rest] = quote.children;
  if (first?.type !== 'paragraph') return quote;
  return video(first, dialect) ?? note(first, rest, dialect) ?? quote;
}

function note(first: Paragraph, rest: Blockquote['children'], dialect: Dialect): RootContent | undefined {
  const [lead, ...others] = first.children;
  if (lead?.type !== 'text') return undefined;
  const mark = MARK.exec(lead.value);
  const kind = ADMONITION_KINDS.find((name) => name === mark?.[1]?.toLowerCase());
  if (mark === null || kind === undefined) return undefined;
  const value = lead.value.slice(mark[0].length);
  const children = value === '' ? others : [text(value), ...others];
  const body = children.length > 0 ? [{ ...first, children }, ...rest] : rest;
  return admonition(kind, dialect.words.admonition(kind), body);
}

function video(paragraph: Paragraph, dialect: Dialect): RootContent | undefined {
  const [link, ...others] = paragraph.children;
  if (link?.type !== 'link') return undefined;
  const [label] = link.children;
  if (label?.type !== 'text' || label.value !== '!VIDEO') return undefined;
  const host = /^https:\/\/([^/?#:@]+)\//.exec(link.url)?.[1];
  if (host === undefined || !dialect.videoHosts.includes(host)) {
    dialect.report('video-host', link.position?.start, host ?? link.url.slice(0, 60));
    return { ...paragraph, children: [text(`[${dialect.words.video}]`), ...others] };
  }
  const data = { hProperties: { className: ['video'] } };
  const children = [{ ...link, data, children: [text(`${dialect.words.video} (${host})`)] }, ...others];
  return { type: 'paragraph', children };
}
