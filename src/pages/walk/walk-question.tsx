import type { JSX } from 'preact';
import { articlePath } from '../../http/response/addresses.js';
import { ANSWER_FIELD } from '../../walk/engine/choice-input.js';
import { type AnswerValue, type FieldAid, type FieldProps, UNKNOWN } from '../../walk/fact-set.js';
import { suggestAnswers } from '../../walk/present/present-node.js';
import { WALK_WORDS } from '../../walk/present/walk-words.js';
import type { WireQuestion } from '../../walk/present/wire-state.js';
import { languageAttributes } from '../layout/languages.js';
import { readyHtml } from '../layout/markup.js';
import { type FormValues, type WalkView, withCustomer } from './walk-page-data.js';

/** Form field names besides those of the input. */
export const WALK_FIELDS = {
  /** The question's id. */
  question: 'question',
  /** Name of the quick-reply button. */
  reply: 'reply',
} as const;

interface WalkQuestionProps {
  readonly view: WalkView;
  readonly question: WireQuestion;
}

/** The current question as a form. */
export function WalkQuestion({ view, question }: WalkQuestionProps): JSX.Element | null {
  const { page, state } = view;
  const { t } = page;
  const node = view.article.walk.nodes.get(question.id);
  if (node?.kind !== 'question') return null;
  const { takesFile } = node.input;
  const words = WALK_WORDS.in(view.voice.language);
  // The step itself already says that it is newer.
  const help = question.help === words.plain.newer ? null : question.help;
  return (
    <form
      class="walk-question"
      method="post"
      action={articlePath(
        page.locale,
        state.walk.number,
        'walk',
        withCustomer(view.query, view.extras.customer),
      )}
      enctype={takesFile ? 'multipart/form-data' : undefined}
      aria-labelledby="question"
    >
      <input type="hidden" name={WALK_FIELDS.question} value={question.id} />
      {state.walk.kind === 'plain' && <WalkStep view={view} />}
      <h2 id="question" {...view.textLang}>
        {question.prompt}
      </h2>
      {help !== null && (
        <p class="walk-help" id="question-help" {...view.textLang}>
          {help}
        </p>
      )}
      <Instructions view={view} question={question} />
      <Errors view={view} />
      <Fields view={view} question={question} />
      <div class="walk-buttons">
        {node.input.Fields !== undefined && (
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
          {words.unknown}
        </button>
        {view.extras.changing !== undefined && <a href={view.extras.changing.keepHref}>{t('walk.keep')}</a>}
      </div>
    </form>
  );
}

function Instructions({ view, question }: WalkQuestionProps): JSX.Element | null {
  const { consolePath } = view.voice.texts;
  if (question.instructions.length === 0) return null;
  return (
    <>
      {consolePath.length > 0 && (
        <p class="walk-console">
          <span class="walk-console-label">{view.page.t('walk.where')}</span>{' '}
          {consolePath.map((part, i) => (
            <>
              {i > 0 && <span class="walk-console-arrow"> › </span>}
              <b>{part}</b>
            </>
          ))}
        </p>
      )}
      <ol class="walk-instructions" {...view.textLang}>
        {question.instructions.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
    </>
  );
}

/** Errors of the answer, referenced by its fields. */
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

/** The input fields, or a button per option. */
function Fields({ view, question }: WalkQuestionProps): JSX.Element | null {
  const node = view.article.walk.nodes.get(question.id);
  if (node?.kind !== 'question') return null;
  const { Fields: InputFields, limits } = node.input;
  const values = fieldValues(view, question, node.input.toFields);
  if (InputFields === undefined) return <Choices view={view} question={question} values={values} />;
  const props: FieldProps = {
    voice: view.voice,
    values,
    suggestions: suggestAnswers(node, view.facts),
    replyField: WALK_FIELDS.reply,
    limits,
    aid: (member = '') => fieldAid(view, question, member),
  };
  return (
    <div class="walk-input" {...view.textLang}>
      <InputFields {...props} />
    </div>
  );
}

/** Initial values: rejected input, else the answer being changed, else the suggestion. */
function fieldValues(
  view: WalkView,
  question: WireQuestion,
  toFields: (answer: AnswerValue) => FormValues,
): FormValues {
  if (view.extras.typed !== undefined) return view.extras.typed;
  const answer = view.extras.changing?.answer ?? question.input.suggestion;
  return answer === null || answer === UNKNOWN ? new Map() : toFields(answer);
}

function fieldAid({ state }: WalkView, question: WireQuestion, member: string): FieldAid {
  const own = `/answers/${question.id}${member}`;
  const isRefused = state.errors.some(({ pointer }) => pointer === own || pointer.startsWith(`${own}/`));
  const ids = [
    ...(isRefused ? ['question-error'] : []),
    ...(question.help === null ? [] : ['question-help']),
  ];
  return {
    ...(ids.length > 0 && { 'aria-describedby': ids.join(' ') }),
    ...(isRefused && { 'aria-invalid': true, autofocus: true }),
  };
}

/** One submit button per option. */
function Choices({
  view,
  question,
  values,
}: WalkQuestionProps & { readonly values: FormValues }): JSX.Element {
  const current = values.get(ANSWER_FIELD);
  return (
    <ul class="walk-choices" {...view.textLang}>
      {question.input.options
        .filter(({ value }) => value !== UNKNOWN)
        .map(({ value, label }) => (
          <li>
            <button
              class="button"
              type="submit"
              name={ANSWER_FIELD}
              value={value}
              aria-current={value === current ? 'true' : undefined}
            >
              {label}
            </button>
          </li>
        ))}
    </ul>
  );
}

/** The article's step for the question or outcome. */
export function WalkStep({ view }: { readonly view: WalkView }): JSX.Element | null {
  const { page, state, voice } = view;
  const step = state.question?.step ?? state.outcome?.step;
  if (step === undefined || step === null) return null;
  return (
    <section class="walk-step" aria-labelledby="walk-step-title">
      <h2 id="walk-step-title">
        <a href={`${articlePath(page.locale, state.walk.number)}#${step.anchor}`}>
          {page.t('walk.articleStep', { number: step.number })}
        </a>
      </h2>
      {step.isNewer && <p class="tag walk-newer">{WALK_WORDS.in(voice.language).plain.newer}</p>}
      <div
        class="prose"
        {...languageAttributes(step.locale, page.locale)}
        dangerouslySetInnerHTML={{ __html: readyHtml(step.html, page) }}
      />
    </section>
  );
}
