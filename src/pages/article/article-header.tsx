import type { JSX } from 'preact';
import { answerPath, listPath } from '../../http/response/addresses.js';
import type { ArticleView } from './article-page-data.js';
import { Icon } from '../layout/icon.js';
import { TicketMenu } from './ticket-menu.js';

/** Title, facts and what can be done with an article. */
export function ArticleHeader({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading, walkHref } = view;
  const { t } = page;
  const { facts, number } = reading.article;
  return (
    <header class="article-header">
      <p class="article-number">
        <span class="number">{number}</span>
        {facts.isBug && <span class="badge badge-bug">{t('article.bug')}</span>}
        {facts.isHidden && <span class="badge badge-archived">{t('article.archived')}</span>}
      </p>
      <h1 {...view.articleLang}>{reading.translation.title}</h1>
      <ArticleFactLine view={view} />
      <div class="article-actions">
        {walkHref !== undefined && (
          <a class="button button-primary" href={walkHref} title={t('article.walkDetail')}>
            {t('article.walk')}
            <Icon name="arrow" />
          </a>
        )}
        <TicketMenu view={view} />
        <a class="button" href={answerPath(page.locale, number)}>
          {t('answer.open')}
        </a>
        <p class="copy-status visually-hidden" role="status" data-copy-status />
      </div>
    </header>
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
