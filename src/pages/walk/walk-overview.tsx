import type { JSX } from 'preact';
import { walkOverviewPath, walkPath } from '../../http/response/addresses.js';
import { drawWalkGraph } from '../../walk/present/draw-graph.js';
import { WALK_WORDS } from '../../walk/present/walk-words.js';
import { ArticleLine } from '../article/article-line.js';
import { languageLinks } from '../layout/languages.js';
import { Layout } from '../layout/layout.js';
import { renderDocument } from '../layout/page.js';
import type { WalkView } from './walk-page-data.js';

/**
 * The walk's graph with a link back to the current question.
 *
 * @param path - Visited nodes.
 */
export function renderWalkOverview(view: WalkView, path: readonly string[]): string {
  return renderDocument(<WalkOverview view={view} path={view.isStart ? [] : path} />);
}

function WalkOverview({
  view,
  path,
}: {
  readonly view: WalkView;
  readonly path: readonly string[];
}): JSX.Element {
  const { page, article, voice, query, state } = view;
  const { t, locale, site } = page;
  const { number } = article.walk;
  const head = {
    title: `${t('walk.graph')} (${number})`,
    isIndexed: false,
    styles: ['walk', 'walk-graph'],
  };
  const links = languageLinks(site.locales, (other) => walkOverviewPath(other, number, query));
  const svg = drawWalkGraph(article.walk, voice, path);
  return (
    <Layout page={page} head={head} languages={links} kind="walk">
      <article class="walk-overview">
        <ArticleLine page={page} reading={article.reading} />
        <h1 {...view.textLang}>{state.walk.title}</h1>
        <p>
          <a class="button" href={`${walkPath(locale, number, query)}#now`}>
            {t('walk.backToGuide')}
          </a>
        </p>
        <p class="walk-graph-key" {...view.textLang}>
          <span aria-hidden="true">◇</span> {WALK_WORDS.in(voice.language).graph.answers}
        </p>
        <div class="walk-graph-scroll" tabindex={0} role="region" aria-label={t('walk.graph')}>
          <div dangerouslySetInnerHTML={{ __html: svg }} />
        </div>
      </article>
    </Layout>
  );
}
