import type { JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';
import { direction, unambiguousTag } from '../../locale/tag.js';
import { Icon } from './icon.js';
import type { PageContext } from './page.js';

/** Attributes that mark a change of language; empty without one. */
export interface LanguageAttributes {
  readonly lang?: LocaleTag;
  readonly dir?: 'ltr' | 'rtl';
}

/**
 * `lang` and `dir` of an element in `inner` within text in `outer`.
 *
 * @returns Attributes to spread; none when both are equal.
 */
export function languageAttributes(inner: LocaleTag, outer: LocaleTag): LanguageAttributes {
  return inner === outer ? {} : { lang: inner, dir: direction(inner) };
}

/** The same page in another locale, for the language switch and `hreflang`. */
export interface LanguageLink {
  readonly locale: LocaleTag;
  readonly href: string;
  readonly isOutdated?: boolean | undefined;
}

/**
 * The same page in each of the site's locales.
 *
 * @param path - Writes the page's path in a locale.
 */
export function languageLinks(
  locales: readonly LocaleTag[],
  path: (locale: LocaleTag) => string,
): readonly LanguageLink[] {
  return locales.map((locale) => ({ locale, href: path(locale) }));
}

interface LanguageSwitchProps {
  readonly page: PageContext;
  readonly links: readonly LanguageLink[];
}

/**
 * The language switch. Works without scripts; with them, a choice is stored in
 * the cookie `locale` and the position on the page is kept.
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
          {unambiguousTag(locale, page.site.locales)}
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
