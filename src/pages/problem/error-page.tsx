import type { JSX } from 'preact';
import type { ArticleNumber } from '../../article/article-number.js';
import { articlePath, homePath, problemPath } from '../../http/response/addresses.js';
import { type ProblemCode, type ProblemPart, PROBLEMS } from '../../problem.js';
import { Layout } from '../layout/layout.js';
import { type PageContext, type PageProps, renderDocument } from '../layout/page.js';
import { SearchBox } from '../search/search-box.js';

/** Data of an error page. */
export interface ErrorPageData {
  readonly code: ProblemCode;
  /** Placeholder values of the message. */
  readonly values?: Readonly<Record<string, string | number>> | undefined;
  readonly errors?: readonly ProblemPart[] | undefined;
  readonly requestId?: string | undefined;
  /** Suggested articles. */
  readonly near?: readonly NearArticle[] | undefined;
}

/** An article with a similar number. */
export interface NearArticle {
  readonly number: ArticleNumber;
  readonly title?: string | undefined;
}

/** Render an error page, with the same wording as the JSON problem. */
export function renderErrorPage(data: ErrorPageData, page: PageContext): string {
  const { t, locale } = page;
  const title = t(`problem.${data.code}.title`);
  return renderDocument(
    <Layout page={page} title={title} styles={['error']} languages={homePath} kind="error" query={false}>
      <div class="error-frame">
        <p class="error-status number">{PROBLEMS[data.code]}</p>
        <h1>{title}</h1>
        <p class="error-detail">{t(`problem.${data.code}.detail`, data.values)}</p>
        <ErrorParts data={data} page={page} />
        <NearArticles data={data} page={page} />
        <SearchBox page={page} id="error-search" size="large" />
        <p>
          <a class="button" href={homePath(locale)}>
            {t('error.home')}
          </a>
        </p>
        <dl class="error-facts">
          <div>
            <dt>{t('error.code')}</dt>
            <dd class="number">
              <a href={problemPath(data.code)}>{data.code}</a>
            </dd>
          </div>
          {data.requestId !== undefined && (
            <div>
              <dt>{t('error.request')}</dt>
              <dd class="number">{data.requestId}</dd>
            </div>
          )}
        </dl>
      </div>
    </Layout>,
  );
}

function ErrorParts({ data, page }: PageProps<ErrorPageData>): JSX.Element | null {
  if (data.errors === undefined || data.errors.length === 0) return null;
  return (
    <section class="error-parts" aria-labelledby="parts-title">
      <h2 id="parts-title">{page.t('error.parts')}</h2>
      <ul>
        {data.errors.map((part) => (
          <li lang="en" dir="ltr">
            <code>{part.pointer}</code> {part.detail}
          </li>
        ))}
      </ul>
    </section>
  );
}

function NearArticles({ data, page }: PageProps<ErrorPageData>): JSX.Element | null {
  if (data.near === undefined || data.near.length === 0) return null;
  return (
    <section class="error-near" aria-labelledby="near-title">
      <h2 id="near-title">{page.t('error.near')}</h2>
      <ul>
        {data.near.map(({ number, title }) => (
          <li>
            <a href={articlePath(page.locale, number)}>
              <span class="number">{number}</span> {title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
