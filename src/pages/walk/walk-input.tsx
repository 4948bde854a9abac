import type { JSX } from 'preact';
import { WALK_FIELDS } from './read-walk-answer.js';
import { describedBy, fieldValues, type WalkInputProps } from './walk-field-values.js';
import { WalkLogInput } from './walk-log-input.js';
import { WalkChoiceInput } from './walk-choice-input.js';
import { ZoneField, ZoneList } from './walk-zone-field.js';

/** The fields of a question, by what it takes. */
export function WalkInput({ view, question }: Omit<WalkInputProps, 'values'>): JSX.Element {
  const values = fieldValues(view, question);
  const props = { view, question, values };
  switch (question.input.type) {
    case 'log':
      return <WalkLogInput {...props} />;
    case 'choice':
      return <WalkChoiceInput {...props} />;
    case 'minutes':
      return <MinutesInput {...props} />;
    case 'restart':
      return <RestartInput {...props} />;
    case 'zone':
      return <ZoneInput {...props} />;
  }
}

function MinutesInput({ view, question, values }: WalkInputProps): JSX.Element {
  const { min, max } = question.input;
  return (
    <p class="walk-field walk-field-short">
      <label for="answer">{view.voice.words.restart.minutes}</label>
      <input
        id="answer"
        type="number"
        name={WALK_FIELDS.answer}
        value={values.get(WALK_FIELDS.answer)}
        min={min ?? undefined}
        max={max ?? undefined}
        step={1}
        required
        {...describedBy(view, question)}
      />
    </p>
  );
}

function ZoneInput({ view, question, values }: WalkInputProps): JSX.Element {
  const zones = question.quickReplies.flatMap(({ answer }) =>
    typeof answer === 'string' && answer !== 'unknown' ? [answer] : [],
  );
  return (
    <>
      <ZoneField
        view={view}
        name={WALK_FIELDS.answer}
        value={values.get(WALK_FIELDS.answer)}
        isRequired
        aid={describedBy(view, question)}
      />
      <p class="walk-replies">
        {zones.map((zone) => (
          <button class="button" type="submit" name={WALK_FIELDS.reply} value={zone} formnovalidate>
            {zone}
          </button>
        ))}
        <button
          class="button needs-script"
          type="button"
          data-own-zone={WALK_FIELDS.answer}
          data-label={view.page.t('walk.thisZone', { zone: '…' })}
          hidden
        />
      </p>
      <ZoneList />
    </>
  );
}

function RestartInput({ view, question, values }: WalkInputProps): JSX.Element {
  const { restart: words } = view.voice.words;
  const kind = values.get(WALK_FIELDS.kind) ?? 'daily';
  const time = values.get(WALK_FIELDS.time);
  return (
    <>
      <div class="walk-fields">
        <p class="walk-field walk-field-short">
          <label for="time">{words.time}</label>
          <input
            id="time"
            type="time"
            name={WALK_FIELDS.time}
            value={time}
            step={time?.length === 'HH:mm:ss'.length ? 1 : undefined}
            required
            {...describedBy(view, question, '/time')}
          />
        </p>
        <ZoneField
          view={view}
          name={WALK_FIELDS.zone}
          value={values.get(WALK_FIELDS.zone)}
          aid={describedBy(view, question, '/zone')}
        />
      </div>
      <fieldset class="walk-kinds">
        <legend>{words.kind}</legend>
        {(['daily', 'once'] as const).map((one) => (
          <label>
            <input type="radio" name={WALK_FIELDS.kind} value={one} checked={kind === one} /> {words[one]}
          </label>
        ))}
        <label class="walk-day">
          {view.page.t('walk.day')}{' '}
          <input
            type="date"
            name={WALK_FIELDS.date}
            value={values.get(WALK_FIELDS.date)}
            {...describedBy(view, question, '/date')}
          />
        </label>
      </fieldset>
      <ZoneList />
    </>
  );
}
