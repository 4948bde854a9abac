/** A run of a word diff: in both texts or only in one. */
export interface WordRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Most words, ideographs and spaces compared; enough for a passage. */
const WORD = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]|[^\s\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]+|\s+/g;
const MOST_WORDS = 2000;

/** Compare two short texts word by word; time is quadratic. */
export function compareWords(before: string, after: string): readonly WordRun[] {
  const words = (text: string): readonly string[] => (text.match(WORD) ?? []).slice(0, MOST_WORDS);
  const runs: WordRun[] = [];
  for (const [own, other] of alignLists(words(before), words(after), (a, b) => a === b)) {
    const kind = own === undefined ? 'added' : other === undefined ? 'removed' : 'same';
    const text = own ?? other ?? '';
    const last = runs.at(-1);
    if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
    else runs.push({ kind, text });
  }
  return runs;
}

/** Pair two lists by their longest common subsequence; unpaired items have undefined beside them. */
export function alignLists<Item>(
  left: readonly Item[],
  right: readonly Item[],
  isPair: (a: Item, b: Item) => boolean,
): readonly (readonly [Item | undefined, Item | undefined])[] {
  // common[i * width + j]: length of the longest common subsequence from i and j on.
  const width = right.length + 1;
  const common = new Uint16Array((left.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  const meet = (i: number, j: number): boolean => {
    const [a, b] = [left[i], right[j]];
    return a !== undefined && b !== undefined && isPair(a, b);
  };
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--)
      common[i * width + j] = Math.max(meet(i, j) ? at(i + 1, j + 1) + 1 : 0, at(i + 1, j), at(i, j + 1));
  const rows: (readonly [Item | undefined, Item | undefined])[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    if (meet(i, j) && at(i, j) === at(i + 1, j + 1) + 1) rows.push([left[i++], right[j++]]);
    else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1)))
      rows.push([left[i++], undefined]);
    else rows.push([undefined, right[j++]]);
  }
  return rows;
}

/**
 * Edit distance: insertions, deletions, substitutions and transpositions (optimal string alignment).
 *
 * @param most - Give up beyond this distance.
 * @returns `most + 1` when it is larger.
 */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        slips = Math.min(slips, (before[j - 2] ?? 0) + 1);
      }
      row.push(slips);
      least = Math.min(least, slips);
    }
    if (least > most) return most + 1;
    before = above;
    above = row;
  }
  return above[b.length] ?? most + 1;
}
