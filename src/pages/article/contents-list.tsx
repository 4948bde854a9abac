import type { JSX } from 'preact';
import type { Section, Translation } from '../../article/article.js';
import { sectionTitle, type ArticleView } from './article-page-data.js';

const LONG_TEXT = 2_000;
const MANY_STEPS = 6;
/** A sub-heading as our serializer writes it. */
const HEADING = /<h3 id="([^"]+)"[^>]*>(.*?)<\/h3>/gs;
/** Sub-headings listed of one section; more are a list to be read, not to be chosen from. */
const MOST_HEADINGS = 20;

/** Whether a reader would have to scroll much, so that a list of contents helps. */
export function isLong(translation: Translation): boolean {
  const titled = translation.sections.filter((section) => section.name !== 'summary');
  const length = translation.sections.reduce((sum, section) => sum + section.text.length, 0);
  return titled.length > 1 && (length > LONG_TEXT || translation.steps.length >= MANY_STEPS);
}

/** Links to the sections, and to the headings inside them. */
export function ContentsList({ view }: { readonly view: ArticleView }): JSX.Element {
  return (
    <nav class="contents" {...view.readerLang} aria-labelledby="contents-title" data-contents>
      <h2 id="contents-title">{view.page.t('article.contents')}</h2>
      <ul {...view.articleLang}>
        {view.sections
          .filter((section) => section.name !== 'summary')
          .map((section) => (
            <li>
              <a href={`#${section.anchor}`}>{sectionTitle(section, view.inside)}</a>
              <Headings section={section} />
            </li>
          ))}
      </ul>
    </nav>
  );
}

function Headings({ section }: { readonly section: Section }): JSX.Element | null {
  const headings = section.blocks
    .flatMap((block) => (block.kind === 'html' ? [...block.html.matchAll(HEADING)] : []))
    .map(([, id = '', html = '']) => ({ id, html: html.replace(/<[^>]*>/g, '') }))
    .slice(0, MOST_HEADINGS);
  if (headings.length === 0) return null;
  return (
    <ul>
      {headings.map(({ id, html }) => (
        <li>
          <a href={`#${id}`} dangerouslySetInnerHTML={{ __html: html }} />
        </li>
      ))}
    </ul>
  );
}
