import type { ArticleNumber } from '../../article/article-number.js';
import type { ArticleLink } from '../../article/article.js';
import type { AdmonitionKind } from './nodes.js';

/** Where in a file something was met; lines and columns count from 1. */
interface Place {
  readonly line: number;
  readonly column: number;
}

/** What the dialect can find fault with. */
type DialectFault =
  | 'unbalanced-tag'
  | 'unsafe-element'
  | 'unsafe-address'
  | 'internal-address'
  | 'remote-image'
  | 'attachment-missing'
  | 'image-missing'
  | 'image-rejected'
  | 'video-host';

/** The words the dialect writes itself, in the text's language. */
export interface DialectWords {
  readonly admonition: (kind: AdmonitionKind) => string;
  /** Text for an image that came without: `Figure 3`. */
  readonly figure: (index: number) => string;
  readonly video: string;
  /** Stands where an address was that must not be published. */
  readonly internalAddress: string;
}

/** What the constructs need to know about the article they are in, and where they put what they find. */
export interface Dialect {
  readonly words: DialectWords;
  /** Puts a word in place of each address in a text that must not be published. */
  readonly maskAddresses: (text: string, word: string) => string;
  readonly videoHosts: readonly string[];
  /**
   * Turn the address of a local image (`assets/x.png`, or an inline image's stand-in) into the address it is served at.
   *
   * @returns Undefined when there is no such image.
   */
  readonly resolveImage: (source: string) => string | undefined;
  /** @returns The address a file beside the article is served at; undefined when there is none. */
  readonly resolveFile: (source: string) => string | undefined;
  readonly report: (code: DialectFault, place: Place | undefined, detail: string) => void;
  /** Links to other articles, in order of appearance. */
  readonly articleLinks: ArticleLink[];
  /** Images met so far; numbers the figures. */
  figures: number;
  /** The prepared source, for constructs that depend on how a node was written. */
  readonly source: string;
  readonly number: ArticleNumber | undefined;
}
