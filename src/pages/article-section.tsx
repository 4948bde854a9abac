import type { JSX } from 'preact';
import type { Block, Section } from '../article/article.js';
import { sectionTitle, type ArticleView } from './article-page-data.js';
import { readyHtml } from './ready-html.js';
import { SourceSteps } from './source-steps.js';
import { StepList } from './step-list.js';

interface ArticleSectionProps {
  readonly view: ArticleView;
  readonly section: Section;
}

/** One section under its fixed title; the lead of an article stands without one. */
export function ArticleSection({ view, section }: ArticleSectionProps): JSX.Element {
  const titleId = `${section.anchor}-title`;
  const blocks = section.blocks.map((block) => <SectionBlock view={view} block={block} />);
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
      <h2 id={titleId}>{sectionTitle(section.name, view.inside)}</h2>
      <div class="article-section-body">{blocks}</div>
    </section>
  );
}

function SectionBlock({ view, block }: { readonly view: ArticleView; readonly block: Block }): JSX.Element {
  if (block.kind === 'html') {
    return (
      <div class="prose" dangerouslySetInnerHTML={{ __html: readyHtml(block.html, view.page.locale) }} />
    );
  }
  const { steps } = view.reading.translation;
  const end = block.first - 1 + block.count;
  return (
    <>
      <StepList view={view} steps={steps.slice(block.first - 1, end)} start={block.start} />
      {end === steps.length && <SourceSteps view={view} />}
    </>
  );
}
