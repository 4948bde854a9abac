import type { JSX } from 'preact';
import { sourcePath } from './article-languages.js';
import type { ArticleView } from './article-page-data.js';

interface SourceLinkProps {
  readonly view: ArticleView;
  /** The place in the original. */
  readonly anchor?: string | undefined;
}

/** The way to the original; nothing where there is none, or no page of it. */
export function SourceLink({ view: { page, reading }, anchor }: SourceLinkProps): JSX.Element | null {
  const { sourceLocale } = reading.provenance;
  const path = sourcePath(reading, page.site);
  if (sourceLocale === undefined || path === undefined) return null;
  return (
    <a href={anchor === undefined ? path : `${path}#${anchor}`} hreflang={sourceLocale}>
      {page.t('notice.readSource', { language: page.format.languageName(sourceLocale) })}
    </a>
  );
}
