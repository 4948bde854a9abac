import type { JSX } from 'preact';
import type { Reading } from '../../article/reading.js';
import {
  absolute,
  articlePath,
  besidePath,
  embedPath,
  permalinkPath,
} from '../../http/response/addresses.js';
import { articleCardPath } from './article-card.js';
import { articleDescription } from './article-description.js';
import { ArticleFooter } from './article-footer.js';
import { ArticleHeader } from './article-header.js';
import { articleJsonLd } from './article-json-ld.js';
import { articleLanguages, canonicalArticlePath } from './article-languages.js';
import { ArticleNotices } from './article-notices.js';
import { createArticleView, type ArticlePageData, type ArticleView } from './article-page-data.js';
import { ArticleSection } from './article-section.js';
import { ContentsList, isLong } from './contents-list.js';
import type { HeadData } from '../layout/document-head.js';
import { FeedbackForm } from './feedback-form.js';
import { JsonLd } from '../layout/json-ld.js';
import type { LanguageLink } from '../layout/language-link.js';
import { Layout } from '../layout/layout.js';
import type { PageContext } from '../layout/page-context.js';
import { renderDocument } from '../layout/render-document.js';

/** An article as a whole HTML document, in the locale of `page`. */
export function renderArticlePage(data: ArticlePageData, page: PageContext): string {
  return renderDocument(<ArticlePage view={createArticleView(data, page)} />);
}

function ArticlePage({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading } = view;
  const { translation, article } = reading;
  const hasContents = isLong(translation);
  return (
    <Layout page={page} head={articleHead(view)} languages={besideLanguages(reading, page)} kind="article">
      <div class={hasContents ? 'article-frame article-frame-long' : 'article-frame'}>
        <article
          {...view.articleLang}
          data-permalink={absolute(page.site, permalinkPath(article.number))}
          data-lang={page.locale}
          data-copied={page.t('copy.copied')}
          data-copy-failed={page.t('copy.failed')}
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
        <FeedbackForm view={view} />
        <ArticleFooter view={view} />
      </div>
    </Layout>
  );
}

/** Where the switch leads: the article’s languages, each with the way to it beside this one. */
function besideLanguages(
  { article, provenance }: Reading,
  { site, locale }: PageContext,
): readonly LanguageLink[] {
  return articleLanguages(article, site, provenance.sourceLocale).map((link) => ({
    ...link,
    besideHref: link.locale === locale ? undefined : besidePath(locale, article.number, link.locale),
  }));
}

function articleHead(view: ArticleView): HeadData {
  const { page, reading } = view;
  const { number, facts } = reading.article;
  const path = articlePath(page.locale, number);
  return {
    title: `${reading.translation.title} (${number})`,
    description: articleDescription(reading.translation),
    canonical: canonicalArticlePath(reading, page.site),
    alternates: articleLanguages(reading.article, page.site),
    anyLanguage: permalinkPath(number),
    picture: {
      href: articleCardPath(reading, page.site, page.locale),
      alt: `${number}: ${reading.translation.title}`,
    },
    kind: 'article',
    isIndexed: !facts.isHidden,
    styles: ['article', 'contents', 'feedback', 'notices', 'permalink', 'prose', 'steps'],
    scripts: ['article', 'ticket'],
    more: (
      <>
        <link rel="alternate" type="text/markdown" href={`${path}.md`} />
        <link rel="alternate" type="application/json" href={`${path}.json`} />
        <link
          rel="alternate"
          type="application/json+oembed"
          title={reading.translation.title}
          href={absolute(page.site, embedPath(absolute(page.site, path)))}
        />
        <JsonLd value={articleJsonLd(view)} />
      </>
    ),
  };
}
