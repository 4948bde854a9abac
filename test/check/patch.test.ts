import { describe, expect, it } from 'vitest';
import { createCheckSettings } from '../../src/check/check-settings.js';
import { checkTranslation } from '../../src/check/check-translation.js';
import { patchFile } from '../../src/check/patch.js';
import { checkedArticle } from '../support/checked-article.js';

const SOURCE = 'Open jcr:content and jcr:title, then <b>Power</b> and wait.';

function patchOf(body: string, locale = 'de', front = ''): readonly string[] {
  const article = checkedArticle(front === '' ? body : `---\n${front}\n---\n\n${body}`, locale);
  const findings = checkTranslation(article, checkedArticle(SOURCE, 'en'), createCheckSettings({}));
  const patch = patchFile('content/de/KA-90001.md', article.text, findings);
  return (patch ?? '').split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line));
}

describe('a patch of certain corrections', () => {
  it.each([
    ['zh', '打开jcr：content和jcr：title。', '打开jcr:content和jcr:title。'],
    ['ja', '`jcr：content`を開きます。', '`jcr:content`を開きます。'],
    ['de', 'Öffnen Sie <b>Strom</b>und warten Sie.', 'Öffnen Sie <b>Strom</b> und warten Sie.'],
    ['sv', 'Öppna [!DNL Power]när den är klar.', 'Öppna [!DNL Power] när den är klar.'],
    [
      'de',
      'Klicken Sie auf &quot;Start&quot;und warten Sie.',
      'Klicken Sie auf &quot;Start&quot; und warten Sie.',
    ],
  ])('corrects what is broken, in %s', (locale, wrong, right) => {
    expect(patchOf(wrong, locale)).toEqual([`-${wrong}`, `+${right}`]);
  });

  it('corrects only the affected part of a title', () => {
    expect(patchOf('Text.', 'de', `title: Fehler bei "Start"von "Lampe"`)).toEqual([
      '-title: Fehler bei "Start"von "Lampe"',
      '+title: Fehler bei "Start" von "Lampe"',
    ]);
  });

  it('leaves uncertain cases alone', () => {
    expect(patchOf('Öffnen Sie jcr: Inhalt.')).toEqual([]);
  });

  it('applies to its file', () => {
    const text = 'a\nb\nc\nd\ne\nbad word\nf\n';
    const finding = {
      ...checkTranslation(checkedArticle('<b>a b</b>und', 'de'), undefined, createCheckSettings({}))[0],
      fix: { line: 6, column: 1, endColumn: 4, text: 'good' },
    };
    expect(patchFile('x.md', text, [finding as never])).toBe(
      [
        '--- a/x.md',
        '+++ b/x.md',
        '@@ -3,5 +3,5 @@',
        ' c',
        ' d',
        ' e',
        '-bad word',
        '+good word',
        ' f',
        '',
      ].join('\n'),
    );
  });

  it.each([
    ['ja', 'title: 「ランプが消える」', 'title: ランプが消える'],
    ['zh', "title: '“灯灭后无法打开”'", "title: '灯灭后无法打开'"],
    ['de', 'title: \'"Die Lampe erlischt"\'', "title: 'Die Lampe erlischt'"],
  ])('removes leaked quotes from a title, in %s', (locale, wrong, right) => {
    expect(patchOf('Text.', locale, wrong)).toEqual([`-${wrong}`, `+${right}`]);
  });

  it.each(['title: „Die Lampe: aus“', 'title: “No”'])(
    'leaves %s, which YAML might read differently',
    (front) => {
      expect(patchOf('Text.', 'de', front)).toEqual([]);
    },
  );

  it('restores a placeholder', () => {
    const source = checkedArticle('Write ${lowercase:$1} there.', 'en');
    const article = checkedArticle('Scrivi ${lowercse:$1} qui.', 'it');
    const [finding] = checkTranslation(article, source, createCheckSettings({}));
    expect(finding?.fix?.text).toBe('${lowercase:$1}');
  });
});
