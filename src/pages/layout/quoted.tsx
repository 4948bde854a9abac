import type { ComponentChildren, JSX } from 'preact';
import type { LocaleTag } from '../../article/article.js';
import { direction } from '../../locale/tag.js';

interface QuotedProps {
  readonly locale: LocaleTag;
  readonly children: ComponentChildren;
}

/** A piece of an article's text. */
export function Quoted({ locale, children }: QuotedProps): JSX.Element {
  return (
    <blockquote class="passage-text" lang={locale} dir={direction(locale)}>
      {children}
    </blockquote>
  );
}
