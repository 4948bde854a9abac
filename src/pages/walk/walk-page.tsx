import type { JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';
import { absolute, articlePath, permalinkPath } from '../../http/response/addresses.js';
import { drawWalkGraph } from '../../walk/present/draw-graph.js';
import { WALK_WORDS } from '../../walk/present/walk-words.js';
import type { WireOutcome } from '../../walk/present/wire-state.js';
import { AnswerPanel } from '../answer/answer-panel.js';
import { ArticleLine } from '../article/article-header.js';
import { articleLanguages } from '../article/article-metadata.js';
import { Icon } from '../layout/icon.js';
import { languageLinks } from '../layout/languages.js';
import { Layout } from '../layout/layout.js';
import { renderDocument } from '../layout/page.js';
import { WalkAnswers, WalkFindings, WalkReadBack, WalkVerdict } from './walk-findings.js';
import type { WalkView } from './walk-page-data.js';
import { WalkQuestion, WalkStep } from './walk-question.js';

/** Most remaining questions announced. */
const MOST_NAMED = 4;

/** Style sheets of a walk, beside those of every page. */
export const WALK_STYLES = ['prose', 'notices', 'walk', 'walk-findings'] as const;

/** Progress: the question's number and the most that can follow. */
function WalkProgress({ view: { page, state } }: { readonly view: WalkView }): JSX.Element {
  const { t, format } = page;
  const { answered, remaining } = state.progress;
  const isEnd = state.outcome !== null;
  const ahead = remaining - 1;
  const left = ahead > 0 ? t('walk.remaining', { count: ahead }) : t('walk.last');
  // Walks usually ask fewer questions than possible, so large numbers are not shown.
  const isNear = ahead <= MOST_NAMED;
  return (
    <div class="walk-progress">
      <p id="walk-progress">
        <strong>
          {isEnd ? t('walk.result') : t('walk.question', { number: format.number(answered + 1) })}
        </strong>
        {!isEnd && isNear && <span> {left}</span>}
      </p>
      <progress
        aria-labelledby="walk-progress"
        value={isEnd ? 1 : answered}
        max={isEnd ? 1 : answered + Math.max(1, remaining)}
      />
    </div>
  );
}

interface WalkOutcomeProps {
  readonly view: WalkView;
  readonly outcome: WireOutcome;
}

/** The outcome and next steps. */
function WalkOutcome({ view, outcome }: WalkOutcomeProps): JSX.Element {
  const { article } = outcome;
  return (
    <section class={`walk-outcome walk-outcome-${outcome.kind}`} aria-labelledby="outcome">
      <p class="walk-outcome-kind" {...view.textLang}>
        {outcome.kindText}
      </p>
      <h2 id="outcome" {...view.textLang}>
        {outcome.title}
      </h2>
      <p {...view.textLang}>{outcome.text}</p>
      {view.state.walk.kind === 'plain' && <WalkStep view={view} />}
      {article !== null && (
        <p>
          {article.href === null ? (
            article.text
          ) : (
            <a class="button button-primary" href={article.href}>
              <span>
                <span class="number">{article.number}</span> {article.title}
              </span>
              <Icon name="arrow" />
            </a>
          )}
        </p>
      )}
    </section>
  );
}

/** Render a walk page. */
export function renderWalkPage(view: WalkView): string {
  const { page, state } = view;
  const { site } = page;
  const { number } = state.walk;
  const inLocale = (locale: LocaleTag): string => articlePath(locale, number, 'walk', view.query);
  const said = state.question?.prompt ?? state.outcome?.title ?? state.walk.title;
  const translated = articleLanguages(view.article.reading.article, site).map(({ locale }) => locale);
  return renderDocument(
    <Layout
      page={page}
      title={`${view.isStart ? state.walk.title : said} (${number})`}
      canonical={view.isStart ? inLocale(page.locale) : undefined}
      alternates={view.isStart ? languageLinks(translated, inLocale) : []}
      isIndexed={view.isStart}
      styles={[...WALK_STYLES, 'answer']}
      scripts={['copy', 'walk']}
      languages={inLocale}
      kind="walk"
    >
      <WalkFrame view={view} />
    </Layout>,
  );
}

/** The whole walk, without the site around it. */
export function WalkFrame({ view }: { readonly view: WalkView }): JSX.Element {
  const { page, state } = view;
  return (
    <article
      class="walk-frame"
      data-permalink={absolute(page.site, permalinkPath(state.walk.number))}
      data-copied={page.t('copy.copied')}
      data-copy-failed={page.t('copy.failed')}
    >
      <WalkHeader view={view} />
      <div class="walk-columns">
        <div class="walk-now" id="now" tabindex={-1}>
          <WalkNow view={view} />
        </div>
        <div class="walk-more">
          {view.extras.answer !== undefined && (
            <AnswerPanel
              page={page}
              data={view.extras.answer}
              action={articlePath(page.locale, state.walk.number, 'walk')}
              fields={new URLSearchParams(view.query)}
            />
          )}
          <WalkFindings view={view} />
        </div>
        <div class="walk-beside">
          {state.walk.kind === 'guided' && <WalkStep view={view} />}
          <WalkAnswers view={view} />
          <WalkLinks view={view} />
        </div>
      </div>
    </article>
  );
}

function WalkHeader({ view }: { readonly view: WalkView }): JSX.Element {
  const { page, state, article, voice } = view;
  return (
    <header class={view.isStart ? 'walk-header walk-header-start' : 'walk-header'}>
      <ArticleLine page={page} reading={article.reading} />
      <h1 {...view.textLang}>{state.walk.title}</h1>
      {view.isStart && (
        <p class="walk-intro" {...view.textLang}>
          {voice.texts.intro}
        </p>
      )}
    </header>
  );
}

/** The current question or outcome, below the verdict. */
function WalkNow({ view }: { readonly view: WalkView }): JSX.Element {
  const { state, page } = view;
  return (
    <>
      <WalkProgress view={view} />
      {state.dropped.length > 0 && (
        <p class="notice notice-outdated" role="note">
          {page.t('walk.revised')}
        </p>
      )}
      <WalkVerdict view={view} />
      {view.found.verdict === undefined && <WalkReadBack view={view} />}
      {state.question !== null && <WalkQuestion view={view} question={state.question} />}
      {state.outcome !== null && <WalkOutcome view={view} outcome={state.outcome} />}
    </>
  );
}

function WalkLinks({ view }: { readonly view: WalkView }): JSX.Element {
  const { t, locale } = view.page;
  const { number } = view.article.walk;
  return (
    <ul class="walk-links">
      {!view.isStart && (
        <li>
          <a href={articlePath(locale, number, 'walk')}>{t('walk.again')}</a>
        </li>
      )}
      <li>
        <a href={articlePath(locale, number)}>{t('walk.article')}</a>
      </li>
      <li>
        <a href={articlePath(locale, number, 'walk/graph', view.query)}>{t('walk.graph')}</a>
      </li>
    </ul>
  );
}

/** Render the walk's graph with a link back to the current question. @param path - Visited nodes. */
export function renderWalkOverview(view: WalkView, path: readonly string[]): string {
  const { page, article, voice, query, state } = view;
  const { t, locale } = page;
  const { number } = article.walk;
  const svg = drawWalkGraph(article.walk, voice, view.isStart ? [] : path);
  return renderDocument(
    <Layout
      page={page}
      title={`${t('walk.graph')} (${number})`}
      styles={['walk', 'walk-graph']}
      languages={(other) => articlePath(other, number, 'walk/graph', query)}
      kind="walk"
    >
      <article class="walk-overview">
        <ArticleLine page={page} reading={article.reading} />
        <h1 {...view.textLang}>{state.walk.title}</h1>
        <p>
          <a class="button" href={`${articlePath(locale, number, 'walk', query)}#now`}>
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
    </Layout>,
  );
}
