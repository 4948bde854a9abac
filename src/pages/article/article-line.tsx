import type { JSX } from 'preact';
import type { Reading } from '../../article/reading.js';
import { articlePath } from '../../http/response/addresses.js';
import { languageAttributes } from '../layout/languages.js';
import type { PageContext } from '../layout/page.js';

/** A link to the article a page is about, above its heading. */
export function ArticleLine({
  page: { locale },
  reading: { article, served, translation },
}: {
  readonly page: PageContext;
  readonly reading: Reading;
}): JSX.Element {
  return (
    <p class="walk-article">
      <a href={articlePath(locale, article.number)}>
        <span class="number">{article.number}</span>{' '}
        <span {...languageAttributes(served, locale)}>{translation.title}</span>
      </a>
    </p>
  );
}
