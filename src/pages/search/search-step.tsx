import type { ComponentChildren, JSX } from 'preact';
import { searchPath, type SearchAddress } from '../../http/response/addresses.js';
import { isPasted } from './search-page-data.js';
import type { PageContext } from '../layout/page-context.js';

/** The form that pasted text stands in; what leads on from it is a button of that form. */
export const PASTE_FORM = 'search-paste';

interface SearchStepProps {
  readonly page: PageContext;
  readonly asked: SearchAddress;
  /** The one thing that changes. */
  readonly change: { readonly name: Exclude<keyof SearchAddress, 'q'>; readonly value: string | undefined };
  readonly class?: string;
  readonly rel?: string;
  readonly isCurrent?: boolean;
  readonly children: ComponentChildren;
}

/** Leads on from a search: a link, or where the query is too long for an address a button of the form that holds it. */
export function SearchStep({
  page,
  asked,
  change,
  isCurrent = false,
  ...rest
}: SearchStepProps): JSX.Element {
  const { name, value } = change;
  const current = isCurrent ? 'true' : undefined;
  if (isPasted(asked)) {
    return (
      <button
        type="submit"
        form={PASTE_FORM}
        name={name}
        value={value ?? ''}
        aria-current={current}
        class={rest.class}
      >
        {rest.children}
      </button>
    );
  }
  // A page of the narrower search begins anew.
  const href = searchPath(page.locale, { ...asked, cursor: undefined, [name]: value });
  return (
    <a href={href} rel={rest.rel} aria-current={current} class={rest.class}>
      {rest.children}
    </a>
  );
}
