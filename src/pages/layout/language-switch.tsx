import type { JSX } from 'preact';
import { direction } from '../../locale/tag.js';
import { Icon } from './icon.js';
import type { LanguageLink } from './language-link.js';
import type { PageContext } from './page-context.js';

interface LanguageSwitchProps {
  readonly page: PageContext;
  readonly links: readonly LanguageLink[];
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
        <span class="language-switch-current">{page.nativeName(locale)}</span>
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
                {page.nativeName(link.locale)}
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
      </nav>
    </details>
  );
}
