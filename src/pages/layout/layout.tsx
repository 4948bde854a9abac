import type { ComponentChildren, JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';
import { feedPath, homePath, listPath, searchPath, suggestPath } from '../../http/response/addresses.js';
import { direction } from '../../locale/tag.js';
import { SearchBox } from '../search/search-box.js';
import { DocumentHead, type HeadData } from './document-head.js';
import { Icon } from './icon.js';
import { type LanguageLink, languageLinks, LanguageSwitch } from './languages.js';
import type { PageContext } from './page.js';

/** The footer. */
function SiteFooter({ page }: { readonly page: PageContext }): JSX.Element {
  const { t, locale, site } = page;
  return (
    <footer class="site-footer">
      <div class="site-footer-bar">
        <span>{site.name}</span>
        <ul>
          <li>
            <a href={homePath(locale)}>{t('nav.home')}</a>
          </li>
          <li>
            <a href={listPath(locale)}>{t('home.all')}</a>
          </li>
          <li class="needs-script">
            <button type="button" data-show-keys>
              {t('keys.title')}
            </button>
          </li>
          <li>
            <a href={suggestPath(locale)}>{t('suggest.title')}</a>
          </li>
          <li>
            <a href={feedPath(locale)} type="application/atom+xml">
              <Icon name="feed" /> {t('nav.feed')}
            </a>
          </li>
        </ul>
      </div>
      <Keys page={page} />
    </footer>
  );
}

/** Keyboard shortcuts of `menu.js`; shown by `?`. */
function Keys({ page: { t } }: { readonly page: PageContext }): JSX.Element {
  return (
    <dialog class="keys" data-keys aria-labelledby="keys-title">
      <p class="keys-title" id="keys-title">
        {t('keys.title')}
      </p>
      <dl>
        <dt>
          <kbd>/</kbd> <kbd>Ctrl K</kbd>
        </dt>
        <dd>{t('keys.search')}</dd>
        <dt>
          <kbd>Esc</kbd>
        </dt>
        <dd>{t('keys.close')}</dd>
        <dt>
          <kbd>?</kbd>
        </dt>
        <dd>{t('keys.help')}</dd>
      </dl>
      <button class="button" type="button" data-close-keys>
        {t('dialog.close')}
      </button>
    </dialog>
  );
}

interface SiteHeaderProps {
  readonly page: PageContext;
  readonly languages: readonly LanguageLink[];
  /** Undefined for an empty search box, `false` for none. */
  readonly query?: string | false | undefined;
}

/** The header. */
function SiteHeader({ page, languages, query }: SiteHeaderProps): JSX.Element {
  const { t, locale, site } = page;
  return (
    <header class="site-header">
      <div class="site-header-bar">
        <a class="wordmark" href={homePath(locale)} aria-label={`${site.name}: ${t('nav.home')}`}>
          <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
            <path class="mark-bubble" d="M6 30V14.5a11 11 0 1 1 11 11h-3.5Z" />
            <path class="mark-line" d="M12.5 12h9M12.5 17h5.5" />
          </svg>
          <span class="wordmark-name">{site.name}</span>
        </a>
        <nav class="site-nav" aria-label={t('nav.main')}>
          <a href={listPath(locale)}>{t('nav.articles')}</a>
        </nav>
        {query !== false && <SearchBox page={page} id="site-search" query={query} />}
        <LanguageSwitch page={page} links={languages} />
        <button
          class="theme-toggle icon-button needs-script"
          type="button"
          data-theme-toggle
          aria-pressed="false"
        >
          <Icon name="theme" />
          <span class="visually-hidden">{t('theme.dark')}</span>
        </button>
      </div>
    </header>
  );
}

/** The panel's header: its two entry points and the language. */
function PanelHeader({ page, languages }: Omit<SiteHeaderProps, 'query'>): JSX.Element {
  const { t, locale } = page;
  return (
    <header class="panel-header">
      <nav class="site-nav" aria-label={t('nav.main')}>
        <a href={suggestPath(locale)}>{t('suggest.title')}</a>
        <a href={searchPath(locale)}>{t('search.title')}</a>
      </nav>
      <LanguageSwitch page={page} links={languages} />
    </header>
  );
}

interface LayoutProps extends HeadData {
  readonly page: PageContext;
  /** The same page in other locales: its path in one of the site's, or the links where it does not exist in all. */
  readonly languages: readonly LanguageLink[] | ((locale: LocaleTag) => string);
  /** CSS class of the page kind. */
  readonly kind: string;
  /** Current query; `false` hides the header's search box. */
  readonly query?: string | false | undefined;
  readonly children: ComponentChildren;
}

/** The page layout. */
export function Layout({ page, kind, query, children, ...head }: LayoutProps): JSX.Element {
  const { panel, locales } = page.site;
  const languages =
    typeof head.languages === 'function' ? languageLinks(locales, head.languages) : head.languages;
  return (
    <html lang={page.locale} dir={direction(page.locale)}>
      <DocumentHead page={page} head={head} />
      <body
        class={panel === undefined ? `page-${kind}` : `page-${kind} in-panel`}
        data-panel-hosts={panel?.hosts.join(' ')}
      >
        <a class="skip-link" href="#content">
          {page.t('nav.skip')}
        </a>
        {panel === undefined ? (
          <SiteHeader page={page} languages={languages} query={query} />
        ) : (
          <PanelHeader page={page} languages={languages} />
        )}
        <main id="content" tabindex={-1}>
          {children}
        </main>
        {panel === undefined && <SiteFooter page={page} />}
      </body>
    </html>
  );
}
