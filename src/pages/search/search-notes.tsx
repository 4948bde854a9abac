import type { JSX } from 'preact';
import { articlePath, searchPath } from '../../http/response/addresses.js';
import { LONGEST_QUERY } from '../../http/response/run-search.js';
import { Icon } from '../layout/icon.js';
import { languageAttributes } from '../layout/languages.js';
import { quotedQuery, type SearchPageData, type SearchPageProps } from './search-page-data.js';

/** What is to be said before the articles found: how many, what may have been meant, and the one whose number was typed. */
export function SearchNotes({ data, page }: SearchPageProps): JSX.Element {
  const { t, format } = page;
  const { total = 0, isTotalCapped = false } = data.result ?? {};
  return (
    <div class="search-notes">
      {total > 0 && (
        <p class="list-total">
          {isTotalCapped
            ? t('search.totalCapped', { number: format.number(total) })
            : t('search.total', { count: total })}
        </p>
      )}
      {data.isCut && <p>{t('search.cut', { number: format.number(LONGEST_QUERY) })}</p>}
      {data.near === undefined && <Suggestion data={data} page={page} />}
      <Direct data={data} page={page} />
      <Near near={data.near} page={page} />
    </div>
  );
}

function Suggestion({ data, page: { t, locale } }: SearchPageProps): JSX.Element | null {
  const { asked, result } = data;
  const suggestion = result?.suggestion ?? null;
  if (suggestion === null) return null;
  const href = searchPath(locale, { ...asked, q: suggestion, cursor: undefined });
  return (
    <p class="search-suggestion">
      {result?.isSuggestionUsed === true
        ? t('search.corrected', { query: quotedQuery(asked.q ?? '') })
        : t('search.didYouMean')}{' '}
      <a href={href}>
        <bdi>{suggestion}</bdi>
      </a>
    </p>
  );
}

function Direct({ data, page: { t, locale } }: SearchPageProps): JSX.Element | null {
  const direct = data.result?.direct ?? null;
  if (direct === null) return null;
  return (
    <p class="search-direct">
      <span class="search-direct-label">{t('search.direct')}</span>
      <a href={direct.href}>
        <span class="number">{direct.number}</span>{' '}
        <span {...languageAttributes(direct.servedLocale, locale)}>{direct.title}</span>
        <Icon name="arrow" />
      </a>
    </p>
  );
}

/** Number typed wrong: says so, since what its parts find is not what was meant. */
function Near({
  near,
  page: { t, locale },
}: Pick<SearchPageProps, 'page'> & Pick<SearchPageData, 'near'>): JSX.Element | null {
  if (near === undefined) return null;
  return (
    <div class="search-near">
      <p>
        <strong>{t('problem.article-not-found.title')}</strong> {near.length > 0 && t('error.near')}
      </p>
      {near.length > 0 && (
        <ul>
          {near.map((number) => (
            <li>
              <a class="number" href={articlePath(locale, number)}>
                {number}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
