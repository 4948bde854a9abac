import type { ComponentChildren, JSX } from 'preact';
import type { ProvenanceState } from '../../article/reading.js';
import { articlePath } from '../../http/response/addresses.js';
import type { LISTED, PROVENANCE, SEARCH_HIT, Wire } from '../../presenters/schemas.js';
import { languageAttributes } from '../layout/languages.js';
import type { PageContext } from '../layout/page.js';

/** What a list shows of an article; dated by its newest translation, as lists are ordered. */
export type ArticleItemData = Pick<
  Wire<typeof LISTED>,
  'number' | 'title' | 'description' | 'products' | 'updatedAt' | 'served' | 'isFallback' | 'isBug'
> & { readonly provenance: Pick<Wire<typeof PROVENANCE>, 'state' | 'kind'> };

/** States shown as a badge; sources and current translations have none. */
const MARKED: ReadonlySet<ProvenanceState> = new Set(['outdated', 'ahead', 'no-source']);

interface ArticleItemProps {
  readonly page: PageContext;
  readonly item: ArticleItemData;
  /** Heading level of the title. */
  readonly level: 2 | 3;
  /** Replaces the item's description. */
  readonly href?: string;
  readonly title?: ComponentChildren;
  readonly description?: ComponentChildren;
  /** Behind the languages. */
  readonly badges?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One list entry, linked as a whole to the article in the reader's locale. */
export function ArticleItem({ page, item, level, children, ...given }: ArticleItemProps): JSX.Element {
  const { t, format, locale } = page;
  const { state, kind } = item.provenance;
  const Title = level === 2 ? 'h2' : 'h3';
  const lang = item.isFallback ? languageAttributes(item.served, locale) : {};
  return (
    <li class="item">
      <Title class="item-title" {...lang}>
        <a href={given.href ?? articlePath(locale, item.number)}>{given.title ?? item.title}</a>
      </Title>
      {given.description}
      {item.description !== null && (
        <p class="item-description" {...lang}>
          {item.description}
        </p>
      )}
      <p class="item-facts">
        <span class="number">{item.number}</span>
        {item.isFallback && <span class="badge badge-fallback">{format.languageName(item.served)}</span>}
        {given.badges}
        {MARKED.has(state) && <span class={`badge badge-${state}`}>{t(`provenance.state.${state}`)}</span>}
        {kind === 'machine' && <span class="badge badge-machine">{t('provenance.machine')}</span>}
        {item.isBug && <span class="badge badge-bug">{t('article.bug')}</span>}
        <span class="item-products">{item.products.join(', ')}</span>
        {item.updatedAt !== null && <time datetime={item.updatedAt}>{format.date(item.updatedAt)}</time>}
      </p>
      {children}
    </li>
  );
}

/** Most articles of the same title listed. */
const MOST_SIMILAR = 8;

interface SearchHitProps {
  readonly page: PageContext;
  readonly hit: Wire<typeof SEARCH_HIT>;
}

/** A search hit with snippet, language and provenance. */
export function SearchHit({ page, hit }: SearchHitProps): JSX.Element {
  const { t, format, locale } = page;
  const { servedLocale: served, matchedLocale, snippetLocale, isFallback, publishedAt } = hit;
  const isInTitlesLanguage = snippetLocale === served && !isFallback;
  return (
    <ArticleItem
      page={page}
      item={{ ...hit, served, description: null, updatedAt: publishedAt }}
      level={2}
      href={hit.href}
      title={<MarkedText text={hit.title} ranges={hit.titleHighlights} />}
      description={
        hit.snippet !== '' && (
          <p
            class="item-description search-snippet"
            {...(isInTitlesLanguage ? {} : languageAttributes(snippetLocale, locale))}
          >
            <MarkedText text={hit.snippet} ranges={hit.highlights} />
          </p>
        )
      }
      badges={
        matchedLocale !== served && (
          <span class="badge badge-fallback">
            {t('search.foundIn', { language: format.languageName(matchedLocale) })}
          </span>
        )
      }
    >
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
    </ArticleItem>
  );
}

interface MarkedTextProps {
  readonly text: string;
  /** Ranges in UTF-16 units, ordered, non-overlapping; `end` exclusive. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** Text with highlighted ranges. */
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
