import type { JSX } from 'preact';
import { UNKNOWN } from '../../walk/engine/question-input.js';
import type { WireQuestion } from '../../walk/present/wire-state.js';
import { WALK_FIELDS } from './read-walk-answer.js';
import { WalkInput } from './walk-input.js';
import { walkAddresses, type WalkView } from './walk-page-data.js';
import { WalkStep } from './walk-step.js';

interface WalkQuestionProps {
  readonly view: WalkView;
  readonly question: WireQuestion;
}

/** The question at hand, as a plain form. */
export function WalkQuestion({ view, question }: WalkQuestionProps): JSX.Element {
  const { page, state } = view;
  const { t } = page;
  const isLog = question.input.type === 'log';
  // The step itself says that it is newer than the translation.
  const help = question.help === view.voice.words.plain.newer ? null : question.help;
  return (
    <form
      class="walk-question"
      method="post"
      action={walkAddresses(view).answer}
      enctype={isLog ? 'multipart/form-data' : undefined}
      aria-labelledby="question"
    >
      <input type="hidden" name={WALK_FIELDS.question} value={question.id} />
      {state.walk.kind === 'plain' && <WalkStep view={view} />}
      <h2 id="question">{question.prompt}</h2>
      {help !== null && (
        <p class="walk-help" id="question-help">
          {help}
        </p>
      )}
      <Instructions view={view} question={question} />
      <Errors view={view} />
      <WalkInput view={view} question={question} />
      <div class="walk-buttons">
        {question.input.type !== 'choice' && (
          <button class="button button-primary" type="submit">
            {t('walk.continue')}
          </button>
        )}
        <button
          class="button walk-unknown"
          type="submit"
          name={WALK_FIELDS.reply}
          value={UNKNOWN}
          formnovalidate
        >
          {view.voice.words.unknown}
        </button>
        {view.changing !== undefined && <a href={view.changing.keepHref}>{t('walk.keep')}</a>}
      </div>
    </form>
  );
}

function Instructions({ view, question }: WalkQuestionProps): JSX.Element | null {
  if (question.instructions.length === 0) return null;
  return (
    <>
      <ConsolePath path={view.state.schedule?.consolePath ?? []} label={view.page.t('walk.where')} />
      <ol class="walk-instructions">
        {question.instructions.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
    </>
  );
}

interface ConsolePathProps {
  readonly path: readonly string[];
  readonly label: string;
}

/** The way through the product's menus. */
function ConsolePath({ path, label }: ConsolePathProps): JSX.Element | null {
  if (path.length === 0) return null;
  return (
    <p class="walk-console">
      <span class="walk-console-label">{label}</span>{' '}
      {path.map((part, i) => (
        <>
          {i > 0 && <span class="walk-console-arrow"> › </span>}
          <b>{part}</b>
        </>
      ))}
    </p>
  );
}

/** What was wrong with the answer; its fields point here. */
function Errors({ view: { page, state } }: { readonly view: WalkView }): JSX.Element | null {
  if (state.errors.length === 0) return null;
  return (
    <div class="walk-errors" id="question-error" role="alert">
      <p>
        <strong>{page.t('walk.check')}</strong>
      </p>
      <ul>
        {state.errors.slice(0, 10).map((error) => (
          <li>{error.detail}</li>
        ))}
      </ul>
    </div>
  );
}
