import type { AlignedSection } from '../../article/align-translations.js';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import type { QuotedFinding } from '../../check/article-findings.js';
import type { Translate } from '../../locale/strings.js';
import { languageAttributes, type LanguageAttributes } from '../layout/language-attributes.js';
import { createPageContext, type PageContext } from '../layout/page-context.js';

/** Which half of the page. */
export type SideName = 'left' | 'right';

/** One half of the page as it is asked for. */
export interface BesideSideData {
  readonly reading: Reading;
  /** The site's locale asked for; links of this side stay in it. */
  readonly locale: LocaleTag;
  /** Undefined unless findings were asked for, or where the file could not be checked. */
  readonly findings?: readonly QuotedFinding[] | undefined;
}

/** What the page of two translations side by side is made of. */
export interface BesidePageData {
  readonly left: BesideSideData;
  readonly right: BesideSideData;
  readonly sections: readonly AlignedSection[];
  /** Whether findings were asked for. */
  readonly isChecked: boolean;
}

/** A finding with its place on the page. */
export interface NumberedFinding extends QuotedFinding {
  /** From 1, on its side. */
  readonly label: number;
}

/** One half of the page while it is written. */
export interface BesideSide extends BesideSideData {
  readonly name: SideName;
  /** The language of its text among the page's. */
  readonly lang: LanguageAttributes;
  /** The page's language inside its text. */
  readonly pageLang: LanguageAttributes;
  /** Speaks the language of its text. */
  readonly words: Translate;
  /** Of the text, in the reader's language. */
  readonly languageName: string;
  /** HTML of its pieces, ready and marked: those of `AlignedRow`. */
  readonly html: ReadonlyMap<object, PieceHtml>;
  /** What the findings say that no piece shows. */
  readonly elsewhere: readonly NumberedFinding[];
}

/** A piece as it is shown. */
export interface PieceHtml {
  readonly html: string;
  readonly findings: readonly NumberedFinding[];
}

/** The page while it is written. */
export interface BesideView extends Omit<BesidePageData, SideName> {
  readonly page: PageContext;
  readonly left: BesideSide;
  readonly right: BesideSide;
}

/** The languages of one side. */
export function sideLanguages(
  { reading }: BesideSideData,
  page: PageContext,
): Pick<BesideSide, 'lang' | 'pageLang' | 'words' | 'languageName'> {
  const { served } = reading;
  return {
    lang: languageAttributes(served, page.locale),
    pageLang: languageAttributes(page.locale, served),
    words: createPageContext(page.site, served, page.strings).t,
    languageName: page.format.languageName(served),
  };
}
