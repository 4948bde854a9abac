import type { ComponentChildren, JSX } from 'preact';
import type { AlignedRow, AlignedSection, Piece } from '../../article/align-translations.js';
import type { Step } from '../../article/article.js';
import { createTextTables, uiTextFiles } from '../../locale/text-tables.js';
import { z } from 'zod';
import { absolute, permalinkPath } from '../../http/response/addresses.js';
import { sectionTitle } from '../article/article-page-data.js';
import { Icon } from '../layout/icon.js';
import { type BesideSide, type BesideView, type NumberedFinding, sideId } from './beside-view.js';

interface FindingListProps {
  readonly view: BesideView;
  readonly findings: readonly NumberedFinding[];
}

/** Rule descriptions in every language except English, the language of the messages. */
const RULE_TEXTS = createTextTables(z.record(z.string(), z.string()), () => uiTextFiles('rules.json'));

/** A finding: the rule in the reader's language and the English message. */
export function FindingList({ view, findings }: FindingListProps): JSX.Element | null {
  const { page } = view;
  if (findings.length === 0) return null;
  const language = page.strings.languageFor(page.locale);
  const texts = language === 'en' ? {} : RULE_TEXTS.in(language);
  return (
    <ul class="findings" lang={page.locale}>
      {findings.map(({ label, severity, rule, message, line, source }) => (
        <li class={`finding finding-${severity}`}>
          <span class="finding-label">{label}</span> <strong>{page.t(`beside.severity.${severity}`)}</strong>{' '}
          {texts[rule] !== undefined && <span lang={language}>{texts[rule]}</span>}{' '}
          <span class={texts[rule] === undefined ? undefined : 'finding-message'} lang="en">
            <code>{rule}</code> {message}
          </span>{' '}
          <span class="finding-line">
            {page.t('beside.line', { line })}
            {source !== undefined && ` · ${page.t('beside.sourceLine', { line: source.line })}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface BesideSectionProps {
  readonly view: BesideView;
  readonly section: AlignedSection;
}

/** One section on both sides: titles, then aligned rows. */
export function BesideSection({ view, section }: BesideSectionProps): JSX.Element {
  const titleId = `${section.anchor}-title`;
  const titleOf = ({ name, words }: BesideSide): string => sectionTitle(section[name] ?? section, words);
  return (
    <section id={section.anchor} class="beside-section" aria-labelledby={titleId}>
      <div class="beside-row beside-titles">
        {[view.left, view.right].map((side) => (
          <BesideCell side={side}>
            {side.name === 'left' ? (
              <h2 id={titleId}>{titleOf(side)}</h2>
            ) : (
              <p class="beside-title">{titleOf(side)}</p>
            )}
            {section[side.name] === undefined && <Missing view={view} side={side} what="missingSection" />}
          </BesideCell>
        ))}
      </div>
      {section.rows.map((row) => (
        <BesideRow view={view} section={section} row={row} />
      ))}
    </section>
  );
}

function BesideRow({ view, section, row }: BesideSectionProps & { readonly row: AlignedRow }): JSX.Element {
  const isStep = (row.left ?? row.right)?.kind === 'step';
  const what = isStep ? 'missingStep' : 'missingText';
  return (
    <div class={isStep ? 'beside-row beside-step' : 'beside-row'}>
      {[view.left, view.right].map((side) => (
        <BesideCell side={side} isEmpty={row[side.name] === undefined}>
          <PieceOf view={view} side={side} piece={row[side.name]} />
          {row[side.name] === undefined && section[side.name] !== undefined && (
            <Missing view={view} side={side} what={what} />
          )}
        </BesideCell>
      ))}
    </div>
  );
}

interface BesideCellProps {
  readonly side: BesideSide;
  readonly isEmpty?: boolean;
  readonly children: ComponentChildren;
}

/** One half of a row; shows its language when stacked on small screens. */
export function BesideCell({ side, isEmpty = false, children }: BesideCellProps): JSX.Element {
  return (
    <div
      class={`beside-cell beside-${side.name}${isEmpty ? ' beside-empty' : ''}`}
      data-language={side.reading.served}
      {...side.lang}
    >
      {children}
    </div>
  );
}

/** One side of the page. */
export interface SideProps {
  readonly view: BesideView;
  readonly side: BesideSide;
}

interface MissingProps extends SideProps {
  readonly what: 'missingSection' | 'missingStep' | 'missingText';
}

function Missing({ view: { page }, side, what }: MissingProps): JSX.Element {
  return (
    <p class="beside-missing" {...side.pageLang}>
      {page.t(`beside.${what}`, { language: side.languageName })}
    </p>
  );
}

function PieceOf({
  view,
  side,
  piece,
}: SideProps & { readonly piece: Piece | undefined }): JSX.Element | null {
  const shown = piece && side.html.get(piece);
  if (piece === undefined || shown === undefined) return null;
  const text = { __html: shown.html };
  return (
    <>
      {piece.kind === 'html' ? (
        <div class="prose" dangerouslySetInnerHTML={text} />
      ) : (
        <ol class="steps" start={piece.shown === 1 ? undefined : piece.shown}>
          <li id={sideId(side.name, piece.step.anchor)} class="step">
            <div class="step-text prose" dangerouslySetInnerHTML={text} />
            <CopyStep view={view} side={side} step={piece.step} />
          </li>
        </ol>
      )}
      <FindingList view={view} findings={shown.findings} />
    </>
  );
}

/** A button that copies a step with a URL in that side's language. */
function CopyStep({ view: { page }, side, step }: SideProps & { readonly step: Step }): JSX.Element {
  const { number, anchor } = step;
  const permalink = absolute(page.site, permalinkPath(side.reading.article.number));
  const language = side.languageName;
  return (
    <button
      class="button copy-button needs-script"
      type="button"
      data-copy-step={sideId(side.name, anchor)}
      data-copy-address={`${permalink}?lang=${side.reading.served}#${anchor}`}
      aria-label={page.t('beside.copyStep', { number, language })}
      {...side.pageLang}
    >
      <Icon name="copy" />
      <span data-copy-label>{page.t('beside.copyIn', { language })}</span>
    </button>
  );
}
