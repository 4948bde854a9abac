import type { ComponentChildren, JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';

interface FieldProps {
  /** Id of its control. */
  readonly id: string;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** A control below its label. */
export function Field({ id, label, children }: FieldProps): JSX.Element {
  return (
    <p class="field">
      <label for={id}>{label}</label>
      {children}
    </p>
  );
}

interface SelectProps extends Omit<FieldProps, 'children'> {
  readonly name: string;
  readonly options: readonly Option[];
  readonly chosen: string | undefined;
  /** Id of its form, when it stands outside. */
  readonly form?: string | undefined;
}

interface Option {
  /** Empty for no choice. */
  readonly value: string;
  readonly text: string;
  /** Set for names of languages, each in its own. */
  readonly lang?: LocaleTag;
}

/** A list of options to choose from; a browser that returns to the page shows the choice of its URL again. */
export function Select({ id, name, label, options, chosen = '', form }: SelectProps): JSX.Element {
  return (
    <Field id={id} label={label}>
      <select id={id} name={name} form={form} autocomplete="off">
        {options.map(({ value, text, lang }) => (
          <option value={value} lang={lang} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}
