import type { JSX } from 'preact';
import type { FieldAid } from './walk-field-values.js';
import type { WalkView } from './walk-page-data.js';

/** Every zone there is; the same for the whole run. */
let zones: readonly string[] | undefined;

interface ZoneFieldProps {
  readonly view: WalkView;
  readonly name: string;
  readonly value: string | undefined;
  readonly isRequired?: boolean;
  readonly aid?: FieldAid;
}

/** A field for the name of a time zone, with every name to choose from. */
export function ZoneField({ view, name, value, isRequired = false, aid = {} }: ZoneFieldProps): JSX.Element {
  return (
    <p class="walk-field">
      <label for={name}>{view.voice.words.restart.zone}</label>
      <input
        id={name}
        type="text"
        name={name}
        value={value}
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

/** The names a zone's field offers while one types; once a page. */
export function ZoneList(): JSX.Element {
  zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return (
    <datalist id="zones">
      {zones.map((zone) => (
        <option value={zone} />
      ))}
    </datalist>
  );
}
