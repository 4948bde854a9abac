import type { Passage } from '../article/passages.js';
import type { PlacedBlock } from '../content/section-parts.js';
import type { CheckSettings } from './check-settings.js';
import { checkDocument } from './check-translation.js';
import type { ArticleDocument } from './reading/document.js';
import { RULES } from './rule-table.js';

const ERRORS = { rules: RULES.filter(({ severity }) => severity === 'error') };

/**
 * Find the passages that have an error of the checker on their lines, for their grounding.
 *
 * A text in another language than its folder's is wrong everywhere, not only where the finding points.
 *
 * @param blocks - Position of every displayed block in the file.
 * @returns Their fragments, in order.
 */
export function findFaultyPassages(
  document: ArticleDocument,
  source: ArticleDocument | undefined,
  settings: CheckSettings,
  blocks: readonly PlacedBlock[],
  passages: readonly Passage[],
): readonly string[] {
  const findings = checkDocument(document, source, settings, ERRORS);
  if (findings.length === 0) return [];
  const isAll = findings.some(({ rule }) => rule === 'language-differs');
  const faulty = blocks.filter(
    (block) => isAll || findings.some((one) => one.line <= block.lastLine && one.endLine >= block.firstLine),
  );
  const hit = new Set(faulty.flatMap((block) => passagesOf(block, passages)));
  return passages.filter((passage) => hit.has(passage)).map(({ fragment }) => fragment);
}

/** The passages that contain a block; all of its section if the text does not tell. */
function passagesOf({ anchor, text }: PlacedBlock, passages: readonly Passage[]): readonly Passage[] {
  const near = passages.filter((passage) => passage.anchor === anchor);
  if (near.length < 2) return near;
  const whole = near.filter((passage) => passage.text.includes(text));
  if (whole.length > 0) return whole;
  const words = lettersOf(text);
  const found = near.filter((passage) => {
    const own = lettersOf(passage.text);
    return own.includes(words) || words.includes(own);
  });
  return found.length > 0 ? found : near;
}

/** A text without what rendering may change: spaces, marks. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}
