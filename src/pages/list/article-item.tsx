import type { ComponentChildren, JSX } from 'preact';
import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import type { Provenance, ProvenanceState } from '../../article/reading.js';
import { articlePath } from '../../http/response/addresses.js';
import type { SEARCH_HIT, Wire } from '../../presenters/schemas.js';
import { languageAttributes } from '../layout/languages.js';
import type { PageContext } from '../layout/page.js';

/** An article as lists show it. */
export interface ArticleItemData {
  readonly number: ArticleNumber;
  readonly title: string;
  readonly description?: string | undefined;
  readonly products: readonly string[];
  readonly publishedAt?: string | undefined;
  /** Locale of title and description. */
  readonly served: LocaleTag;
  readonly isFallback: boolean;
  readonly isBug: boolean;
  /** How far title and text can be trusted. */
  readonly provenance: Pick<Provenance, 'state' | 'kind'>;
}

/** States that say something; an original and a translation that is up to date need no mark. */
const MARKED: ReadonlySet<ProvenanceState> = new Set(['outdated', 'ahead', 'no-source']);

interface ArticleItemProps {
  readonly page: PageContext;
  readonly item: ArticleItemData;
  /** Level of the title, so that headings stay in order. */
  readonly level: 2 | 3;
  /** In place of what the item has. */
  readonly href?: string;
  readonly title?: ComponentChildren;
  readonly description?: ComponentChildren;
  /** Behind the languages. */
  readonly badges?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** One entry of a list: the whole of it leads to the article in the reader's locale. */
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
      {item.description !== undefined && (
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
        {item.publishedAt !== undefined && (
          <time datetime={item.publishedAt}>{format.date(item.publishedAt)}</time>
        )}
      </p>
      {children}
    </li>
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
  const { servedLocale: served, matchedLocale, snippetLocale, isFallback, publishedAt } = hit;
  const isInTitlesLanguage = snippetLocale === served && !isFallback;
  return (
    <ArticleItem
      page={page}
      item={{ ...hit, served, publishedAt: publishedAt ?? undefined }}
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
  /** Stretches in UTF-16 units, in order, not overlapping; `end` is the first unit after. */
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
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
