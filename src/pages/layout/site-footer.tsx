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

/** The keys that `menu.js` knows; shown by `?`. */
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
