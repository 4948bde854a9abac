import type { LocaleTag, Section, Step, TermHint } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import type { ArticleUse, Ticket } from '../../ledger/ticket-links.js';
import type { Translate } from '../../locale/strings.js';
import { languageAttributes, type LanguageAttributes } from '../layout/languages.js';
import { createPageContext, type PageContext } from '../layout/page.js';

/** Data of an article page. */
export interface ArticlePageData {
  readonly reading: Reading;
  /** The source translation, if another one is served. */
  readonly source?: ArticleSource | undefined;
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

/** The source of a translation. */
export interface ArticleSource {
  readonly locale: LocaleTag;
  /** All its steps; those the translation lacks are inserted. */
  readonly steps: readonly Step[];
}

/** A step as shown. */
export interface ShownStep extends Step {
  readonly terms?: readonly TermHint[];
}

/** View model of an article page: the data and its two languages. */
export interface ArticleView extends ArticlePageData {
  readonly page: PageContext;
  /** The translation's own steps with their displayed numbers, counting inserted source steps. */
  readonly steps: readonly ShownStep[];
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
    steps: numberSteps(data),
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

/** One numbering for page, walk, tickets and anchors, regardless of the author's list numbers. */
function numberSteps({ reading, source }: ArticlePageData): readonly ShownStep[] {
  const missing = source === undefined ? [] : reading.provenance.missingSteps;
  return reading.translation.steps.map((step, i) => {
    const number = i + 1 + missing.filter((other, k) => other - 1 - k <= i).length;
    return { ...step, number, anchor: `step-${number}`, terms: termsAt(reading, step.anchor) };
  });
}

/** Terms that a section or step calls otherwise than the reader's interface; none in a language the reader does not use. */
export function termsAt(
  { isFallback, translation: { terms = [] } }: Reading,
  anchor: string,
): readonly TermHint[] {
  if (isFallback) return [];
  return terms.filter(({ fragment }) => fragment === anchor || fragment.startsWith(`${anchor}.`));
}
