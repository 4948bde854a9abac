import type { ComponentProps, JSX } from 'preact';
import type { Filters } from '../../http/response/addresses.js';
import { Field, Select } from '../layout/field.js';
import type { PageContext } from '../layout/page.js';

interface FilterFieldsProps {
  readonly page: PageContext;
  readonly asked: Filters;
  readonly selects: readonly Omit<ComponentProps<typeof Select>, 'id' | 'form'>[];
  /** Id of their form, when they stand outside. */
  readonly form?: string | undefined;
}

/** The filters of a list or search; with scripts, a choice applies at once. */
export function FilterFields({ page: { t }, asked, selects, form }: FilterFieldsProps): JSX.Element {
  const shared = { form, autocomplete: 'off' } as const;
  return (
    <>
      {selects.map((select) => (
        <Select {...select} id={`filter-${select.name}`} form={form} />
      ))}
      <Field id="filter-since" label={t('list.since')}>
        <input id="filter-since" type="date" name="since" value={asked.since} {...shared} />
      </Field>
      <p class="list-conditions">
        {(['bug', 'current'] as const).map((name) => (
          <label>
            <input type="checkbox" name={name} value="true" checked={asked[name] === 'true'} {...shared} />{' '}
            {t(name === 'bug' ? 'list.onlyBugs' : 'list.onlyCurrent')}
          </label>
        ))}
      </p>
      <button class="button" type="submit" form={form}>
        {t('list.apply')}
      </button>
    </>
  );
}
