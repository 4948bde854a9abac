import type { JSX } from 'preact';
import type { WalkView } from './walk-page-data.js';

/** Questions ahead that are still named. */
const MOST_NAMED = 4;

/** How far the walk is: the question's number, and how many can still come. */
export function WalkProgress({ view: { page, state } }: { readonly view: WalkView }): JSX.Element {
  const { t, format } = page;
  const { answered, remaining } = state.progress;
  const isEnd = state.outcome !== null;
  const ahead = remaining - 1;
  const left = ahead > 0 ? t('walk.remaining', { count: ahead }) : t('walk.last');
  // A guide asks fewer questions than it could; a large number only frightens.
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
