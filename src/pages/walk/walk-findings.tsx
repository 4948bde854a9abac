import type { JSX } from 'preact';
import { articlePath } from '../../http/response/addresses.js';
import { WALK_WORDS } from '../../walk/present/walk-words.js';
import type { WireSentence } from '../../walk/present/wire-state.js';
import { WALK_PARAMETERS, type WalkView } from './walk-page-data.js';

/** The answers so far, each with a link to change it. */
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

/** URL to change an answer. */
function changePath({ page, state, query }: WalkView, question: string): string {
  const path = articlePath(page.locale, state.walk.number, 'walk', query);
  return `${path}&${WALK_PARAMETERS.change}=${encodeURIComponent(question)}`;
}

interface WalkPartProps {
  readonly view: WalkView;
}

/** The verdict. */
export function WalkVerdict({ view: { found, textLang } }: WalkPartProps): JSX.Element | null {
  const { verdict } = found;
  if (verdict === undefined) return null;
  return (
    <p class={`walk-verdict walk-verdict-${verdict.name}`} role="note" {...textLang}>
      {verdict.text}
    </p>
  );
}

/** What was understood from an answer, shown so that the reader can correct it. */
export function WalkReadBack({ view }: WalkPartProps): JSX.Element | null {
  const { page, state, found } = view;
  const { readBack } = found;
  if (readBack === undefined) return null;
  const isAnswered = state.answered.some(({ id }) => id === readBack.question);
  return (
    <section class="walk-understood" aria-labelledby="understood-title">
      <h2 id="understood-title" {...view.textLang}>
        {readBack.title}
      </h2>
      <ul {...view.textLang}>
        {readBack.lines.map(({ label, text }) => (
          <li>
            {label !== null && <span class="walk-label">{label}: </span>}
            {label === null ? text : <b>{text}</b>}
          </li>
        ))}
      </ul>
      {isAnswered && (
        <p>
          <a href={changePath(view, readBack.question)}>
            {page.t('walk.change')}
            <span class="visually-hidden">: {readBack.title}</span>
          </a>
        </p>
      )}
    </section>
  );
}

/** Details of the verdict: the fact set's details, read-back, warnings. */
export function WalkFindings({ view }: WalkPartProps): JSX.Element | null {
  const { page, state, voice, found } = view;
  const { Details } = found;
  if (found.verdict === undefined && state.warnings.length + state.assumptions.length === 0) return null;
  const { assumed } = WALK_WORDS.in(voice.language).note;
  return (
    <div class="walk-findings">
      {Details !== undefined && (
        <div class="walk-details" {...view.textLang}>
          <Details />
        </div>
      )}
      <Sentences view={view} title={page.t('walk.notes')} id="walk-notes" sentences={state.warnings} />
      <Sentences view={view} title={assumed} id="walk-assumed" sentences={state.assumptions} />
      {found.verdict !== undefined && <WalkReadBack view={view} />}
    </div>
  );
}

interface SentencesProps extends WalkPartProps {
  readonly title: string;
  readonly id: string;
  readonly sentences: readonly WireSentence[];
}

function Sentences({ view, title, id, sentences }: SentencesProps): JSX.Element | null {
  if (sentences.length === 0) return null;
  return (
    <section class="walk-sentences" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul {...view.textLang}>
        {sentences.map(({ text }) => (
          <li>{text}</li>
        ))}
      </ul>
    </section>
  );
}
