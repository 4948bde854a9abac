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

  it('takes text on the line of the mark and several blocks', () => {
    const { html } = renderMarkdown('> [!NOTE] at once\n>\n> - one\n> - two');
    expect(html).toContain('<p>at once</p><ul>');
  });

  it('leaves a quote with another mark a quote', () => {
    expect(renderMarkdown('> [!FANCY] x').html).toBe('<blockquote>\n<p>[!FANCY] x</p>\n</blockquote>');
  });

  it('works inside a list item', () => {
    expect(renderMarkdown('1. Step\n\n   >[!TIP]\n   >Try it.').html).toContain(
      '<aside class="admonition admonition-tip">',
    );
  });
});

describe('videos', () => {
  it('become a card that names the host when it is on the list', () => {
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
  ])('is only named when it lies at %s', (address) => {
    const { html, diagnostics } = renderMarkdown(`>[!VIDEO](${address})`);
    expect(html).toBe('<p>[Video]</p>');
    expect(diagnostics).toEqual(['video-host']);
  });
});
