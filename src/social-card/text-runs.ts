/** Which way a run is read. */
export type RunDirection = 'ltr' | 'rtl';

/** A stretch of a line that is shaped in one go: one font, one direction. */
export interface TextRun<Font> {
  readonly text: string;
  readonly font: Font;
  readonly direction: RunDirection;
}

type Reading = RunDirection | 'neutral';

/** The blocks of scripts written from the right, marks that several of them share included. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/u;
const NUMBER = /\p{N}/u;
const STRONG = /[\p{L}\p{N}]/u;
const MARK = /^\p{M}$/u;

/**
 * Split a line into runs, in the order they stand in from left to right.
 *
 * Reads direction run by run, which is as much of the Unicode algorithm as titles need.
 *
 * @param fontOf - The font of a character; undefined leaves the character out.
 * @param base - Direction of the line as a whole.
 */
export function splitRuns<Font>(
  line: string,
  fontOf: (character: string) => Font | undefined,
  base: RunDirection,
): readonly TextRun<Font>[] {
  const runs: { text: string; font: Font; reading: Reading }[] = [];
  const isMixed = base === 'rtl' || RIGHT_TO_LEFT.test(line);
  for (const character of line) {
    const before = runs.at(-1);
    if (MARK.test(character) && before !== undefined) {
      before.text += character;
      continue;
    }
    const font = fontOf(character);
    if (font === undefined) continue;
    const reading: Reading = isMixed ? readingOf(character) : 'ltr';
    if (before?.font === font && before.reading === reading) before.text += character;
    else runs.push({ text: character, font, reading });
  }
  const directed = runs.map(({ text, font, reading }, i) => {
    const direction = reading === 'neutral' ? around(runs, i, base) : reading;
    return { text, font, direction };
  });
  return isMixed ? reorder(directed, base) : directed;
}

function readingOf(character: string): Reading {
  if (RIGHT_TO_LEFT.test(character) && !NUMBER.test(character)) return 'rtl';
  return STRONG.test(character) ? 'ltr' : 'neutral';
}

/** What is neither way goes with what stands on both sides of it, else with the line. */
function around(
  runs: readonly { readonly reading: Reading }[],
  at: number,
  base: RunDirection,
): RunDirection {
  const strong = ({ reading }: { readonly reading: Reading }): boolean => reading !== 'neutral';
  const before = runs.slice(0, at).findLast(strong)?.reading ?? base;
  const after = runs.slice(at + 1).find(strong)?.reading ?? base;
  return before === after && before !== 'neutral' ? before : base;
}

function reorder<Font>(runs: readonly TextRun<Font>[], base: RunDirection): readonly TextRun<Font>[] {
  const groups: TextRun<Font>[][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    if (group?.[0]?.direction === run.direction) group.push(run);
    else groups.push([run]);
  }
  const inner = groups.map((group) => (group[0]?.direction === 'rtl' ? group.toReversed() : group));
  return (base === 'rtl' ? inner.toReversed() : inner).flat();
}
