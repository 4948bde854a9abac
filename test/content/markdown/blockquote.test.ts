import { describe, expect, it } from 'vitest';
import { ADMONITION_KINDS } from '../../../src/content/markdown/nodes.js';
import { renderMarkdown } from '../../support/compile.js';

describe('admonitions', () => {
  it.each(ADMONITION_KINDS)('reads >[!%s] with a title in the language of the text', (kind) => {
    const { html, diagnostics } = renderMarkdown(`>[!${kind.toUpperCase()}]\n>\n>Unplug **first**.`, 'de');
    expect(html).toContain(`<aside class="admonition admonition-${kind}">`);
    expect(html).toMatch(
      /<p class="admonition-title">(?:Hinweis|Tipp|Wichtig|Vorsicht|Achtung|Warnung)<\/p>/,
    );
    expect(html).toContain('<p>Unplug <strong>first</strong>.</p></aside>');
    expect(diagnostics).toEqual([]);
  });

  it('accepts text on the marker line and several blocks', () => {
    const { html } = renderMarkdown('> [!NOTE] at once\n>\n> - one\n> - two');
    expect(html).toContain('<p>at once</p><ul>');
  });

  it('shows an unknown marker as the title of a note, with a diagnostic', () => {
    const { html, diagnostics } = renderMarkdown('> [!ПРИМЕЧАНИЕ]\n> x', 'ru');
    expect(html).toContain('<p class="admonition-title">ПРИМЕЧАНИЕ</p><p>x</p>');
    expect(diagnostics).toEqual(['mark-bent']);
  });

  it.each([
    ['[!INFO]', 'note'],
    ['[!DANGER]', 'warning'],
    ['[!HINWEIS]', 'note'],
    ['[!REMARQUE]', 'note'],
    ['[!注意]', 'note'],
    ['[!ATTENZIONE]', 'caution'],
    ['[! NOTE]', 'note'],
    ['[!NOTE ]', 'note'],
    ['[!NOTE]\u00A0', 'note'],
    ['[!\u00A0Warning]', 'warning'],
    ['［！TIP］', 'tip'],
    ['【!IMPORTANT】', 'important'],
  ])('reads %j as a note', (mark, kind) => {
    const { html } = renderMarkdown(`> ${mark}\n> Unplug it.`, 'de');
    expect(html).toContain(`<aside class="admonition admonition-${kind}">`);
    expect(html).toContain('<p>Unplug it.</p>');
    expect(html).not.toMatch(/[[［【]/);
  });

  it('keeps text after the marker on its own line', () => {
    expect(renderMarkdown('> [!NOTE] First\n> second').html).toContain('<p>First<br>\nsecond</p>');
  });

  it('marks the language of its title if the UI lacks the language of the text', () => {
    expect(renderMarkdown('> [!NOTE]\n> Dikkat.', 'tr').html).toContain(
      '<p class="admonition-title" lang="en" dir="ltr">Note</p>',
    );
    expect(renderMarkdown('> [!NOTE]\n> x', 'de').html).toContain('<p class="admonition-title">Hinweis</p>');
  });

  it('reads the video marker of other products', () => {
    const { html } = renderMarkdown('> [!VIDEO https://video.example/v/1]');
    expect(html).toContain('href="https://video.example/v/1"');
    expect(html).not.toContain('[!');
  });

  it('works inside a list item', () => {
    expect(renderMarkdown('1. Step\n\n   >[!TIP]\n   >Try it.').html).toContain(
      '<aside class="admonition admonition-tip">',
    );
  });
});

describe('videos', () => {
  it('become a card with the host’s name if it is on the list', () => {
    const { html, diagnostics } = renderMarkdown(
      '>[!VIDEO](https://video.example/v/42/?quality=12&amp;learn=on)',
    );
    expect(html).toBe(
      '<p><a href="https://video.example/v/42/?quality=12&#x26;learn=on" class="video">Video (video.example)</a></p>',
    );
    expect(diagnostics).toEqual([]);
  });

  it.each([
    'https://videos.elsewhere.example/v/1',
    'http://video.example/v/1',
    'https://video.example@evil.example/v/1',
    'https://video.example.evil.example/v/1',
    'javascript:alert(1)',
  ])('is only named if its URL is %s', (address) => {
    const { html, diagnostics } = renderMarkdown(`>[!VIDEO](${address})`);
    expect(html).toBe('<p>[Video]</p>');
    expect(diagnostics).toEqual(['video-host']);
  });
});
