import type { LocaleTag } from '../article/article.js';
import type { Reading } from '../article/reading.js';
import { resolveReading } from '../http/request/article-parameter.js';
import { absolute, permalinkPath } from '../http/response/addresses.js';
import type { ReadingDeps } from '../http/response/site.js';
import { formatFor } from '../locale/format.js';
import { isSameReadership } from '../locale/tag.js';
import { textLanguage } from '../locale/text-tables.js';
import { fillPlaceholders } from '../walk/walk-texts.js';
import { WALK_WORDS } from '../walk/present/walk-words.js';
import { readSteps } from './article-walk.js';

/** A step as a message quotes it. */
interface MessageStep {
  readonly text: string;
  /** The language it is written in. */
  readonly locale: LocaleTag;
}

/** What a message to a customer says between its greeting and its closing. */
export interface MessageParts {
  readonly paragraphs: readonly string[];
  /** Steps that were carried out, or that the customer is asked to carry out. */
  readonly steps: { readonly lead: 'done' | 'todo'; readonly list: readonly MessageStep[] } | undefined;
  /** The way through the product's menus to where the steps are carried out. */
  readonly path: readonly string[];
  readonly article: { readonly title: string; readonly href: string };
}

/** Languages a message can be written in. */
export function messageLanguages(): readonly LocaleTag[] {
  return WALK_WORDS.locales();
}

/** Longest piece of an article's prose that a message quotes. */
const MAX_PROSE = 1200;

/**
 * Write a message a person would send, as plain text: greeting, what was found, what to do, the link.
 *
 * Steps are numbered lines; those in another language than the message say so. Nothing in it is meant for colleagues.
 *
 * @param language - One of {@link messageLanguages}.
 */
export function writeMessage(language: LocaleTag, parts: MessageParts): string {
  const { message } = WALK_WORDS.in(language);
  const fill = (text: string, name: string, value: string): string =>
    fillPlaceholders(text, new Map([[name, value]]));
  const { steps, path, article, paragraphs } = parts;
  const inLanguage = (locale: LocaleTag): string =>
    ` (${fill(message.inLanguage, 'language', formatFor(language).languageName(locale))})`;
  const foreign = (steps?.list ?? []).filter(({ locale }) => !isSameReadership(language, locale));
  const isAllForeign = foreign.length > 0 && foreign.length === steps?.list.length;
  const list = (steps?.list ?? []).map((step, i) => {
    const mark = foreign.includes(step) && !isAllForeign ? inLanguage(step.locale) : '';
    return `${i + 1}. ${step.text.trim().replaceAll(/\n\s*/g, '\n   ')}${mark}`;
  });
  const lead = steps === undefined ? '' : message[steps.lead];
  const mark = isAllForeign ? inLanguage(foreign[0]?.locale ?? language) : '';
  const hasContent = paragraphs.length > 0 || list.length > 0;
  const blocks = [
    message.greeting,
    message.thanks,
    ...paragraphs,
    ...(list.length === 0
      ? []
      : [
          ...(path.length === 0 ? [] : [fill(message.where, 'path', path.join(' > '))]),
          [lead.replace(/\s*[:：]?$/, (colon) => mark + colon), ...list].join('\n'),
        ]),
    `${fill(hasContent ? message.article : message.aboutArticle, 'title', article.title)}\n${article.href}`,
    message.closing,
    message.regards,
  ];
  return blocks.join('\n\n');
}

/** The article's address for a customer: it opens in their language, whatever their browser prefers. */
export function customerLink(
  { site }: Pick<ReadingDeps, 'site'>,
  reading: Reading,
  locale: LocaleTag,
): string {
  const { locales } = site();
  const lang = locales.includes(locale) ? locale : reading.served;
  return `${absolute(site(), permalinkPath(reading.article.number))}?lang=${lang}`;
}

/** A message about an article, and what the agent should know of its text. */
export interface ArticleMessage {
  readonly language: LocaleTag;
  readonly text: string;
  /** The translation it was written from. */
  readonly reading: Reading;
  /** Steps that were taken from the source, because the translation lacks them. */
  readonly newerSteps: number;
}

/**
 * Write what to send to a customer who has the problem of an article.
 *
 * @param locale - The customer's language.
 * @param takesNewer - Whether steps the translation lacks are taken from the source and marked; else they are left out.
 */
export function writeArticleMessage(
  deps: ReadingDeps,
  { article }: Reading,
  locale: LocaleTag,
  takesNewer: boolean,
): ArticleMessage {
  const language = textLanguage(locale, messageLanguages());
  const reading = resolveReading(deps.library, article.number, locale);
  const { translation } = reading;
  const all = readSteps(deps, reading);
  const list = all.filter((step) => takesNewer || !step.isNewer);
  const section = (name: string): string | undefined =>
    translation.sections.find((one) => one.name === name)?.text.trim();
  const cause = reading.isFallback ? undefined : section('cause');
  const prose = list.length === 0 && !reading.isFallback ? section('resolution') : undefined;
  const text = writeMessage(language, {
    paragraphs: [cause, prose].flatMap((one) => (one === undefined || one === '' ? [] : [shorten(one)])),
    steps: list.length === 0 ? undefined : { lead: 'todo', list },
    path: [],
    article: { title: translation.title, href: customerLink(deps, reading, locale) },
  });
  return { language, text, reading, newerSteps: all.filter((step) => step.isNewer).length };
}

/** Cut a text behind its last whole sentence or line that fits. */
function shorten(text: string): string {
  if (text.length <= MAX_PROSE) return text;
  const cut = text.slice(0, MAX_PROSE);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('。'), cut.lastIndexOf('\n'));
  return end > MAX_PROSE / 3 ? cut.slice(0, end + 1).trim() : `${cut}…`;
}
