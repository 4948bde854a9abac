import type { LocaleTag, Section, Step } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import type { ArticleUse } from '../../ledger/ticket-links.js';
import type { Translate } from '../../locale/strings.js';
import { languageAttributes, type LanguageAttributes } from '../layout/languages.js';
import { createPageContext, type PageContext } from '../layout/page.js';

/** What an article's page is made of. */
export interface ArticlePageData {
  readonly reading: Reading;
  /** The article in the source locale, given when the served translation is another and the source exists. */
  readonly source?: ArticleSource | undefined;
  /** Whether the checker finds nothing in the translation, as far as that is known. */
  readonly isClean?: boolean | undefined;
  /** Path of the guided walk; undefined shows no way to it. */
  readonly walkHref?: string | undefined;
  /** How often it was used; undefined where readers are not told. */
  readonly use?: ArticleUse | undefined;
}

/** The original a translation was made from. */
export interface ArticleSource {
  readonly locale: LocaleTag;
  /** All its steps; those the translation lacks are shown behind its own. */
  readonly steps: readonly Step[];
}

/** An article's page while it is written: the data, and the two languages it speaks. */
export interface ArticleView extends ArticlePageData {
  readonly page: PageContext;
  /** The translation's own steps, numbered as they are shown: those of the original between them count. */
  readonly steps: readonly Step[];
  /** Sections that hold something; archived stubs have empty ones. */
  readonly sections: readonly Section[];
  /** Titles inside the article: the reader's language, but the article's own where it is served by fallback. */
  readonly inside: Translate;
  /** Marks the article's words among the reader's; empty unless it is served by fallback. */
  readonly articleLang: LanguageAttributes;
  /** Marks the reader's words inside the article; empty unless it is served by fallback. */
  readonly readerLang: LanguageAttributes;
}

/** Find out in which languages an article's page speaks. */
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

/** The title of a section: its author's where there is one, else the fixed one in the language that `t` speaks. */
export function sectionTitle({ name, heading }: Pick<Section, 'name' | 'heading'>, t: Translate): string {
  return heading ?? t(`section.${name}`);
}

/** One numbering for the page, the walk, tickets and anchors, whatever number the author's list begins with. */
function numberSteps({ reading, source }: ArticlePageData): readonly Step[] {
  const missing = source === undefined ? [] : reading.provenance.missingSteps;
  return reading.translation.steps.map((step, i) => {
    const number = i + 1 + missing.filter((other, k) => other - 1 - k <= i).length;
    return number === step.number ? step : { ...step, number, anchor: `step-${number}` };
  });
}
