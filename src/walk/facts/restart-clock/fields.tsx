import type { JSX } from 'preact';
import { ANSWER_FIELD } from '../../engine/choice-input.js';
import { answerText, type FieldAid, type FieldProps } from '../../fact-set.js';
import { fillPlaceholders } from '../../walk-texts.js';
import { MAX_TEXT_BYTES } from '../../engine/decode-text.js';
import { ZONE_NAMES } from './clock/parse-zone.js';
import { RESTART_WORDS } from './formats.js';

/** Names of form fields besides {@link ANSWER_FIELD}. */
export const FIELDS = {
  file: 'file',
  failedAt: 'failedAt',
  time: 'time',
  zone: 'zone',
  kind: 'kind',
  date: 'date',
} as const;

/** Three ways to say when it failed: log lines, a log file, or a time. */
export function LogFields({ voice, values, limits, aid }: FieldProps): JSX.Element {
  const { fields, reasons } = RESTART_WORDS.in(voice.language);
  const { example, maxBytes = MAX_TEXT_BYTES } = limits;
  const limit = new Map([['limit', new Intl.NumberFormat(voice.locale).format(maxBytes / 1024)]]);
  return (
    <div class="walk-log">
      <p class="field">
        <label for={ANSWER_FIELD}>{fields.log}</label>
        <textarea
          id={ANSWER_FIELD}
          name={ANSWER_FIELD}
          rows={6}
          placeholder={example === undefined ? undefined : String(example)}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          {...aid()}
        >
          {values.get(ANSWER_FIELD)}
        </textarea>
      </p>
      <div class="walk-fields">
        <div
          class="field walk-drop"
          data-drop
          data-max-bytes={maxBytes}
          data-too-large={fillPlaceholders(reasons.tooLarge, limit)}
        >
          <label for={FIELDS.file}>{fields.logFile}</label>
          <input
            id={FIELDS.file}
            type="file"
            name={FIELDS.file}
            accept=".log,.txt,.csv,text/*"
            aria-describedby="file-hint"
          />
          <p class="walk-hint" id="file-hint">
            {fillPlaceholders(fields.logHint, limit)} <span class="needs-script">{fields.logDrop}</span>
          </p>
        </div>
        <p class="field field-short">
          <label for={FIELDS.failedAt}>{fields.logTime}</label>
          <input
            id={FIELDS.failedAt}
            type="datetime-local"
            name={FIELDS.failedAt}
            value={values.get(FIELDS.failedAt)}
          />
        </p>
      </div>
    </div>
  );
}

/** Minutes as a number. */
export function MinutesFields({ voice, values, limits, aid }: FieldProps): JSX.Element {
  return (
    <p class="field field-short">
      <label for={ANSWER_FIELD}>{RESTART_WORDS.in(voice.language).fields.minutes}</label>
      <input
        id={ANSWER_FIELD}
        type="number"
        name={ANSWER_FIELD}
        value={values.get(ANSWER_FIELD)}
        min={limits.min}
        max={limits.max}
        step={1}
        required
        {...aid()}
      />
    </p>
  );
}

/** A zone field, with suggestions as buttons. */
export function ZoneFields({ voice, values, suggestions, replyField, aid }: FieldProps): JSX.Element {
  const { fields } = RESTART_WORDS.in(voice.language);
  return (
    <>
      <ZoneField label={fields.zone} name={ANSWER_FIELD} values={values} isRequired aid={aid()} />
      <p class="walk-replies">
        {suggestions.map((zone) => (
          <button class="button" type="submit" name={replyField} value={answerText(zone)} formnovalidate>
            {answerText(zone)}
          </button>
        ))}
        <button
          class="button needs-script"
          type="button"
          data-own-zone={ANSWER_FIELD}
          data-label={fillPlaceholders(fields.thisZone, new Map([['zone', '…']]))}
          hidden
        />
      </p>
      <ZoneList />
    </>
  );
}

/** When a server restarts: time, zone, how often. */
export function RestartFields({ voice, values, aid }: FieldProps): JSX.Element {
  const { fields } = RESTART_WORDS.in(voice.language);
  const kind = values.get(FIELDS.kind) ?? 'daily';
  const time = values.get(FIELDS.time);
  return (
    <>
      <div class="walk-fields">
        <p class="field field-short">
          <label for={FIELDS.time}>{fields.time}</label>
          <input
            id={FIELDS.time}
            type="time"
            name={FIELDS.time}
            value={time}
            step={time?.length === 'HH:mm:ss'.length ? 1 : undefined}
            required
            {...aid('/time')}
          />
        </p>
        <ZoneField label={fields.zone} name={FIELDS.zone} values={values} aid={aid('/zone')} />
      </div>
      <fieldset class="walk-kinds">
        <legend>{fields.kind}</legend>
        {(['daily', 'once'] as const).map((one) => (
          <label>
            <input type="radio" name={FIELDS.kind} value={one} checked={kind === one} /> {fields[one]}
          </label>
        ))}
        <label class="walk-day">
          {fields.day}{' '}
          <input type="date" name={FIELDS.date} value={values.get(FIELDS.date)} {...aid('/date')} />
        </label>
      </fieldset>
      <ZoneList />
    </>
  );
}

/** A time zone field; {@link ZoneList} has the names. */
function ZoneField({
  label,
  name,
  values,
  isRequired = false,
  aid,
}: Pick<FieldProps, 'values'> & { label: string; name: string; isRequired?: boolean; aid: FieldAid }) {
  return (
    <p class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        type="text"
        name={name}
        value={values.get(name)}
        list="zones"
        placeholder="Europe/Paris"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        required={isRequired}
        {...aid}
      />
    </p>
  );
}

/** The datalist of zone names; once per page. */
function ZoneList(): JSX.Element {
  return (
    <datalist id="zones">
      {ZONE_NAMES.map((zone) => (
        <option value={zone} />
      ))}
    </datalist>
  );
}
