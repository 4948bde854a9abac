import type { JSX } from 'preact';
import type { SEARCH_HIT, Wire } from '../../presenters/schemas.js';
import { languageAttributes } from '../layout/language-attributes.js';
import type { PageContext } from '../layout/page-context.js';
import { ProvenanceBadges } from '../layout/provenance-badges.js';

/** A stretch of text in UTF-16 units; `end` is the first one after. */
interface Range {
  readonly start: number;
  readonly end: number;
}

interface MarkedTextProps {
  readonly text: string;
  /** In order, not overlapping. */
  readonly ranges: readonly Range[];
}

/** Text with some stretches of it marked. */
function MarkedText({ text, ranges }: MarkedTextProps): JSX.Element {
  const pieces: (string | JSX.Element)[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    pieces.push(text.slice(at, start), <mark>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}

/** Articles of the same title that are named. */
const MOST_SIMILAR = 8;

interface SearchHitProps {
  readonly page: PageContext;
  readonly hit: Wire<typeof SEARCH_HIT>;
}

/** One article found: why, in which language, and how far its text can be trusted. */
export function SearchHit({ page, hit }: SearchHitProps): JSX.Element {
  const { t, format, locale } = page;
  const { servedLocale, matchedLocale, snippetLocale, isFallback } = hit;
  const own = isFallback ? languageAttributes(servedLocale, locale) : {};
  const snippet = snippetLocale === servedLocale ? own : languageAttributes(snippetLocale, locale);
  return (
    <li class="item">
      <h2 class="item-title" {...own}>
        <a href={hit.href}>
          <MarkedText text={hit.title} ranges={hit.titleHighlights} />
        </a>
      </h2>
      {hit.snippet !== '' && (
        <p class="item-description search-snippet" {...snippet}>
          <MarkedText text={hit.snippet} ranges={hit.highlights} />
        </p>
      )}
      <p class="item-facts">
        <span class="number">{hit.number}</span>
        {isFallback && <span class="badge badge-fallback">{format.languageName(servedLocale)}</span>}
        {matchedLocale !== servedLocale && (
          <span class="badge badge-fallback">
            {t('search.foundIn', { language: format.languageName(matchedLocale) })}
          </span>
        )}
        <ProvenanceBadges page={page} provenance={hit.provenance} />
        {hit.isBug && <span class="badge badge-bug">{t('article.bug')}</span>}
        <span class="item-products">{hit.products.join(', ')}</span>
        {hit.publishedAt !== null && <time datetime={hit.publishedAt}>{format.date(hit.publishedAt)}</time>}
      </p>
      {hit.similar.length > 0 && (
        <p class="item-facts">
          {t('search.sameTitle')}
          {hit.similar.slice(0, MOST_SIMILAR).map((number) => (
            <a class="number" href={hit.href.replace(hit.number, number)}>
              {number}
            </a>
          ))}
        </p>
      )}
    </li>
  );
}
