import type { JSX } from 'preact';
import { articlePath, besidePath } from '../../http/response/addresses.js';
import { articleLanguages } from '../article/article-languages.js';
import type { BesideView } from './beside-page-data.js';

/** Which languages stand side by side, and whether with findings: a plain form. */
export function BesideForm({ view }: { readonly view: BesideView }): JSX.Element {
  const { page, left, right, isChecked } = view;
  const { t, site } = page;
  const { article } = left.reading;
  const there = articleLanguages(article, site).map(({ locale }) => locale);
  const offered = [...new Set([...there.filter((locale) => locale !== left.locale), right.locale])];
  return (
    <form class="beside-form" action={articlePath(left.locale, article.number)} method="get">
      <p>
        <label for="beside-language">{t('beside.choose')}</label>
        <select id="beside-language" name="beside">
          {offered.map((locale) => (
            <option value={locale} lang={locale} selected={locale === right.locale}>
              {page.nativeName(locale)}
            </option>
          ))}
        </select>
      </p>
      <p class="beside-check">
        <input id="beside-faults" type="checkbox" name="faults" value="1" checked={isChecked} />{' '}
        <label for="beside-faults">{t('beside.showFaults')}</label>
      </p>
      <button class="button" type="submit">
        {t('beside.show')}
      </button>
      <p class="link-row">
        <a href={besidePath(right.locale, article.number, left.locale, isChecked)} hreflang={right.locale}>
          {t('beside.swap')}
        </a>
        <a href={articlePath(left.locale, article.number)}>{t('walk.article')}</a>
      </p>
    </form>
  );
}
