import type { JSX } from 'preact';
import type { Section, Translation } from '../../article/article.js';
import { sectionTitle, type ArticleView } from './article-page-data.js';

const LONG_TEXT = 2_000;
const MANY_STEPS = 6;

/** Whether a reader would have to scroll much, so that a list of contents helps. */
export function isLong(translation: Translation): boolean {
  const titled = translation.sections.filter((section) => section.name !== 'summary');
  const length = translation.sections.reduce((sum, section) => sum + section.text.length, 0);
  return titled.length > 1 && (length > LONG_TEXT || translation.steps.length >= MANY_STEPS);
}

/** Links to the sections, and to each step of those that hold some. */
export function ContentsList({ view }: { readonly view: ArticleView }): JSX.Element {
  return (
    <nav class="contents" {...view.readerLang} aria-labelledby="contents-title" data-contents>
      <h2 id="contents-title">{view.page.t('article.contents')}</h2>
      <ul>
        {view.sections
          .filter((section) => section.name !== 'summary')
          .map((section) => (
            <li>
              <a href={`#${section.anchor}`} {...view.articleLang}>
                {sectionTitle(section, view.inside)}
              </a>
              <StepLinks view={view} section={section} />
            </li>
          ))}
      </ul>
    </nav>
  );
}

function StepLinks({
  view,
  section,
}: {
  readonly view: ArticleView;
  readonly section: Section;
}): JSX.Element | null {
  const runs = section.blocks.filter((block) => block.kind === 'steps');
  if (runs.reduce((sum, run) => sum + run.count, 0) < MANY_STEPS) return null;
  return (
    <>
      {runs.map((run) => (
        <ol class="contents-steps">
          {Array.from({ length: run.count }, (_, i) => (
            <li>
              <a
                href={`#step-${run.first + i}`}
                aria-label={view.page.t('step.name', { number: run.start + i })}
              >
                {run.start + i}
              </a>
            </li>
          ))}
        </ol>
      ))}
    </>
  );
}
