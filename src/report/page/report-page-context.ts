import type { LocaleTag } from '../../article/article.js';
import type { Format } from '../../locale/format.js';
import type { Translate } from '../../locale/strings.js';

/** How a report is written. */
export interface ReportPageContext {
  /** The language it speaks. */
  readonly locale: LocaleTag;
  readonly t: Translate;
  readonly format: Format;
  /** When it was made; ISO 8601. */
  readonly madeAt: string;
  readonly siteName: string;
  /** The site's address, for links to articles. */
  readonly siteUrl: string;
}
