import type { JSX } from 'preact';
import { Icon } from '../layout/icon.js';
import type { PageContext } from '../layout/page-context.js';

interface CopyButtonProps {
  readonly page: PageContext;
  /** What is copied, for those who do not see what stands beside. */
  readonly what: string;
  /** Id of the element to copy. */
  readonly target: string;
}

/** Copies another element's text; shown only where scripts run. */
export function CopyButton({ page, what, target }: CopyButtonProps): JSX.Element {
  return (
    <button class="button copy-button needs-script" type="button" data-copy={target}>
      <Icon name="copy" />
      <span data-copy-label>{page.t('copy.copy')}</span>
      <span class="visually-hidden">: {what}</span>
    </button>
  );
}
