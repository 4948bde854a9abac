import type { JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';
import type { Reading } from '../../article/reading.js';
import { nativeLanguageName } from '../../locale/format.js';
import { direction } from '../../locale/tag.js';
import { messageLanguages } from '../../presenters/customer-message.js';
import { CopyButton } from '../article/article-actions.js';
import { Select } from '../layout/field.js';
import { shapeName } from '../article/ticket-shapes.js';
import { HostButtons } from '../layout/host-buttons.js';
import { Icon } from '../layout/icon.js';
import type { PageContext } from '../layout/page.js';

/** Parameters of the answer panel. */
export const ANSWER_PARAMETERS = { customer: '_customer', steps: '_steps' } as const;

/** A text in its language. */
export interface AnswerText {
  readonly locale: LocaleTag;
  readonly text: string;
}

/** Content of the panel. */
export interface AnswerData {
  readonly customer: AnswerText;
  /** The same in the agent's language; undefined if equal to the customer's. */
  readonly mine: AnswerText | undefined;
  /** The internal note, if any. */
  readonly note: AnswerText | undefined;
  /** Notes for the agent that the customer does not need. */
  readonly hints: readonly string[];
  /** Whether missing steps are taken from the source; undefined when none are missing. */
  readonly takesNewer: boolean | undefined;
  /** The reading used for the customer's text. */
  readonly reading: Reading;
}

interface AnswerPanelProps {
  readonly page: PageContext;
  readonly data: AnswerData;
  /** Target and hidden fields of the language form. */
  readonly action: string;
  readonly fields: Iterable<readonly [string, string]>;
  /** True when the page's heading already names it. */
  readonly isOwnPage?: boolean;
}

/** The customer's text to edit and copy, the same in the agent's language, and the note. */
export function AnswerPanel({
  page,
  data,
  action,
  fields,
  isOwnPage = false,
}: AnswerPanelProps): JSX.Element {
  const { t } = page;
  const { customer, mine, note, hints } = data;
  return (
    <section class="answer" id="ticket" aria-labelledby="answer-title">
      <h2 id="answer-title" class={isOwnPage ? 'visually-hidden' : undefined}>
        {t('answer.title')}
      </h2>
      <form class="answer-choice" method="get" action={`${action}#ticket`} data-auto>
        {[...fields].map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Select
          id="answer-language"
          name={ANSWER_PARAMETERS.customer}
          label={t('answer.language')}
          options={messageLanguages().map((tag) => ({
            value: tag,
            text: nativeLanguageName(tag),
            lang: tag,
          }))}
          chosen={customer.locale}
        />
        {data.takesNewer !== undefined && (
          <Select
            id="answer-steps"
            name={ANSWER_PARAMETERS.steps}
            label={t('answer.newer')}
            options={[
              { value: 'all', text: t('answer.newerTaken') },
              { value: 'own', text: t('answer.newerLeftOut') },
            ]}
            chosen={data.takesNewer ? 'all' : 'own'}
          />
        )}
        <button class="button" type="submit">
          {t('list.apply')}
        </button>
      </form>
      {hints.length > 0 && (
        <div class="notice answer-hints" role="note">
          <p>
            <strong>{t('answer.hints')}</strong>
          </p>
          <ul>
            {hints.map((hint) => (
              <li>{hint}</li>
            ))}
          </ul>
        </div>
      )}
      <div class="answer-texts">
        <div class="answer-text">
          <p class="answer-text-head">
            <label for="answer-customer">
              {t('answer.customer', { language: nativeLanguageName(customer.locale) })}
            </label>
          </p>
          <textarea
            id="answer-customer"
            class="answer-editor"
            lang={customer.locale}
            dir={direction(customer.locale)}
            rows={rowsOf(customer.text)}
            data-answer-text
          >
            {customer.text}
          </textarea>
          <HostButtons
            page={page}
            reading={data.reading}
            actions={['insert', 'link', 'resolved']}
            textId="answer-customer"
          />
          <CopyRow page={page} />
        </div>
        {mine !== undefined && (
          <ReadOnlyText
            page={page}
            id="answer-mine"
            label={t('answer.mine', { language: nativeLanguageName(mine.locale) })}
            text={mine}
          />
        )}
        {note !== undefined && (
          <ReadOnlyText page={page} id="answer-note" label={t('answer.note')} text={note} />
        )}
      </div>
      <p class="copy-status visually-hidden" role="status" data-copy-status />
    </section>
  );
}

/** Copy formats of `copy.js`. */
const SHAPES = ['plain', 'html', 'markdown', 'jira', 'rich'] as const;

/** One button per format; without scripts the text is selected by hand. */
function CopyRow({ page }: { readonly page: PageContext }): JSX.Element {
  const { t } = page;
  return (
    <div class="answer-copy needs-script" role="group" aria-label={t('copy.copy')}>
      {SHAPES.map((shape) => (
        <button class="button copy-button" type="button" data-copy-answer={shape}>
          <Icon name="copy" />
          <span data-copy-label>{shapeName(shape, t)}</span>
        </button>
      ))}
    </div>
  );
}

interface ReadOnlyTextProps {
  readonly page: PageContext;
  readonly id: string;
  readonly label: string;
  readonly text: AnswerText;
}

function ReadOnlyText({ page, id, label, text }: ReadOnlyTextProps): JSX.Element {
  return (
    <div class="answer-text">
      <p class="answer-text-head">
        <label for={id}>{label}</label>
        <CopyButton page={page} what={label} target={id} />
      </p>
      <textarea
        id={id}
        lang={text.locale}
        dir={direction(text.locale)}
        rows={rowsOf(text.text)}
        readonly
        spellcheck={false}
      >
        {text.text}
      </textarea>
    </div>
  );
}

/** Number of textarea rows for a text. */
function rowsOf(text: string): number {
  const rows = text.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / 70), 0);
  return Math.min(24, Math.max(8, rows));
}
