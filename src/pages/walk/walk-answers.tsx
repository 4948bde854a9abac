import type { JSX } from 'preact';
import { walkPath } from '../../http/response/addresses.js';
import type { WalkView } from './walk-page-data.js';
import { WALK_PARAMETERS } from './read-walk-query.js';

/** What was answered so far, in order; each answer can be changed. */
export function WalkAnswers({ view }: { readonly view: WalkView }): JSX.Element | null {
  const { page, state } = view;
  if (state.answered.length === 0) return null;
  return (
    <section class="walk-answers" aria-labelledby="walk-answers-title">
      <h2 id="walk-answers-title">{page.t('walk.answers')}</h2>
      <ol>
        {state.answered.map(({ id, prompt, text }) => (
          <li>
            <span class="walk-answers-prompt" {...view.textLang}>
              {prompt}
            </span>
            <span class="walk-answers-text" {...view.textLang}>
              {text}
            </span>
            <a href={changePath(view, id)}>
              {page.t('walk.change')}
              <span class="visually-hidden">: {prompt}</span>
            </a>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The address at which an answered question is asked again. */
export function changePath({ page, state, query }: WalkView, question: string): string {
  const path = walkPath(page.locale, state.walk.number, query);
  return `${path}&${WALK_PARAMETERS.change}=${encodeURIComponent(question)}`;
}
