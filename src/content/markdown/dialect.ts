import type { ArticleLink, LocaleTag } from '../../article/article.js';
import type { Strings } from '../../locale/strings.js';
import { matchSiteLocale } from '../../locale/tag.js';
import type { DiagnosticCode } from '../diagnostic.js';
import type { AdmonitionKind, NoteTitle } from './nodes.js';

/** A position in a file; lines and columns from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** Words the dialect inserts, in the text's language. */
export interface DialectWords {
  /** The language of these words if it differs from the text's. */
  readonly language: string | undefined;
  /** @param written - The author's word, used when the UI lacks the text's language. */
  readonly admonition: (kind: AdmonitionKind, written?: string) => NoteTitle;
  /** Alternative text for an image without one: `Figure 3`. */
  readonly figure: (index: number) => string;
  /** Caption of a remote image: `Figure 3, on pics.example`. */
  readonly elsewhere: (figure: string, host: string) => string;
  readonly video: NoteTitle;
  /** Replaces URLs that must not be published. */
  readonly internalAddress: string;
}

/** The dialect's words in a text's language, else in the default language, which is then marked. */
export function createDialectWords(strings: Strings): (locale: LocaleTag) => DialectWords {
  const byLocale = new Map<LocaleTag, DialectWords>();
  return (locale) => {
    const known = byLocale.get(locale);
    if (known !== undefined) return known;
    const say = strings.for(locale);
    const isSpoken = matchSiteLocale(locale, strings.locales) !== undefined;
    const language = isSpoken ? undefined : strings.languageFor(locale);
    const figures: string[] = [];
    const words: DialectWords = {
      language,
      admonition: (kind, written) =>
        written !== undefined && !isSpoken
          ? { text: written }
          : { text: say(`admonition.${kind}`), language },
      figure: (number) => (figures[number] ??= say('figure', { number })),
      elsewhere: (figure, host) => say('figureElsewhere', { figure, host }),
      video: { text: say('video'), language },
      internalAddress: say('internalAddress'),
    };
    byLocale.set(locale, words);
    return words;
  };
}

/** Image descriptions by file name, for translations that lost theirs. */
export interface ImageDescriptions {
  readonly locale: LocaleTag;
  readonly byFile: Record<string, string>;
}

/** Folders of images and attachments, and for extracted images. */
export interface ImageStore {
  /** @returns The URL of an image file; undefined when it does not exist. */
  readonly local: (articlePath: string, source: string) => string | undefined;
  /** @returns The URL of an attachment; undefined when it does not exist or may not be served. */
  readonly file: (articlePath: string, source: string) => string | undefined;
  /** @returns The URL of an image embedded as a `data:` URL; undefined when its type is not served. */
  readonly inline: (mediaType: string, base64: string) => string | undefined;
}

export interface Dialect {
  readonly words: DialectWords;
  readonly maskAddresses: (text: string, word: string) => string;
  readonly videoHosts: readonly string[];
  /** Whether the text is right-to-left; code never is. */
  readonly isRightToLeft: boolean;
  /** The article's file, relative to the content folder. */
  readonly path: string;
  readonly images: ImageStore;
  readonly report: (code: DiagnosticCode, place: Place | undefined, detail: string) => void;
  /** Links to other articles, in order of appearance. */
  readonly articleLinks: ArticleLink[];
  figures: number;
  readonly described: Record<string, string>;
  readonly sourceImages: ImageDescriptions | undefined;
}
