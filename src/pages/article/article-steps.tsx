import type { JSX } from 'preact';
import type { Step, TermHint } from '../../article/article.js';
import { articlePath } from '../../http/response/addresses.js';
import { direction } from '../../locale/tag.js';
import { Icon } from '../layout/icon.js';
import { languageAttributes } from '../layout/languages.js';
import { readyHtml } from '../layout/markup.js';
import { sourcePath } from './article-metadata.js';
import type { ArticleView, ShownStep } from './article-page-data.js';

interface StepListProps {
  readonly view: ArticleView;
  readonly steps: readonly ShownStep[];
}

/** A run of steps: a numbered list whose items can be linked and copied. */
export function StepList({ view, steps }: StepListProps): JSX.Element {
  const start = steps[0]?.number ?? 1;
  const { t, locale } = view.page;
  return (
    <ol class="steps" start={start === 1 ? undefined : start}>
      {steps.map(({ anchor, html, number, terms = [] }) => (
        <li id={anchor} class="step">
          <div class="step-text prose" dangerouslySetInnerHTML={{ __html: readyHtml(html, view.page) }} />
          <TermHints view={view} terms={terms} />
          {/* Without `dir`: it would have them stand on the side where the first line begins. */}
          <div class="step-tools" lang={view.readerLang.lang}>
            <a class="icon-button" href={`#${anchor}`} aria-label={t('step.link', { number })}>
              <Icon name="link" />
            </a>
            <a
              class="icon-button"
              href={articlePath(locale, view.reading.article.number, 'reports', `step=${number}`)}
              rel="nofollow"
              aria-label={t('flag.step', { number })}
            >
              <Icon name="flag" />
            </a>
            <button
              class="icon-button needs-script"
              type="button"
              data-copy-step={anchor}
              aria-label={t('step.copy', { number })}
            >
              <Icon name="copy" />
            </button>
          </div>
        </li>
      ))}
    </ol>
  );
}

interface TermHintsProps {
  readonly view: ArticleView;
  readonly terms: readonly TermHint[];
}

/** What the reader's interface calls terms of the text above. */
export function TermHints({ view: { page }, terms }: TermHintsProps): JSX.Element {
  // Isolated, since a label's direction may differ from the sentence's.
  const isolate = (label: string): string => `\u2068${label}\u2069`;
  const shown = terms.flatMap(({ source, preferred, written = source }) =>
    written === preferred
      ? []
      : page.t('term.hint', { written: isolate(written), preferred: isolate(preferred) }),
  );
  return (
    <>
      {[...new Set(shown)].map((hint) => (
        <p class="term-hint" dir="auto">
          {hint}
        </p>
      ))}
    </>
  );
}

interface SourceStepsProps {
  readonly view: ArticleView;
  /** Number of own steps before this place. */
  readonly after: number;
}

/** Source steps inserted at one place of the translation, marked as such. */
export function SourceSteps({ view, after }: SourceStepsProps): JSX.Element | null {
  const { source, page } = view;
  const steps = sourceStepsAfter(view, after);
  const [first] = steps;
  if (source === undefined || first === undefined) return null;
  const readerLang = languageAttributes(page.locale, source.locale);
  return (
    // The legacy anchor of these steps.
    <div
      class="source-steps"
      id={`source-${first.anchor}`}
      lang={source.locale}
      dir={direction(source.locale)}
    >
      <p class="source-steps-label" {...readerLang}>
        {page.t('step.sourceOnly', { language: page.format.languageName(source.locale) })}{' '}
        <SourceLink view={view} anchor={`step-${first.number}`} />
      </p>
      <StepList view={{ ...view, readerLang }} steps={steps} />
    </div>
  );
}

/** Whether source steps are inserted at a place of the translation. */
export function hasSourceSteps(view: ArticleView, after: number): boolean {
  return sourceStepsAfter(view, after).length > 0;
}

/**
 * The source steps that belong after the first `after` own steps: a source step number counts the steps
 * before it in both, so the k-th missing one follows (number − k) own steps.
 */
function sourceStepsAfter({ source, reading }: ArticleView, after: number): readonly Step[] {
  return reading.provenance.missingSteps.flatMap((number, k) =>
    number - 1 - k === after ? (source?.steps[number - 1] ?? []) : [],
  );
}

interface SourceLinkProps {
  readonly view: ArticleView;
  /** Anchor in the source. */
  readonly anchor?: string | undefined;
}

/** Link to the source, if it has a page. */
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
