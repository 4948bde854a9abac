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

/** A step as quoted in a message. */
interface MessageStep {
  readonly text: string;
  /** Its language. */
  readonly locale: LocaleTag;
}

/** Content of a customer message. */
export interface MessageParts {
  readonly paragraphs: readonly string[];
  /** Steps that were carried out, or that the customer should carry out. */
  readonly steps: { readonly lead: 'done' | 'todo'; readonly list: readonly MessageStep[] } | undefined;
  /** Menu path in the product to where the steps are carried out. */
  readonly path: readonly string[];
  readonly article: { readonly title: string; readonly href: string };
}

/** Languages a message can be written in. */
export function messageLanguages(): readonly LocaleTag[] {
  return WALK_WORDS.locales();
}

/** Longest prose quoted in a message. */
const MAX_PROSE = 1200;

/**
 * Write a message to a customer as plain text: greeting, findings, what to do, link.
 *
 * Steps are numbered lines; those in another language are marked. Contains nothing internal.
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

/** The article's URL for a customer, which opens in their language regardless of their browser. */
export function customerLink(
  { site }: Pick<ReadingDeps, 'site'>,
  reading: Reading,
  locale: LocaleTag,
): string {
  const { locales } = site();
  const lang = locales.includes(locale) ? locale : reading.served;
  return `${absolute(site(), permalinkPath(reading.article.number))}?lang=${lang}`;
}

/** A message about an article, and notes for the agent. */
export interface ArticleMessage {
  readonly language: LocaleTag;
  readonly text: string;
  /** The translation used. */
  readonly reading: Reading;
  /** Steps taken from the source because the translation lacks them. */
  readonly newerSteps: number;
}

/**
 * Write the answer for a customer with an article's problem.
 *
 * @param locale - The customer's language.
 * @param takesNewer - Whether missing steps are taken from the source and marked; else they are omitted.
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

/** Truncate a text after the last complete sentence or line that fits. */
function shorten(text: string): string {
  if (text.length <= MAX_PROSE) return text;
  const cut = text.slice(0, MAX_PROSE);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('。'), cut.lastIndexOf('\n'));
  return end > MAX_PROSE / 3 ? cut.slice(0, end + 1).trim() : `${cut}…`;
}
