import type { JSX } from 'preact';

/** Anything JSON can hold; undefined members are left out. */
export type JsonValue =
  string | number | boolean | undefined | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/**
 * Write JSON that is safe inside a `<script>` element: nothing in it can close the element or open a comment.
 *
 * @see https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
function scriptSafeJson(value: JsonValue): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Facts for search engines; data, not run, so that no CSP rule is needed for it. */
export function JsonLd({ value }: { readonly value: JsonValue }): JSX.Element {
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptSafeJson(value) }} />;
}
