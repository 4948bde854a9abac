import type { Blockquote, Paragraph, PhrasingContent, RootContent } from 'mdast';
import { labelMeaning } from '../author-words.js';
import type { Dialect } from './dialect.js';
import { ADMONITION_KINDS, admonition, text, type AdmonitionKind } from './nodes.js';
import { inlineText } from './visible-text.js';

/** `[!NOTE]`, and its forms after translation: `[! NOTE]`, `[!HINWEIS]`, `［！注意］`. */
const MARK = /^\s*[[［【]\s*[!！]\s*([\p{L}\p{M}][\p{L}\p{M}\p{N} \u00A0_-]{0,40})[\]］】][^\S\n]*\n?/u;
const CANONICAL = /^\[![A-Z]+\]/i;
const VIDEO = /^\s*[[［]\s*[!！]\s*VIDEO\s+(\S+?)\s*[\]］]\s*$/i;

/** Markers of other documentation systems. */
const OTHER_MARKS: ReadonlyMap<string, AdmonitionKind> = new Map([
  ['info', 'note'],
  ['information', 'note'],
  ['hint', 'tip'],
  ['danger', 'warning'],
  ['attention', 'caution'],
  ['error', 'warning'],
]);

/** Parse `>[!NOTE]` as an admonition and `>[!VIDEO](…)` as a card; other quotes are unchanged. */
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
    dialect.report('mark-bent', first.position?.start, mark[0].trim());
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

/** Text after a marker on its line becomes a separate line. */
function firstLineApart(value: string, hasEnded: boolean, others: PhrasingContent[]): PhrasingContent[] {
  if (value === '') return others;
  const end = hasEnded ? -1 : value.indexOf('\n');
  if (end === -1) return [text(value), ...others];
  return [text(value.slice(0, end)), { type: 'break' }, text(value.slice(end + 1)), ...others];
}

/** By its English name, an alias, or a label of any language. */
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
