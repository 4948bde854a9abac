import type { JSX } from 'preact';
import type { Step } from '../../article/article.js';
import type { ArticleView } from './article-page-data.js';
import { Icon } from '../layout/icon.js';
import { readyHtml } from '../layout/ready-html.js';

interface StepListProps {
  readonly view: ArticleView;
  readonly steps: readonly Step[];
  /** The number the list shows first, as its author wrote it. */
  readonly start: number;
}

/** A run of steps: a numbered list whose items can be linked to and copied one by one. */
export function StepList({ view, steps, start }: StepListProps): JSX.Element {
  return (
    <ol class="steps" start={start === 1 ? undefined : start}>
      {steps.map((step) => (
        <li id={step.anchor} class="step">
          <div
            class="step-text prose"
            dangerouslySetInnerHTML={{ __html: readyHtml(step.html, view.page.locale) }}
          />
          <StepTools view={view} step={step} />
        </li>
      ))}
    </ol>
  );
}

function StepTools({ view, step }: { readonly view: ArticleView; readonly step: Step }): JSX.Element {
  const { t } = view.page;
  return (
    <div class="step-tools" {...view.readerLang}>
      <a class="icon-button" href={`#${step.anchor}`} aria-label={t('step.link', { number: step.number })}>
        <Icon name="link" />
      </a>
      <button
        class="icon-button needs-script"
        type="button"
        data-copy-step={step.anchor}
        aria-label={t('step.copy', { number: step.number })}
      >
        <Icon name="copy" />
      </button>
    </div>
  );
}
