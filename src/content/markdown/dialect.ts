import type { ArticleNumber } from '../../article/article-number.js';
import type { ArticleLink, LocaleTag } from '../../article/article.js';
import type { Strings } from '../../locale/strings.js';
import { matchSiteLocale } from '../../locale/tag.js';
import type { DiagnosticCode } from '../diagnostic.js';
import type { AdmonitionKind, NoteTitle } from './nodes.js';

/** Where in a file something was met; lines and columns count from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** The words the dialect writes itself, in the text's language. */
export interface DialectWords {
  /** The language of these words where it is not the text's: the interface does not speak that. */
  readonly language: string | undefined;
  /** @param written - The author's own word for it: shown where the interface does not speak the text's language. */
  readonly admonition: (kind: AdmonitionKind, written?: string) => NoteTitle;
  /** Text for an image that came without: `Figure 3`. */
  readonly figure: (index: number) => string;
  /** The caption of an image that lies elsewhere: `Figure 3, on pics.example`. */
  readonly elsewhere: (figure: string, host: string) => string;
  readonly video: NoteTitle;
  /** Stands where an address was that must not be published. */
  readonly internalAddress: string;
}

/** The dialect's own words in a text's language, else in the default one, which is then named. */
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

/** Descriptions of images by file name: what translations take where they have lost theirs. */
export interface ImageDescriptions {
  readonly locale: LocaleTag;
  readonly byFile: Record<string, string>;
}

/** An image that stands in the text as a `data:` address. */
export interface InlineImage {
  readonly mediaType: string;
  readonly base64: string;
}

/** Where images and attachments are looked for, and images put. */
export interface ImageStore {
  /** @returns The address an image file is served at; undefined when there is no such file. */
  readonly local: (articlePath: string, source: string) => string | undefined;
  /** @returns The address an attached file is served at; undefined when there is none that may be served. */
  readonly file: (articlePath: string, source: string) => string | undefined;
  /** @returns The address an image that stood in a text is served at; undefined when it is no image of a kind we serve. */
  readonly inline: (image: InlineImage) => string | undefined;
}

/** What the constructs need to know about the article they are in, and where they put what they find. */
export interface Dialect {
  readonly words: DialectWords;
  /** Puts a word in place of each address in a text that must not be published. */
  readonly maskAddresses: (text: string, word: string) => string;
  readonly videoHosts: readonly string[];
  /** Whether the text runs from right to left; code never does. */
  readonly isRightToLeft: boolean;
  /** The article's file, relative to the content folder. */
  readonly path: string;
  readonly images: ImageStore;
  readonly report: (code: DiagnosticCode, place: Place | undefined, detail: string) => void;
  /** Links to other articles, in order of appearance. */
  readonly articleLinks: ArticleLink[];
  /** Images met so far; numbers the figures. */
  figures: number;
  /** The images described in this text; filled on the way. */
  readonly described: Record<string, string>;
  /** Those of the source this text was translated from. */
  readonly sourceImages: ImageDescriptions | undefined;
  readonly number: ArticleNumber | undefined;
}
