import type { ComponentChildren, JSX } from 'preact';
import { direction } from '../../locale/tag.js';
import { DocumentHead, type HeadData } from './document-head.js';
import type { LanguageLink } from './language-link.js';
import type { PageContext } from './page-context.js';
import { SiteFooter } from './site-footer.js';
import { SiteHeader } from './site-header.js';

interface LayoutProps {
  readonly page: PageContext;
  readonly head: HeadData;
  /** Where the language switch leads. */
  readonly languages: readonly LanguageLink[];
  /** A class of the page kind, for the style sheet. */
  readonly kind: string;
  /** What was searched for; `false` leaves the header's search box out. */
  readonly query?: string | false | undefined;
  readonly children: ComponentChildren;
}

/** The whole document around a page's content. */
export function Layout({ page, head, languages, kind, query, children }: LayoutProps): JSX.Element {
  return (
    <html lang={page.locale} dir={direction(page.locale)}>
      <DocumentHead page={page} head={head} />
      <body class={`page-${kind}`}>
        <a class="skip-link" href="#content">
          {page.t('nav.skip')}
        </a>
        <SiteHeader page={page} languages={languages} query={query} />
        <main id="content" tabindex={-1}>
          {children}
        </main>
        <SiteFooter page={page} />
      </body>
    </html>
  );
}
