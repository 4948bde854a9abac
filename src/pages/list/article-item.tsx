import type { JSX } from 'preact';
import type { ArticleNumber } from '../../article/article-number.js';
import type { LocaleTag } from '../../article/article.js';
import type { Provenance } from '../../article/reading.js';
import { articlePath } from '../../http/response/addresses.js';
import { languageAttributes } from '../layout/language-attributes.js';
import type { PageContext } from '../layout/page-context.js';
import { ProvenanceBadges } from '../layout/provenance-badges.js';

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

interface ArticleItemProps {
  readonly page: PageContext;
  readonly item: ArticleItemData;
  /** Level of the title, so that headings stay in order. */
  readonly level: 2 | 3;
}

/** One entry of a list: the whole of it leads to the article in the reader's locale. */
export function ArticleItem({ page, item, level }: ArticleItemProps): JSX.Element {
  const { t, format, locale } = page;
  const Title = level === 2 ? 'h2' : 'h3';
  const lang = item.isFallback ? languageAttributes(item.served, locale) : {};
  return (
    <li class="item">
      <Title class="item-title" {...lang}>
        <a href={articlePath(locale, item.number)}>{item.title}</a>
      </Title>
      {item.description !== undefined && (
        <p class="item-description" {...lang}>
          {item.description}
        </p>
      )}
      <p class="item-facts">
        <span class="number">{item.number}</span>
        {item.isFallback && <span class="badge badge-fallback">{format.languageName(item.served)}</span>}
        <ProvenanceBadges page={page} provenance={item.provenance} />
        {item.isBug && <span class="badge badge-bug">{t('article.bug')}</span>}
        <span class="item-products">{item.products.join(', ')}</span>
        {item.publishedAt !== undefined && (
          <time datetime={item.publishedAt}>{format.date(item.publishedAt)}</time>
        )}
      </p>
    </li>
  );
}
