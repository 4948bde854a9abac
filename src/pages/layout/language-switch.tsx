import type { JSX } from 'preact';
import { nativeLanguageName } from '../../locale/format.js';
import { direction } from '../../locale/tag.js';
import { Icon } from './icon.js';
import type { LanguageLink } from './language-link.js';
import type { PageContext } from './page-context.js';

interface LanguageSwitchProps {
  readonly page: PageContext;
  readonly links: readonly LanguageLink[];
}

/** The ways to this page beside the same in another language, where there are any. */
function BesideLinks({ page: { t }, links }: LanguageSwitchProps): JSX.Element | null {
  const ways = links.flatMap(({ locale, besideHref }) =>
    besideHref === undefined ? [] : [{ locale, besideHref }],
  );
  if (ways.length === 0) return null;
  return (
    <>
      <p class="menu-heading" id="beside-ways">
        {t('beside.open')}
      </p>
      <ul class="menu-row" aria-labelledby="beside-ways">
        {ways.map((way) => (
          <li>
            <a href={way.besideHref} lang={way.locale} dir={direction(way.locale)}>
              {nativeLanguageName(way.locale)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

/**
 * The same page in other languages, each by its own name. Opens without a script; with one, a choice is remembered in
 * the cookie `locale` and the place on the page is kept.
 */
export function LanguageSwitch({ page, links }: LanguageSwitchProps): JSX.Element {
  const { t, locale } = page;
  return (
    <details class="menu language-switch" data-menu>
      <summary title={t('language.choose')}>
        <Icon name="language" />
        <span class="visually-hidden">{t('language.label')}: </span>
        <span class="language-switch-current">{nativeLanguageName(locale)}</span>
        {/* Where there is no room for the name, which screen readers hear all the same. */}
        <span class="language-switch-tag" aria-hidden="true">
          {locale}
        </span>
      </summary>
      <nav class="menu-panel" aria-label={t('language.choose')}>
        <ul>
          {links.map((link) => (
            <li>
              <a
                href={link.href}
                lang={link.locale}
                hreflang={link.locale}
                dir={direction(link.locale)}
                data-locale={link.locale}
                aria-current={link.locale === locale ? 'true' : undefined}
              >
                {nativeLanguageName(link.locale)}
                {link.isOutdated === true && (
                  <>
                    {' '}
                    <span class="tag" lang={locale}>
                      {t('language.outdated')}
                    </span>
                  </>
                )}
              </a>
            </li>
          ))}
        </ul>
        <BesideLinks page={page} links={links} />
      </nav>
    </details>
  );
}
