import type { JSX } from 'preact';
import { fillPlaceholders } from '../../walk/file/placeholders.js';
import { WALK_FIELDS } from './read-walk-answer.js';
import { describedBy, type WalkInputProps } from './walk-field-values.js';

/** Three ways to tell when it failed: lines of the log, its file, or just the time. */
export function WalkLogInput({ view, question, values }: WalkInputProps): JSX.Element {
  const { t, format } = view.page;
  const { example, maxBytes } = question.input;
  const limit = format.number((maxBytes ?? 0) / 1024);
  const tooLarge = fillPlaceholders(view.voice.words.reasons.tooLarge, new Map([['limit', limit]]));
  return (
    <div class="walk-log">
      <p class="walk-field">
        <label for="answer">{t('walk.log')}</label>
        <textarea
          id="answer"
          name={WALK_FIELDS.answer}
          rows={6}
          placeholder={example === null ? undefined : String(example)}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          {...describedBy(view, question)}
        >
          {values.get(WALK_FIELDS.answer)}
        </textarea>
      </p>
      <div class="walk-fields">
        <div class="walk-field walk-drop" data-drop data-max-bytes={maxBytes} data-too-large={tooLarge}>
          <label for="file">{t('walk.logFile')}</label>
          <input
            id="file"
            type="file"
            name={WALK_FIELDS.file}
            accept=".log,.txt,.csv,text/*"
            aria-describedby="file-hint"
          />
          <p class="walk-hint" id="file-hint">
            {t('walk.logHint', { limit })} <span class="needs-script">{t('walk.logDrop')}</span>
          </p>
        </div>
        <p class="walk-field walk-field-short">
          <label for="failedAt">{t('walk.logTime')}</label>
          <input
            id="failedAt"
            type="datetime-local"
            name={WALK_FIELDS.failedAt}
            value={values.get(WALK_FIELDS.failedAt)}
          />
        </p>
      </div>
    </div>
  );
}
