import type { Blockquote, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { labelMeaning } from '../author-words.js';
import type { Dialect } from './dialect.js';
import { ADMONITION_KINDS, admonition, text, type AdmonitionKind } from './nodes.js';
import { inlineText } from './visible-text.js';

/** `[!NOTE]` as it is written, and as translators and their tools leave it: `[! NOTE]`, `[!HINWEIS]`, `［！注意］`. */
const MARK = /^\s*[[［【]\s*[!！]\s*([\p{L}\p{M}][\p{L}\p{M}\p{N} \u00A0_-]{0,40})[\]］】][^\S\n]*\n?/u;
const CANONICAL = /^\[![A-Z]+\]/i;
const VIDEO = /^\s*[[［]\s*[!！]\s*VIDEO\s+(\S+?)\s*[\]］]\s*$/i;

/** Marks of other documentation families. */
const OTHER_MARKS: ReadonlyMap<string, AdmonitionKind> = new Map([
  ['info', 'note'],
  ['information', 'note'],
  ['hint', 'tip'],
  ['danger', 'warning'],
  ['attention', 'caution'],
  ['error', 'warning'],
]);

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
  const name = mark?.[1]?.replace(/[\s_]+/g, ' ').trim();
  if (mark === null || name === undefined || /^(?:UICONTROL|DNL)\b/i.test(name)) return undefined;
  const known = noteKind(name);
  if (known === undefined || !CANONICAL.test(lead.value))
    dialect.report('mark-bent', first.position?.start, `[!${name}]`);
  const children = firstLineApart(lead.value.slice(mark[0].length), mark[0].endsWith('\n'), others);
  const body = children.length > 0 ? [{ ...first, children }, ...rest] : rest;
  const isOurs =
    ADMONITION_KINDS.some((kind) => kind === name.toLowerCase()) || OTHER_MARKS.has(name.toLowerCase());
  const kind = known ?? 'note';
  return admonition(
    kind,
    known === undefined ? { text: name } : dialect.words.admonition(kind, isOurs ? undefined : name),
    body,
  );
}

/** What stands behind a mark on its own line is a line of its own. */
function firstLineApart(value: string, hasEnded: boolean, others: PhrasingContent[]): PhrasingContent[] {
  if (value === '') return others;
  const end = hasEnded ? -1 : value.indexOf('\n');
  if (end === -1) return [text(value), ...others];
  return [text(value.slice(0, end)), { type: 'break' }, text(value.slice(end + 1)), ...others];
}

/** In English, by what others call it, or in the words of any language's labels. */
function noteKind(name: string): AdmonitionKind | undefined {
  const lower = name.toLowerCase();
  const meaning = labelMeaning(name);
  return (
    ADMONITION_KINDS.find((kind) => kind === lower) ??
    OTHER_MARKS.get(lower) ??
    ADMONITION_KINDS.find((kind) => kind === meaning)
  );
}

function video(paragraph: Paragraph, dialect: Dialect): RootContent | undefined {
  const [link, ...others] = paragraph.children;
  if (link?.type === 'link' && /^[!！]\s*VIDEO$/i.test(inlineText(link).trim()))
    return card(paragraph, link.url, others, dialect);
  const url = VIDEO.exec(inlineText(paragraph))?.[1];
  return url === undefined ? undefined : card(paragraph, url, [], dialect);
}

function card(paragraph: Paragraph, url: string, others: PhrasingContent[], dialect: Dialect): RootContent {
  const host = /^https:\/\/([^/?#:@]+)\//.exec(url)?.[1];
  const { text: word, language } = dialect.words.video;
  if (host === undefined || !dialect.videoHosts.includes(host)) {
    dialect.report('video-host', paragraph.position?.start, host ?? url.slice(0, 60));
    return { ...paragraph, children: [text(`[${word}]`), ...others] };
  }
  const data = { hProperties: { className: ['video'], ...(language && { lang: language, dir: 'ltr' }) } };
  const link: PhrasingContent = { type: 'link', url, data, children: [text(`${word} (${host})`)] };
  return { type: 'paragraph', children: [link, ...others] };
}
