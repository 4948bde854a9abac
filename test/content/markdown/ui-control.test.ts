import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripUiControls } from '../../../src/content/markdown/ui-control.js';
import { renderMarkdown } from '../../support/compile.js';

describe('[!UICONTROL] and [!DNL]', () => {
  it('marks a label as UI text', () => {
    expect(renderMarkdown('Open [!UICONTROL Message Center] now.').html).toBe(
      '<p>Open <b class="uicontrol">Message Center</b> now.</p>',
    );
  });

  it('leaves a name as it is', () => {
    expect(renderMarkdown('In [!DNL Lantern Cloud] you see it.').html).toBe(
      '<p>In Lantern Cloud you see it.</p>',
    );
  });

  it('resolves both in headings, bold text and link texts', () => {
    const { html } = renderMarkdown(
      '### Use [!DNL Lantern]\n\n**[!UICONTROL Save]** [[!UICONTROL Go]](https://help.example/)',
    );
    expect(html).toContain('<h3>Use Lantern</h3>');
    expect(html).toContain('<strong><b class="uicontrol">Save</b></strong>');
    expect(html).toContain('<a href="https://help.example/"><b class="uicontrol">Go</b></a>');
  });

  it('leaves other bracketed text alone', () => {
    expect(renderMarkdown('[!OTHER x] [UICONTROL y] [!UICONTROLS z]').html).toBe(
      '<p>[!OTHER x] [UICONTROL y] [!UICONTROLS z]</p>',
    );
  });

  it.each([
    ['[!UICONTROL設定]', '設定'],
    ['[!UICONTROL &#x200B;保存&#x200B;]', '保存'],
    ['[! UICONTROL 開く]', '開く'],
    ['［!UICONTROL 閉］', '閉'],
    ['［！UICONTROL 閉］', '閉'],
    ['【!UICONTROL 열기】', '열기'],
    ['[!uicontrol الإعدادات]', 'الإعدادات'],
    ['[!UICONTROL A [B]]', 'A [B]'],
    ['[!UICONTROL\u00A0Enregistrer]', 'Enregistrer'],
    ['[!UICONTROL *Save*]', '<em>Save</em>'],
    ['[!UICONTROL Save `all`]', 'Save <code>all</code>'],
    ['[!UICONTROL Сохранить', 'Сохранить'],
  ])('shows the label of %j without the markup, with a diagnostic', (markdown, label) => {
    const { html, text, diagnostics } = renderMarkdown(`x ${markdown}`);
    expect(html).toContain(label);
    expect(text).not.toMatch(/UICONTROL|[!！［【]/i);
    expect(diagnostics).toEqual(
      markdown.startsWith('[!UICONTROL &') ||
        markdown.includes('*') ||
        markdown.includes('`') ||
        markdown.includes('[B]')
        ? []
        : ['mark-bent'],
    );
  });

  it('marks a label that is a link to Markdown', () => {
    const { html } = renderMarkdown('[!UICONTROL Menu](https://help.example/)');
    expect(html).toBe('<p><a href="https://help.example/"><b class="uicontrol">Menu</b></a></p>');
  });

  it('never leaves complete markup in plain text', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[\w ]{1,20}$/), fc.string(), (before, label, after) => {
        expect(stripUiControls(`${before}[!UICONTROL x${label}]${after}`)).not.toContain(
          `[!UICONTROL x${label}]`,
        );
      }),
    );
  });
});
