import type { ComponentChildren, JSX } from 'preact';
import type { ProvenanceState, Reading } from '../../article/reading.js';
import { articlePath, homePath, listPath } from '../../http/response/addresses.js';
import { languageAttributes } from '../layout/languages.js';
import type { PageContext } from '../layout/page.js';
import { ArticleActions } from './article-actions.js';
import type { ArticleView } from './article-page-data.js';
import { SourceLink } from './article-steps.js';

/** Breadcrumb, title, facts and actions of an article. */
export function ArticleHeader({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading } = view;
  const { t } = page;
  const { facts, number } = reading.article;
  return (
    <header class="article-header">
      <ArticlePath view={view} />
      <p class="article-number">
        <span class="number">{number}</span>
        {facts.isBug && <span class="badge badge-bug">{t('article.bug')}</span>}
        {facts.isHidden && <span class="badge badge-archived">{t('article.archived')}</span>}
      </p>
      <h1 {...view.articleLang}>{reading.translation.title}</h1>
      <ArticleFactLine view={view} />
      {view.use !== undefined && (
        <p class="article-use">
          {t('article.used', {
            tickets: page.format.number(view.use.tickets),
            resolved: page.format.number(view.use.resolved),
          })}
        </p>
      )}
      <ArticleActions view={view} />
    </header>
  );
}

/** Breadcrumb from home to product; `article.js` prepends the search the reader came from. */
function ArticlePath({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element {
  const { t, locale } = page;
  const [product] = reading.article.facts.products;
  return (
    <nav class="article-path" aria-label={t('nav.path')} data-back={t('nav.backToResults')}>
      <ol>
        <li>
          <a href={homePath(locale)}>{t('nav.home')}</a>
        </li>
        <li>
          <a href={listPath(locale)}>{t('nav.articles')}</a>
        </li>
        {product !== undefined && (
          <li>
            <a href={listPath(locale, { product })}>{product}</a>
          </li>
        )}
      </ol>
    </nav>
  );
}

function ArticleFactLine({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element {
  const { t, format, locale } = page;
  const { version, publishedAt } = reading.translation;
  return (
    <dl class="article-facts">
      {reading.article.facts.products.length > 0 && (
        <div>
          <dt class="visually-hidden">{t('article.products')}</dt>
          {reading.article.facts.products.map((product) => (
            <dd>
              <a class="product" href={listPath(locale, { product })}>
                {product}
              </a>
            </dd>
          ))}
        </div>
      )}
      {version !== undefined && (
        <div>
          <dt>{t('article.version')}</dt>
          <dd>{format.number(version)}</dd>
        </div>
      )}
      {publishedAt !== undefined && (
        <div>
          <dt>{t('article.published')}</dt>
          <dd>
            <time datetime={publishedAt}>{format.date(publishedAt)}</time>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Notices about the text's reliability, most serious first. */
export function ArticleNotices({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading, isClean } = view;
  const { t, format } = page;
  const { state, kind, version, sourceVersion, missingSteps, humanDegree, risk } = reading.provenance;
  const served = { language: format.languageName(reading.served) };
  const asked = { language: format.languageName(page.locale) };
  const isCounted = version !== undefined && sourceVersion !== undefined;
  return (
    <div class="notices">
      {reading.article.facts.isHidden && (
        <Notice kind="archived" title={t('notice.archivedTitle')}>
          {t('notice.archivedDetail')}
        </Notice>
      )}
      {reading.isFallback && (
        <Notice kind="fallback" title={t('notice.fallbackTitle', asked)}>
          {t('notice.fallbackDetail', served)}
        </Notice>
      )}
      {state === 'outdated' && (
        <Notice kind="outdated" title={t('notice.outdatedTitle')}>
          {isCounted ? t('notice.outdatedDetail', { version, sourceVersion }) : t('notice.outdatedUnknown')}{' '}
          {missingSteps.length > 0 && t('notice.missingSteps', { count: missingSteps.length })}{' '}
          <SourceLink view={view} />
        </Notice>
      )}
      {state === 'ahead' && isCounted && (
        <Notice kind="ahead" title={t('provenance.aheadTitle')}>
          {t('provenance.aheadDetail', { version, sourceVersion })} <SourceLink view={view} />
        </Notice>
      )}
      {state === 'no-source' && (
        <Notice kind="no-source" title={t('provenance.noSourceTitle')}>
          {t('provenance.noSourceDetail')}
        </Notice>
      )}
      {kind === 'machine' && (
        <Notice kind="machine" title={`${t('notice.machineTitle')} · ${t(`risk.${risk}`)}`}>
          {humanDegree === undefined
            ? t('notice.machineUnknown')
            : t('notice.machineDetail', { degree: format.percent(humanDegree) })}
          {isClean === true && ` ${t('beside.clean')}`}
        </Notice>
      )}
    </div>
  );
}

interface NoticeProps {
  readonly kind: ProvenanceState | 'archived' | 'fallback' | 'machine';
  readonly title: string;
  readonly children: ComponentChildren;
}

function Notice({ kind, title, children }: NoticeProps): JSX.Element {
  return (
    <div class={`notice notice-${kind}`} role="note">
      <p>
        <strong class="notice-title">{title}</strong> {children}
      </p>
    </div>
  );
}

interface ArticleLineProps {
  readonly page: PageContext;
  readonly reading: Reading;
}

/** A link to the article a page is about, above its heading. */
export function ArticleLine({ page: { locale }, reading }: ArticleLineProps): JSX.Element {
  const { article, served, translation } = reading;
  return (
    <p class="walk-article">
      <a href={articlePath(locale, article.number)}>
        <span class="number">{article.number}</span>{' '}
        <span {...languageAttributes(served, locale)}>{translation.title}</span>
      </a>
    </p>
  );
}
