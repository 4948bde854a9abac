import type { Translation } from '../article/article.js';
import type { Passage } from '../article/passages.js';
import type { PlacedBlock } from '../content/section-parts.js';
import type { CheckSettings } from './check-settings.js';
import { checkDocument } from './check-translation.js';
import type { Finding } from './finding.js';
import type { ArticleDocument } from './reading/document.js';
import { RULES } from './rule-table.js';
import { termDiffers } from './rules/kept/term-differs.js';

const RULES_OF_PASSAGES = RULES.filter(({ severity, id }) => severity === 'error' || id === termDiffers.id);

/**
 * Find the passages that have an error of the checker on their lines, for their grounding, and those whose terms differ from the
 * site's list, for their readers.
 *
 * A text in another language than its folder's is wrong everywhere, not only where the finding points.
 *
 * @param blocks - Position of every displayed block in the file.
 * @returns Fragments in order, and terms; undefined where there are none.
 */
export function judgePassages(
  document: ArticleDocument,
  source: ArticleDocument | undefined,
  settings: CheckSettings,
  blocks: readonly PlacedBlock[],
  passages: readonly Passage[],
): Pick<Translation, 'faulty' | 'terms'> {
  const findings = checkDocument(document, source, settings, RULES_OF_PASSAGES);
  const concerned = ({ rule, line, endLine }: Finding): readonly Passage[] =>
    rule === 'language-differs'
      ? passages
      : blocks
          .filter((block) => line <= block.lastLine && endLine >= block.firstLine)
          .flatMap((block) => passagesOf(block, passages));
  const errors = findings.filter(({ severity }) => severity === 'error');
  const hit = new Set(errors.flatMap(concerned));
  const faulty = passages.filter((passage) => hit.has(passage)).map(({ fragment }) => fragment);
  const terms = findings.flatMap((finding) => {
    const { term } = finding;
    // Of a block that was cut, only the first part has the hint.
    const [passage] = term === undefined ? [] : concerned(finding);
    return term === undefined || passage === undefined ? [] : { ...term, fragment: passage.fragment };
  });
  return { ...(faulty.length > 0 && { faulty }), ...(terms.length > 0 && { terms }) };
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
