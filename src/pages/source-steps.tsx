import type { JSX } from 'preact';
import { direction } from '../locale/tag.js';
import type { ArticleView } from './article-page-data.js';
import { languageAttributes } from './language-attributes.js';
import { StepList } from './step-list.js';

/** The steps that only the original has, shown behind the translation's own and marked as such; nothing when none is missing. */
export function SourceSteps({ view }: { readonly view: ArticleView }): JSX.Element | null {
  const { source, page, reading } = view;
  const missing = new Set(reading.provenance.missingSteps);
  const steps = source?.steps.filter((step) => missing.has(step.number)) ?? [];
  const [first] = steps;
  if (source === undefined || first === undefined) return null;
  const readerLang = languageAttributes(page.locale, source.locale);
  return (
    <div class="source-steps" lang={source.locale} dir={direction(source.locale)}>
      <p class="source-steps-label" {...readerLang}>
        {page.t('step.sourceOnly', { language: page.format.languageName(source.locale) })}
      </p>
      <StepList view={{ ...view, readerLang }} steps={steps} start={first.number} />
    </div>
  );
}
