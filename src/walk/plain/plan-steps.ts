import type { LocaleTag, Section, Step, Translation } from '../../article/article.js';
import { isInstruction, showsAlternatives, showsNoInstructions } from './english-steps.js';

export interface PlannedList {
  /** Index among all step lists of the article, from 0. */
  readonly index: number;
  readonly steps: readonly number[];
}

/** The plan of a plain walk; the same for every locale. */
export interface StepPlan {
  /**
   * `sequence`: one list after another. `alternatives`: each list is an alternative. `tries`: each step is one.
   */
  readonly kind: 'sequence' | 'alternatives' | 'tries';
  readonly lists: readonly PlannedList[];
}

/** A list of steps with its heading and introduction. */
export interface StepList {
  readonly steps: readonly Step[];
  /** Text of its own heading, if any. */
  readonly heading: string | undefined;
  /** The text just before it. */
  readonly intro: string;
}

/** Share of a list's steps that must be instructions. */
const MOSTLY = 0.6;
const INTRO = 160;
/** A list whose steps are all shorter only names things. */
const SHORTEST = 12;
const HEADING = /<h[2-6][^>]*>(.*?)<\/h[2-6]>|<p><strong>([^<]{3,80})<\/strong><\/p>/gs;

function plainText(html: string): string {
  return html
    .slice(-4000)
    .replace(/<[^>]{0,300}>/g, ' ')
    .replace(/&#?\w{1,8};/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Collect the step lists of an article with their headings and introductions. */
export function stepLists(sections: readonly Section[], steps: readonly Step[]): readonly StepList[] {
  return sections.flatMap((section) => {
    let above = '';
    return section.blocks.flatMap((block): StepList[] => {
      if (block.kind === 'html') {
        above = block.html;
        return [];
      }
      const heading = [...above.matchAll(HEADING)].at(-1);
      const found = {
        steps: steps.slice(block.first - 1, block.first - 1 + block.count),
        heading: heading === undefined ? undefined : plainText(heading[1] ?? heading[2] ?? ''),
        intro: plainText(above).slice(-INTRO),
      };
      above = '';
      return [found];
    });
  });
}

/**
 * Decide by the source whether and how an article's steps form a walk: sequences of instructions do, while reading lists,
 * symptoms, prerequisites and tables of contents do not.
 *
 * @param isEnglish - Whether the source is English; otherwise only the structure of the lists is considered.
 * @returns Undefined when a walk would make no sense.
 * @see docs/decisions/0141-plain-walks-by-source.md
 */
export function planSteps(
  sections: readonly Section[],
  steps: readonly Step[],
  isEnglish: boolean,
): StepPlan | undefined {
  const all = stepLists(sections, steps);
  const offered = all.flatMap((list, index) => (isOffered(list, isEnglish) ? [{ ...list, index }] : []));
  const lists = offered.map((list) => ({ index: list.index, steps: list.steps.map((step) => step.number) }));
  const count = lists.reduce((sum, list) => sum + list.steps.length, 0);
  if (count < 2 || count * 2 < steps.length) return undefined;
  const [only] = offered;
  if (offered.length === 1 && only !== undefined && isEnglish && showsAlternatives(only.intro, only.steps))
    return { kind: 'tries', lists };
  const headings = offered.map((list) => list.heading ?? '');
  return { kind: offered.length > 1 && areAlternatives(headings) ? 'alternatives' : 'sequence', lists };
}

function isOffered({ steps, heading, intro }: StepList, isEnglish: boolean): boolean {
  if (steps.every(isMostlyLink)) return false;
  if (!isEnglish) return steps.length > 1;
  if (steps.every(({ text }) => text.length < SHORTEST)) return false;
  if (showsNoInstructions(heading ?? '') || showsNoInstructions(intro)) return false;
  return steps.filter(({ text }) => isInstruction(text)).length / steps.length >= MOSTLY;
}

/** An entry of a reading list or a table of contents. */
function isMostlyLink({ html, text }: Step): boolean {
  const linked = [...html.matchAll(/<a [^>]*>(.*?)<\/a>/gs)].reduce(
    (sum, [, inner = '']) => sum + plainText(inner).length,
    0,
  );
  return linked > text.length * 0.7;
}

const ALTERNATIVE =
  /\b(?:option|method|solution|workaround|alternative|approach|scenario|case|way|if|for|using)\b|^(?:chrome|firefox|safari|edge|windows|mac|macos|linux|unix|ios|android)\b/i;

/** Whether every list has a heading that names an alternative rather than a stage. */
function areAlternatives(headings: readonly string[]): boolean {
  return headings.every((heading) => ALTERNATIVE.test(heading) && !/^(?:step|part|phase) \d/i.test(heading));
}

export interface ShownStep extends Step {
  readonly locale: LocaleTag;
  /** True when the translation lacks it and it is taken from the source. */
  readonly isNewer: boolean;
  /** Its anchor among the steps of its translation, as passages and terms have it. */
  readonly fragment: string;
}

/**
 * An article's steps for a reader: the translation's, with missing ones inserted from the source.
 *
 * Numbered as in the source, so that a step has the same number and anchor on every locale's page and in every walk.
 *
 * @param missing - Numbers of the steps the translation lacks.
 * @param source - The source translation, if any.
 */
export function shownSteps(
  translation: Translation,
  missing: readonly number[],
  source: Translation | undefined,
): readonly ShownStep[] {
  const shown: ShownStep[] = [];
  const newer = source === undefined ? [] : missing;
  for (const own of [...translation.steps, undefined]) {
    for (let number = shown.length + 1; newer.includes(number); number++) {
      const step = source?.steps[number - 1];
      if (source === undefined || step === undefined) break;
      shown.push({ ...step, fragment: step.anchor, locale: source.locale, isNewer: true });
    }
    if (own === undefined) continue;
    const place = { number: shown.length + 1, anchor: `step-${shown.length + 1}`, fragment: own.anchor };
    shown.push({ ...own, ...place, locale: translation.locale, isNewer: false });
  }
  return shown;
}
