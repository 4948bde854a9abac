/** A run of a text beside another: in both, or only in one of them. */
export interface WordRun {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Words, single ideographs and the spaces between; enough for a passage, and no more. */
const WORD = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]|[^\s\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]+|\s+/g;
const MOST_WORDS = 2000;

/** Compare two short texts word by word, by their longest common sequence; takes time in the product of their lengths. */
export function compareWords(before: string, after: string): readonly WordRun[] {
  const [a, b] = [before, after].map((text) => (text.match(WORD) ?? []).slice(0, MOST_WORDS));
  if (a === undefined || b === undefined) return [];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const runs: WordRun[] = [];
  const add = (kind: WordRun['kind'], text: string): void => {
    const last = runs.at(-1);
    if (last?.kind === kind) runs[runs.length - 1] = { kind, text: last.text + text };
    else runs.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [own, other] = [a[i], b[j]];
    if (own !== undefined && own === other) {
      add('same', own);
      i += 1;
      j += 1;
    } else if (own !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      add('removed', own);
      i += 1;
    } else {
      add('added', other ?? '');
      j += 1;
    }
  }
  return runs;
}
