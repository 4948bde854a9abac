import type { JSX } from 'preact';
import { feedPath, homePath, listPath, suggestPath } from '../../http/response/addresses.js';
import { Icon } from './icon.js';
import type { PageContext } from './page-context.js';

/** The quiet end of every page. */
export function SiteFooter({ page }: { readonly page: PageContext }): JSX.Element {
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
    </footer>
  );
}
