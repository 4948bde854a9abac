import type { JSX } from 'preact';
import type { TermHint } from '../../article/article.js';
import { articlePath } from '../../http/response/addresses.js';
import { direction } from '../../locale/tag.js';
import { Icon } from '../layout/icon.js';
import { languageAttributes } from '../layout/languages.js';
import { readyHtml } from '../layout/markup.js';
import { sourcePath } from './article-metadata.js';
import type { ShownStep } from '../../walk/plain/plan-steps.js';
import { type ArticleView, termsAt } from './article-page-data.js';

interface StepsProps {
  readonly view: ArticleView;
  readonly steps: readonly ShownStep[];
}

/** Steps in order: the translation's own, and marked as such those that only the source has. */
export function Steps({ view, steps }: StepsProps): JSX.Element {
  const runs: ShownStep[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    if (run?.[0]?.isNewer === step.isNewer) run.push(step);
    else runs.push([step]);
  }
  return (
    <>
      {runs.map((run) =>
        run[0]?.isNewer === true ? (
          <SourceSteps view={view} steps={run} first={run[0]} />
        ) : (
          <StepList view={view} steps={run} />
        ),
      )}
    </>
  );
}

/** A run of steps: a numbered list whose items can be linked and copied. */
function StepList({ view, steps }: StepsProps): JSX.Element {
  const start = steps[0]?.number ?? 1;
  const { t, locale } = view.page;
  return (
    <ol class="steps" start={start === 1 ? undefined : start}>
      {steps.map(({ anchor, html, number, isNewer, fragment }) => (
        <li id={anchor} class="step">
          <div class="step-text prose" dangerouslySetInnerHTML={{ __html: readyHtml(html, view.page) }} />
          {!isNewer && <TermHints view={view} terms={termsAt(view.reading, fragment)} />}
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

/** Source steps inserted at one place of the translation. */
function SourceSteps({ view, steps, first }: StepsProps & { readonly first: ShownStep }): JSX.Element {
  const { page } = view;
  const { locale, anchor } = first;
  const readerLang = languageAttributes(page.locale, locale);
  return (
    // The legacy anchor of these steps.
    <div class="source-steps" id={`source-${anchor}`} lang={locale} dir={direction(locale)}>
      <p class="source-steps-label" {...readerLang}>
        {page.t('step.sourceOnly', { language: page.format.languageName(locale) })}{' '}
        <SourceLink view={view} anchor={anchor} />
      </p>
      <StepList view={{ ...view, readerLang }} steps={steps} />
    </div>
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
