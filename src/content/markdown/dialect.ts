import type { ArticleNumber } from '../../article/article-number.js';
import type { ArticleLink, LocaleTag } from '../../article/article.js';
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

/** What the constructs need to know about the article they are in, and where they put what they find. */
export interface Dialect {
  readonly words: DialectWords;
  /** Puts a word in place of each address in a text that must not be published. */
  readonly maskAddresses: (text: string, word: string) => string;
  readonly videoHosts: readonly string[];
  /** Whether the text runs from right to left; code never does. */
  readonly isRightToLeft: boolean;
  /**
   * Turn the address of a local image (`assets/x.png`) into the address it is served at.
   *
   * @returns Undefined when there is no such image.
   */
  readonly resolveImage: (source: string) => string | undefined;
  /** @returns The address a file beside the article is served at; undefined when there is none. */
  readonly resolveFile: (source: string) => string | undefined;
  /**
   * Keep an image that stands in the text as a `data:` address.
   *
   * @returns The address it is served at; undefined when it is no image of a kind we serve.
   */
  readonly keepImage: (image: InlineImage) => string | undefined;
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
