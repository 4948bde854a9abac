import type { JSX } from 'preact';
import type { WireOutcome } from '../../walk/present/wire-state.js';
import { Icon } from '../layout/icon.js';
import type { WalkView } from './walk-page-data.js';
import { WalkStep } from './walk-step.js';

interface WalkOutcomeProps {
  readonly view: WalkView;
  readonly outcome: WireOutcome;
}

/** Where the walk ended, and what to do next. */
export function WalkOutcome({ view, outcome }: WalkOutcomeProps): JSX.Element {
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
