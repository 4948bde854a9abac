import type { JSX } from 'preact';

/** The site's mark and name: a P whose bowl is a speech bubble and whose stem is its tail. */
export function Wordmark({ name }: { readonly name: string }): JSX.Element {
  return (
    <>
      <svg class="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true" focusable="false">
        <path class="mark-bubble" d="M6 30V14.5a11 11 0 1 1 11 11h-3.5Z" />
        <path class="mark-line" d="M12.5 12h9M12.5 17h5.5" />
      </svg>
      <span class="wordmark-name">{name}</span>
    </>
  );
}
