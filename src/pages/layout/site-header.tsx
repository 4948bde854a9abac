import type { JSX } from 'preact';
import { homePath, listPath } from '../../http/response/addresses.js';
import { Icon } from './icon.js';
import type { LanguageLink } from './language-link.js';
import { LanguageSwitch } from './language-switch.js';
import type { PageContext } from './page-context.js';
import { SearchBox } from '../search/search-box.js';
import { Wordmark } from './wordmark.js';

interface SiteHeaderProps {
  readonly page: PageContext;
  readonly languages: readonly LanguageLink[];
  /** Undefined shows an empty search box, `false` none. */
  readonly query?: string | false | undefined;
}

/** The bar on top of every page. */
export function SiteHeader({ page, languages, query }: SiteHeaderProps): JSX.Element {
  const { t, locale, site } = page;
  return (
    <header class="site-header">
      <div class="site-header-bar">
        <a class="wordmark" href={homePath(locale)} aria-label={`${site.name}: ${t('nav.home')}`}>
          <Wordmark name={site.name} />
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
