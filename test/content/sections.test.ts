import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { labelMeaning } from '../../src/content/author-words.js';
import { compileArticle, diagnosticCodes, htmlOf, sectionNames } from '../support/compile.js';

/** An article's usual frame around the text of its two parts. */
function parts(description: string, resolution: string): string {
  return `# Title\n\n## Description {#description}\n\n${description}\n\n## Resolution {#resolution}\n\n${resolution}\n`;
}

describe('the two parts', () => {
  const folder = new URL('../../src/content/words/', import.meta.url);
  const headings = readdirSync(folder).flatMap((file) => {
    const words = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as {
      headings: Record<string, string[]>;
    };
    return Object.entries(words.headings).flatMap(([part, texts]) => texts.map((text) => [part, text]));
  });
  it.each(headings)('are recognised by text: %s by %s', (name, text) => {
    const compiled = compileArticle(`## ${text}\n\nx\n`);
    expect(sectionNames(compiled)).toEqual([name]);
    expect(compiled.replaced).toEqual([text]);
  });

  it('are recognised by their anchors, whatever the text', () => {
    const compiled = compileArticle('## Something {#resolution}\n\nx\n\n## Else {#description}\n\ny\n');
    expect(sectionNames(compiled)).toEqual(['resolution', 'description']);
  });

  it('are recognised by position otherwise', () => {
    const compiled = compileArticle('## Eins\n\nx\n\n## Zwei\n\ny\n');
    expect(sectionNames(compiled)).toEqual(['description', 'resolution']);
  });

  it('leave a third heading in place as a sub-heading, with a diagnostic', () => {
    const compiled = compileArticle(parts('x', 'y\n\n## More\n\nz'));
    expect(sectionNames(compiled)).toEqual(['description', 'resolution']);
    expect(htmlOf(compiled)).toContain('<h3 id="part-1">More<span id="more"></span></h3>\n<p>z</p>');
    expect(diagnosticCodes(compiled)).toEqual(['heading-unknown']);
  });

  it('never show the source heading', () => {
    expect(htmlOf(compileArticle(parts('x', 'y')))).toBe('<p>x</p>\n<p>y</p>');
  });

  it('are not repeated if a label repeats the heading', () => {
    const compiled = compileArticle(parts('### Description:\n\nx', 'y'));
    expect(htmlOf(compiled)).toBe('<p>x</p>\n<p>y</p>');
    expect(compiled.replaced).toEqual(['Description', 'Description:', 'Resolution']);
  });
});

describe('the first heading', () => {
  it('is stored separately and not shown', () => {
    const compiled = compileArticle('# The *lamp* &quot;blinks&quot;\n\n## Resolution\n\nx');
    expect(compiled.translation).toMatchObject({ heading: 'The lamp "blinks"', title: 'The lamp blinks' });
    expect(htmlOf(compiled)).toBe('<p>x</p>');
  });

  it('is kept if there are two', () => {
    expect(htmlOf(compileArticle('# One\n\n# Two\n\nx'))).toContain('Two');
  });

  it('can be missing', () => {
    expect(compileArticle('text').translation?.heading).toBeUndefined();
  });

  it('is followed by the summary', () => {
    const { translation } = compileArticle('# T\n\nThe lead.\n\n## Description\n\nx');
    expect(translation?.sections[0]).toMatchObject({ name: 'summary', anchor: 'summary', text: 'The lead.' });
  });
});

describe('labels', () => {
  it.each([
    ['en', 'Environment', 'Issue/Symptoms', 'Cause', 'Solution'],
    ['de', 'Umgebung', 'Problem/Symptome', 'Ursache', 'Lösung'],
    ['es', 'Entorno', 'Problema/Síntomas', 'Causa', 'Solución'],
    ['fr', 'Environnement', 'Problème/Symptômes', 'Cause', 'Solution'],
    ['it', 'Ambiente', 'Problema/Sintomi', 'Causa', 'Soluzione'],
    ['ja', '環境', '問題／症状', '原因', '解決策'],
    ['ko', '환경', '문제/증상', '원인', '솔루션'],
    ['nl', 'Omgeving', 'Probleem/symptomen', 'Oorzaak', 'Oplossing'],
    ['pt', 'Ambiente', 'Problema/Sintomas', 'Causa', 'Solução'],
    ['sv', 'Miljö', 'Problem/symtom', 'Orsak', 'Lösning'],
    ['zh-Hans', '环境', '问题/症状', '原因', '解决方案'],
    ['zh-Hant', '環境', '問題/症狀', '原因', '解決方案'],
  ])('are recognised in %s', (locale, ...labels) => {
    const names = ['environment', 'issue', 'cause', 'resolution'];
    for (const form of [
      (label: string) => `### <b>${label}</b>\n\nx\n`,
      (label: string) => `<b>${label}</b>\nx\n`,
    ]) {
      const compiled = compileArticle(labels.map(form).join('\n'), {}, { locale });
      expect(sectionNames(compiled)).toEqual(names);
      expect(compiled.replaced).toEqual(labels);
    }
  });

  it.each([
    '### Cause',
    '### <b>Cause</b>',
    '#### Cause:',
    '<b>Cause</b>',
    '<b>Cause:</b>',
    '<u><b>Cause</b></u>',
    '**Cause**',
    '<b> Cause&nbsp;</b>',
    '<b>cause</b>:',
    '<b>CAUSE\u200B</b>',
    '### Cause`>`',
  ])('are recognised as %s', (label) => {
    const compiled = compileArticle(parts('x', `${label}\n\ny`));
    expect(sectionNames(compiled)).toEqual(['description', 'cause']);
    expect(htmlOf(compiled)).toBe('<p>x</p>\n<p>y</p>');
  });

  it('include text on the next line', () => {
    const compiled = compileArticle('<b>Environment</b>\n Lantern\n<b>Issue</b>\nIt blinks.\nAll day.\n');
    expect(compiled.translation?.sections.map(({ name, text }) => [name, text])).toEqual([
      ['environment', 'Lantern'],
      ['issue', 'It blinks. All day.'],
    ]);
  });

  it('include text after a line break', () => {
    const compiled = compileArticle('<b>Cause</b><br>This counter.');
    expect(compiled.translation?.sections).toMatchObject([{ name: 'cause', text: 'This counter.' }]);
  });

  it('can run into the text if they are known', () => {
    const compiled = compileArticle(
      '<b>Cause:</b> The counter.\n\n<b>Solution</b>: Wait.\n\n<b>Lamp:</b> red.',
    );
    expect(compiled.translation?.sections.map(({ name, text }) => [name, text])).toEqual([
      ['cause', 'The counter.'],
      ['resolution', 'Wait.\nLamp: red.'],
    ]);
  });

  it('of a note become an admonition in place', () => {
    const { translation } = compileArticle(
      parts(
        'x',
        'y\n\n<b>Note:</b> Never *look*.\n\n<b>Caution</b>\nHot.\n\n<b>Important Note</b> - Wait.\n\nz',
      ),
    );
    expect(translation?.sections[1]?.blocks).toEqual([
      {
        kind: 'html',
        html: '<p>y</p>\n<aside class="admonition admonition-note"><p class="admonition-title">Note</p><p>Never <em>look</em>.</p></aside>\n<aside class="admonition admonition-caution"><p class="admonition-title">Caution</p><p>Hot.</p></aside>\n<aside class="admonition admonition-important"><p class="admonition-title">Important</p><p>Wait.</p></aside>\n<p>z</p>',
      },
    ]);
  });

  it('that are unknown become sub-headings in place', () => {
    const compiled = compileArticle(parts('x', '<b>On Lantern 10</b>\n\ny\n\n### <b>Step 2</b>\n\nz'));
    expect(sectionNames(compiled)).toEqual(['description', 'resolution']);
    expect(htmlOf(compiled)).toContain(
      '<h3 id="part-1">On Lantern 10<span id="on-lantern-10"></span></h3>\n<p>y</p>\n<h3 id="part-2">Step 2<span id="step-2-x"></span></h3>\n<p>z</p>',
    );
  });

  it('are neither bold sentences nor bold words within text', () => {
    const compiled = compileArticle('<b>Never look into it.</b>\n\nThis is <b>bold</b> text.\n\n<b>x</b> y');
    expect(htmlOf(compiled)).not.toContain('<h3');
  });

  it('can be plural or singular in any combination', () => {
    expect(labelMeaning('Probleme/Symptome')).toBe('issue');
    expect(labelMeaning('Problems / Symptoms')).toBeUndefined();
    expect(labelMeaning('Problem/Symptoms')).toBe('issue');
    expect(labelMeaning('Cause/Solution')).toBeUndefined();
  });

  it('that are repeated make two sections with distinct anchors', () => {
    const { translation } = compileArticle('### Cause\n\na\n\n### Solution\n\nb\n\n### Cause\n\nc\n');
    expect(translation?.sections.map((section) => section.anchor)).toEqual([
      'cause',
      'resolution',
      'cause-2',
    ]);
  });

  it('keep a crossed tag’s text together', () => {
    const compiled = compileArticle(parts('x', '</b>Workaround<b>\nOne way is to wait.\n\n1. Wait.'));
    expect(compiled.translation?.sections.at(-1)).toMatchObject({
      name: 'workaround',
      text: 'One way is to wait.\nWait.',
    });
    expect(compiled.translation?.stepCount).toBe(1);
  });
});

describe('labels by position', () => {
  const source = compileArticle(
    parts('### Environment\n\nx\n\n### Issue\n\ny', '<b>Cause</b>\nz\n\n<b>Solution</b>\nw'),
  ).context;

  it('take their meaning from the source if the text is unknown', () => {
    const body = parts('### Umfeld\n\nx\n\n### Umstand\n\ny', '<b>Ursprung</b>\nz\n\n<b>Abhilfe</b>\nw');
    const compiled = compileArticle(body, {}, { source, locale: 'de' });
    expect(sectionNames(compiled)).toEqual(['environment', 'issue', 'cause', 'resolution']);
    expect(diagnosticCodes(compiled)).toEqual(Array(4).fill('label-by-position'));
    expect(diagnosticCodes(compileArticle(body, {}, { locale: 'de' }))).toEqual([]);
  });

  it('do so in one part even if the other has another number of labels', () => {
    const body = parts('### Umfeld\n\nx\n\n### Umstand\n\ny', '<b>Ursprung</b>\nz');
    expect(sectionNames(compileArticle(body, {}, { source, locale: 'de' }))).toEqual([
      'environment',
      'issue',
      'resolution',
    ]);
  });

  it('do not if the form differs', () => {
    const body = parts('<b>Umfeld</b>\nx\n\n### Umstand\n\ny', 'z');
    expect(sectionNames(compileArticle(body, {}, { source, locale: 'de' }))).toEqual([
      'description',
      'issue',
      'resolution',
    ]);
  });

  it('yield to known text', () => {
    const body = parts('### Problem\n\nx\n\n### Umgebung\n\ny', 'z');
    expect(sectionNames(compileArticle(body, {}, { source, locale: 'de' }))).toEqual([
      'issue',
      'environment',
      'resolution',
    ]);
  });
});

describe('lines in steps, quotes and notes', () => {
  it('that are bold stay separate', () => {
    const { translation } = compileArticle(parts('x', '1. Do this:\n   <b>Colours</b>\n   red\n\n   - a\n'));
    expect(translation?.steps[0]?.html).toContain('<p>Do this:<br>\n<strong>Colours</strong><br>\nred</p>');
    expect(translation?.steps[0]?.text).toBe('Do this:\nColours\nred\na');
  });

  it('with a non-Markdown bullet stay separate', () => {
    expect(htmlOf(compileArticle('・ one\n・ two'))).toBe('<p>・ one<br>\n・ two</p>');
  });

  it('are joined otherwise', () => {
    expect(htmlOf(compileArticle('one\ntwo **bold**'))).toBe('<p>one\ntwo <strong>bold</strong></p>');
  });
});

describe('kinds of article', () => {
  it('without steps have text only', () => {
    const { translation } = compileArticle(parts('x', 'Wait.\n\n- a\n- b'));
    expect(translation).toMatchObject({ stepCount: 0, steps: [] });
  });

  it('that are archived are hidden and have no resolution', () => {
    const compiled = compileArticle(
      '# Old\n\n## Description {#description}\n\nArchived.\n\n## Resolution {#resolution}\n',
      { hide: 'true', hidefromtoc: 'true' },
    );
    expect(compiled.facts?.isHidden).toBe(true);
    expect(sectionNames(compiled)).toEqual(['description']);
    expect(compiled.diagnostics).toEqual([]);
  });

  it('that are video pages have a description and no version', () => {
    const compiled = compileArticle(
      '# Watch\n\nA video.\n\n>[!VIDEO](https://video.example/v/1)',
      { 'article-number': undefined, 'version-number': undefined, kt: '90003' },
      { fileNumber: 'KT-90003' },
    );
    expect(compiled.translation).toMatchObject({
      number: 'KT-90003',
      version: undefined,
      sections: [{ name: 'description' }],
    });
    expect(compiled.diagnostics).toEqual([]);
  });

  it('with only front matter are kept, with a diagnostic', () => {
    const compiled = compileArticle('\n\n');
    expect(compiled.translation).toMatchObject({ sections: [], steps: [], heading: undefined });
    expect(diagnosticCodes(compiled)).toEqual(['body-empty']);
  });
});
