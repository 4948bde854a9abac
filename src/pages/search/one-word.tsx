import type { JSX } from 'preact';
import type { PageContext } from '../layout/page-context.js';

/** The word "resolution" in every language of the site: what the house is about, as an ornament. */
export function OneWord({ page: { site, strings, locale } }: { readonly page: PageContext }): JSX.Element {
  return (
    <p class="hero-words" aria-hidden="true">
      {site.locales.map((other) => (
        <span lang={other} class={other === locale ? 'hero-word-own' : undefined}>
          {strings.for(other)('section.resolution')}
        </span>
      ))}
    </p>
  );
}
