import type { JSX } from 'preact';
import {
  absolute,
  apiArticlePath,
  articlePath,
  embedPath,
  permalinkPath,
} from '../../http/response/addresses.js';
import { direction } from '../../locale/tag.js';
import { provenanceWords } from '../../presenters/provenance.js';
import { JsonLd } from '../layout/document-head.js';
import { Layout } from '../layout/layout.js';
import { type PageContext, renderDocument } from '../layout/page.js';
import { AgentsPart } from './agents-part.js';
import { ArticleHeader, ArticleNotices } from './article-header.js';
import {
  articleCardPath,
  articleDescription,
  articleJsonLd,
  articleLanguages,
  canonicalArticlePath,
} from './article-metadata.js';
import { type ArticlePageData, type ArticleView, createArticleView } from './article-page-data.js';
import { ArticleSection, ContentsList, isLong } from './article-section.js';
import { FeedbackForm } from './feedback.js';

/** Placeholder for the step number in a copy template. */
const STEP_MARK = '\uF8F1';

/** Render an article page. */
export function renderArticlePage(data: ArticlePageData, page: PageContext): string {
  const view = createArticleView(data, page);
  const { reading } = view;
  const { translation, article } = reading;
  const { number } = article;
  const { site } = page;
  const path = articlePath(page.locale, number);
  const hasContents = isLong(translation);
  return renderDocument(
    <Layout
      page={page}
      title={`${translation.title} (${number})`}
      description={articleDescription(translation)}
      canonical={canonicalArticlePath(reading, site)}
      alternates={articleLanguages(article, site)}
      anyLanguage={permalinkPath(number)}
      picture={{ href: articleCardPath(reading, site, page.locale), alt: `${number}: ${translation.title}` }}
      type="article"
      isIndexed={!article.facts.isHidden}
      styles={['article', 'contents', 'feedback', 'menus', 'notices', 'permalink', 'prose', 'steps']}
      scripts={['copy', 'flag', 'reading', 'related']}
      more={
        <>
          <link rel="alternate" type="text/markdown" href={`${path}.md`} />
          <link rel="alternate" type="application/json" href={`${path}.json`} />
          <link
            rel="alternate"
            type="application/json+oembed"
            title={translation.title}
            href={absolute(site, embedPath(absolute(site, path)))}
          />
          <JsonLd value={articleJsonLd(reading, site)} />
        </>
      }
      languages={articleLanguages(article, site, reading.provenance.sourceLocale)}
      kind="article"
    >
      <div class={hasContents ? 'article-frame article-frame-long' : 'article-frame'}>
        <article
          {...view.articleLang}
          data-permalink={absolute(site, permalinkPath(number))}
          data-lang={page.locale}
          data-copied={page.t('copy.copied')}
          data-copy-failed={page.t('copy.failed')}
          data-step-copied={page.t('step.copied', { number: STEP_MARK })}
          data-code-copy={page.t('code.copy')}
          data-code-wrap={page.t('code.wrap')}
          data-zoom={page.t('image.zoom')}
          data-close={page.t('dialog.close')}
        >
          <div class="article-top" {...view.readerLang}>
            <ArticleHeader view={view} />
            <ArticleNotices view={view} />
          </div>
          {hasContents && <ContentsList view={view} />}
          {view.sections.map((section) => (
            <ArticleSection view={view} section={section} />
          ))}
        </article>
        <AgentsPart view={view} />
        <Related view={view} />
        <FeedbackForm view={view} />
        <ArticleFooter view={view} />
      </div>
    </Layout>,
  );
}

/** Loaded by `related.js`, since it costs a search. */
function Related({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element {
  return (
    <section
      class="related"
      data-related={`${apiArticlePath(reading.article.number)}/related?locale=${page.locale}`}
      aria-labelledby="related-title"
      hidden
    >
      <h2 id="related-title">{page.t('article.related')}</h2>
      <ul />
    </section>
  );
}

/** Details, languages and other formats, after the text. */
function ArticleFooter({ view: { page, reading } }: { readonly view: ArticleView }): JSX.Element {
  const { t, locale, site, format } = page;
  const { article } = reading;
  const path = articlePath(locale, article.number);
  const permalink = absolute(site, permalinkPath(article.number));
  return (
    <footer class="article-footer">
      <h2>{t('article.about')}</h2>
      <dl>
        {article.facts.appliesTo.length > 0 && (
          <div>
            <dt>{t('article.appliesTo')}</dt>
            <dd>{article.facts.appliesTo.join(', ')}</dd>
          </div>
        )}
        <div>
          <dt>{t('provenance.title')}</dt>
          <dd>{provenanceWords(reading.provenance, t, format).join(' · ')}</dd>
        </div>
        <div>
          <dt>{t('permalink.permanent')}</dt>
          <dd>
            <a href={permalink}>{permalink}</a>
          </dd>
        </div>
        <div>
          <dt>{t('home.languages')}</dt>
          <dd class="link-row">
            {articleLanguages(article, site).map((link) => (
              <a href={link.href} lang={link.locale} dir={direction(link.locale)} hreflang={link.locale}>
                {page.nativeName(link.locale)}
              </a>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('article.formats')}</dt>
          <dd class="link-row">
            <a href={`${path}.md`} type="text/markdown">
              Markdown
            </a>
            <a href={`${path}.json`} type="application/json">
              JSON
            </a>
          </dd>
        </div>
      </dl>
    </footer>
  );
}
