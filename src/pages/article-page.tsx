import type { JSX } from 'preact';
import { absolute, articlePath, embedPath, permalinkPath } from '../http/addresses.js';
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
import type { HeadData } from './document-head.js';
import { JsonLd } from './json-ld.js';
import { Layout } from './layout.js';
import type { PageContext } from './page-context.js';
import { renderDocument } from './render-document.js';

/** An article as a whole HTML document, in the locale of `page`. */
export function renderArticlePage(data: ArticlePageData, page: PageContext): string {
  return renderDocument(<ArticlePage view={createArticleView(data, page)} />);
}

function ArticlePage({ view }: { readonly view: ArticleView }): JSX.Element {
  const { page, reading } = view;
  const { translation, article } = reading;
  const hasContents = isLong(translation);
  return (
    <Layout
      page={page}
      head={articleHead(view)}
      languages={articleLanguages(article, page.site)}
      kind="article"
    >
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
        <ArticleFooter view={view} />
      </div>
    </Layout>
  );
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
    styles: ['article.css', 'contents.css', 'notices.css', 'permalink.css', 'prose.css', 'steps.css'],
    scripts: ['article.js', 'ticket.js'],
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
