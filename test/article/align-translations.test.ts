import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignTranslations, type AlignedRow, type Piece } from '../../src/article/align-translations.js';
import type { Block, Translation } from '../../src/article/article.js';
import { stepMarks } from '../../src/article/align-steps.js';
import { buildSteps, buildTranslation } from '../support/build-article.js';

const html = (text: string): Block => ({ kind: 'html', html: `<p>${text}</p>` });

/** One resolution with a text, steps and a text. */
function withSteps(before: string | undefined, texts: readonly string[], after?: string): Translation {
  const steps = buildSteps(...texts);
  const blocks: Block[] = [
    ...(before === undefined ? [] : [html(before)]),
    ...(steps.length === 0 ? [] : [{ kind: 'steps' as const, first: 1, count: steps.length, start: 1 }]),
    ...(after === undefined ? [] : [html(after)]),
  ];
  return buildTranslation({
    steps,
    stepCount: steps.length,
    stepMarks: steps.map(stepMarks),
    sections: [{ name: 'resolution', anchor: 'resolution', blocks, text: '' }],
  });
}

const show = (piece: Piece | undefined): string =>
  piece === undefined ? '—' : piece.kind === 'html' ? piece.html.slice(3, -4) : piece.step.text;
const showRows = (rows: readonly AlignedRow[]) =>
  rows.map(({ left, right }) => `${show(left)} | ${show(right)}`);
const rowsOf = (left: Translation, right: Translation) =>
  showRows(alignTranslations(left, right).flatMap(({ rows }) => rows));

describe('two translations side by side', () => {
  it('pair the steps if both have the same number', () => {
    expect(rowsOf(withSteps('vor', ['eins', 'zwei']), withSteps('prima', ['uno', 'due']))).toEqual([
      'vor | prima',
      'eins | uno',
      'zwei | due',
    ]);
  });

  it('show missing parts in their place', () => {
    const german = withSteps(undefined, ['Explorer auf', 'XtkOption an']);
    const english = withSteps('first', ['open Explorer', 'stop it', 'set XtkOption'], 'done');
    expect(rowsOf(german, english)).toEqual([
      '— | first',
      'Explorer auf | open Explorer',
      '— | stop it',
      'XtkOption an | set XtkOption',
      '— | done',
    ]);
    expect(rowsOf(english, german)).toEqual([
      'first | —',
      'open Explorer | Explorer auf',
      'stop it | —',
      'set XtkOption | XtkOption an',
      'done | —',
    ]);
  });

  it('pair sections by anchor and keep the position of unpaired ones', () => {
    const section = (name: 'issue' | 'cause' | 'resolution', anchor: string = name) => ({
      name,
      anchor,
      blocks: [html(anchor)],
      text: anchor,
    });
    const left = buildTranslation({ steps: [], sections: [section('issue'), section('resolution')] });
    const right = buildTranslation({
      steps: [],
      sections: [section('issue'), section('cause'), section('resolution'), section('cause', 'cause-2')],
    });
    const aligned = alignTranslations(left, right);
    expect(
      aligned.map(({ anchor, left, right }) => [anchor, left !== undefined, right !== undefined]),
    ).toEqual([
      ['issue', true, true],
      ['cause', false, true],
      ['resolution', true, true],
      ['cause-2', false, true],
    ]);
  });

  it('omit empty sections', () => {
    const empty = buildTranslation({
      steps: [],
      sections: [{ name: 'resolution', anchor: 'resolution', blocks: [], text: '' }],
    });
    expect(alignTranslations(empty, empty)).toEqual([]);
  });

  it('keep every part of both sides in order', () => {
    const texts = fc.array(fc.stringMatching(/^[A-C]{1,2}$/), { maxLength: 8 });
    const part = fc.option(fc.constant('text'), { nil: undefined });
    fc.assert(
      fc.property(part, texts, part, part, texts, part, (a, one, b, c, two, d) => {
        const left = withSteps(a, one, b);
        const right = withSteps(c, two, d);
        const rows = alignTranslations(left, right).flatMap((section) => section.rows);
        const side = (name: 'left' | 'right') => rows.flatMap((row) => (row[name] ? [show(row[name])] : []));
        expect(side('left')).toEqual([...(a ? [a] : []), ...one, ...(b ? [b] : [])]);
        expect(side('right')).toEqual([...(c ? [c] : []), ...two, ...(d ? [d] : [])]);
      }),
    );
  });
});
