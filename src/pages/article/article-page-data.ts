import type { Section, TermHint } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import type { ArticleUse, Ticket } from '../../ledger/ticket-links.js';
import type { Translate } from '../../locale/strings.js';
import { languageAttributes, type LanguageAttributes } from '../layout/languages.js';
import { createPageContext, type PageContext } from '../layout/page.js';
import type { ShownStep } from '../../walk/plain/plan-steps.js';

/** Data of an article page. */
export interface ArticlePageData {
  readonly reading: Reading;
  /** Its steps, with those that only the source has. */
  readonly steps: readonly ShownStep[];
  /** Whether the checker found nothing, if known. */
  readonly isClean?: boolean | undefined;
  /** Path of the walk, if any. */
  readonly walkHref?: string | undefined;
  /** Usage counts; undefined when not shown to readers. */
  readonly use?: ArticleUse | undefined;
  /** The ticket an agent works on. */
  readonly ticket?: TicketAtHand | undefined;
}

/** A ticket, and whether the article is linked to it. */
export interface TicketAtHand extends Ticket {
  readonly isUsed: boolean;
}

/** View model of an article page: the data and its two languages. */
export interface ArticleView extends ArticlePageData {
  readonly page: PageContext;
  /** Non-empty sections. */
  readonly sections: readonly Section[];
  /** Translator for titles inside the article: the reader's language, or the article's on fallback. */
  readonly inside: Translate;
  /** `lang` attributes of the article's text; empty unless served by fallback. */
  readonly articleLang: LanguageAttributes;
  /** `lang` attributes of UI text inside the article; empty unless served by fallback. */
  readonly readerLang: LanguageAttributes;
}

/** Create the view model of an article page. */
export function createArticleView(data: ArticlePageData, page: PageContext): ArticleView {
  const { served, isFallback } = data.reading;
  return {
    ...data,
    page,
    sections: data.reading.translation.sections.filter((section) => section.blocks.length > 0),
    inside: isFallback ? createPageContext(page.site, served, page.strings).t : page.t,
    articleLang: isFallback ? languageAttributes(served, page.locale) : {},
    readerLang: isFallback ? languageAttributes(page.locale, served) : {},
  };
}

/** The title of a section: the author's if any, else the fixed one. */
export function sectionTitle({ name, heading }: Pick<Section, 'name' | 'heading'>, t: Translate): string {
  return heading ?? t(`section.${name}`);
}

/** Terms that a section or step calls otherwise than the reader's interface; none in a language the reader does not use. */
export function termsAt(
  { isFallback, translation: { terms = [] } }: Reading,
  anchor: string,
): readonly TermHint[] {
  if (isFallback) return [];
  return terms.filter(({ fragment }) => fragment === anchor || fragment.startsWith(`${anchor}.`));
}
