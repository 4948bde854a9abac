import type { JSX } from 'preact';
import type { Block, Section, Translation } from '../../article/article.js';
import type { ShownStep } from '../../walk/plain/plan-steps.js';
import { readyHtml } from '../layout/markup.js';
import { type ArticleView, sectionTitle, termsAt } from './article-page-data.js';
import { Steps, TermHints } from './article-steps.js';

interface ArticleSectionProps {
  readonly view: ArticleView;
  readonly section: Section;
}

/** A section with its title; the summary has none. */
export function ArticleSection({ view, section }: ArticleSectionProps): JSX.Element {
  const titleId = `${section.anchor}-title`;
  const blocks = (
    <>
      {section.blocks.map((block) => (
        <SectionBlock view={view} block={block} />
      ))}
      <TermHints view={view} terms={termsAt(view.reading, section.anchor)} />
      {isOnlyPlaceForSteps(view, section) && <Steps view={view} steps={view.steps} />}
    </>
  );
  if (section.name === 'summary') {
    return (
      <div id={section.anchor} class="lead">
        {blocks}
      </div>
    );
  }
  return (
    <section
      id={section.anchor}
      class={`article-section article-section-${section.name}`}
      aria-labelledby={titleId}
    >
      <h2 id={titleId}>{sectionTitle(section, view.inside)}</h2>
      <div class="article-section-body">{blocks}</div>
    </section>
  );
}

function SectionBlock({ view, block }: { readonly view: ArticleView; readonly block: Block }): JSX.Element {
  if (block.kind === 'html') {
    return <div class="prose" dangerouslySetInnerHTML={{ __html: readyHtml(block.html, view.page) }} />;
  }
  return <Steps view={view} steps={stepsOf(view, block)} />;
}

/** The steps at the place of a list: its own, and those that only the source has before the next list's. */
function stepsOf(
  { steps }: ArticleView,
  { first, count }: Extract<Block, { kind: 'steps' }>,
): readonly ShownStep[] {
  const places = steps.flatMap(({ isNewer }, place) => (isNewer ? [] : [place]));
  return steps.slice(first === 1 ? 0 : places[first - 1], places[first - 1 + count]);
}

/** Whether the source steps of a translation without steps go at the end of this section. */
function isOnlyPlaceForSteps({ reading, sections }: ArticleView, section: Section): boolean {
  if (reading.translation.steps.length > 0) return false;
  return section === (sections.findLast(({ name }) => name === 'resolution') ?? sections.at(-1));
}

const LONG_TEXT = 2_000;
const MANY_STEPS = 6;
/** A sub-heading in our serializer's output. */
const HEADING = /<h3 id="([^"]+)"[^>]*>(.*?)<\/h3>/gs;
/** Most sub-headings listed per section. */
const MOST_HEADINGS = 20;

/** Whether the article is long enough for a table of contents. */
export function isLong(translation: Translation): boolean {
  const titled = translation.sections.filter((section) => section.name !== 'summary');
  const length = translation.sections.reduce((sum, section) => sum + section.text.length, 0);
  return titled.length > 1 && (length > LONG_TEXT || translation.steps.length >= MANY_STEPS);
}

/** Table of contents: sections and their sub-headings. */
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
