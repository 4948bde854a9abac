import { describe, expect, it } from 'vitest';
import { sectionHtml } from '../../src/article/html.js';
import { compileArticle } from '../support/compile.js';

function steps(resolution: string): string[] {
  return (
    compileArticle(`## Description\n\nx\n\n## Resolution\n\n${resolution}\n`).translation?.steps.map(
      (step) => step.text,
    ) ?? []
  );
}

describe('steps', () => {
  it('are the ordered lists of the resolution, numbered through', () => {
    const { translation } = compileArticle(
      '## Description\n\n1. no step\n\n## Resolution\n\n1. one\n2. two\n\n<b>On Lantern 10</b>\n\n1. three\n',
    );
    expect(translation?.steps.map(({ number, anchor, text }) => [number, anchor, text])).toEqual([
      [1, 'step-1', 'one'],
      [2, 'step-2', 'two'],
      [3, 'step-3', 'three'],
    ]);
    expect(translation?.sections[1]?.blocks).toMatchObject([
      { kind: 'steps', first: 1, count: 2, start: 1 },
      { kind: 'html' },
      { kind: 'steps', first: 3, count: 1, start: 1 },
    ]);
  });

  it('appear in place in the rendered section', () => {
    const { translation } = compileArticle(
      '## Resolution\n\nBefore.\n\n1. one\n\nBetween.\n\n2. two\n\nAfter.',
    );
    const [section] = translation?.sections ?? [];
    expect(section && sectionHtml(section, translation?.steps ?? [], 'de')).toBe(
      '<p>Before.</p>\n<ol>\n<li id="step-1"><p>one</p></li>\n</ol>\n<p>Between.</p>\n<ol start="2">\n<li id="step-2"><p>two</p></li>\n</ol>\n<p>After.</p>',
    );
  });

  it('can all have the same number, or a parenthesis', () => {
    expect(steps('1. a\n1. b\n1. c')).toEqual(['a', 'b', 'c']);
    expect(steps('1) a\n2) b')).toEqual(['a', 'b']);
  });

  it('can start right after a line of text', () => {
    expect(steps('Do this:\n1. a\n2. b')).toEqual(['a', 'b']);
  });

  it('can restart without a label in between', () => {
    expect(steps('1. a\n2. b\n\nThen:\n\n1. c')).toEqual(['a', 'b', 'c']);
  });

  it('are found in a workaround too', () => {
    expect(steps('<b>Workaround</b>\n\n1. a')).toEqual(['a']);
  });

  it('keep code, pictures, notes and lists inside', () => {
    const { translation } = compileArticle(
      '## Resolution\n\n1. Run `lamp`:\n\n   ```\n   lamp --off\n   ```\n\n   ![](assets/lamp.png)\n\n   1. inner\n\n   >[!NOTE]\n   >Hot.\n2. Done',
    );
    expect(translation?.stepCount).toBe(2);
    expect(translation?.steps[0]?.html).toMatch(/<code>lamp<\/code>[^]*<pre>[^]*<img [^]*<ol>[^]*<aside/);
    expect(translation?.steps[0]?.text).toBe('Run lamp:\nlamp --off\nFigure 1\ninner\nNote\nHot.');
  });

  it('from ten on keep children indented by three', () => {
    const items = Array.from({ length: 12 }, (_, i) => `${i + 1}. step\n\n   child ${i + 1}`).join('\n');
    expect(steps(items)).toHaveLength(12);
    expect(steps(items)[11]).toBe('step\nchild 12');
  });

  it.each(['11. März 2021 6:35 lamp blinks', '22) [ org.lamp ] blinks'])(
    'do not include a log line that looks like a list: %s',
    (line) => {
      expect(steps(`See:\n\n${line}\n\nThen:\n\n1. a`)).toEqual(['a']);
    },
  );

  it('can continue after a paragraph that is not a child', () => {
    expect(steps('1. a\n\nText.\n\n2. b')).toEqual(['a', 'b']);
  });
});
