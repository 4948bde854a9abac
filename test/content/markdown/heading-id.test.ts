import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../support/compile.js';

describe('{#id} after a heading', () => {
  it('becomes the id and is not shown', () => {
    expect(renderMarkdown('## Beschreibung {#Description}').html).toBe(
      '<h2 id="Description">Beschreibung</h2>',
    );
  });

  it('is found after bold text', () => {
    expect(renderMarkdown('## **Lösung** {#resolution}  ').html).toBe(
      '<h2 id="resolution"><strong>Lösung</strong></h2>',
    );
  });

  it.each(['## a {# }', '## {#x} a', '## a {#x} b}', 'a paragraph {#x}'])('stays text in %j', (markdown) => {
    const { html } = renderMarkdown(markdown);
    expect(html).not.toContain('id=');
    expect(html).toContain('{#');
  });

  it.each([
    ['### Eins {#über-uns}', 'über-uns'],
    ['### Один {#первый}', 'первый'],
    ['### 一 {#第一}', '第一'],
    ['### Zwei {#a.b:c}', 'a.b:c'],
    ['### Drei {.klasse #drei}', 'drei'],
    ['### Vier{#vier}', 'vier'],
    ['### Fünf \\{#fuenf}', 'fuenf'],
    ['### Sechs { #sechs }', 'sechs'],
    ['### Sieben {#7a .klasse}', '7a'],
  ])('can be written as in %j', (markdown, id) => {
    const { html } = renderMarkdown(markdown);
    expect(html).toContain(`<h3 id="${id}">`);
    expect(html).not.toContain('{');
  });

  it('is not added to other headings', () => {
    expect(renderMarkdown('## Lösung').html).toBe('<h2>Lösung</h2>');
  });
});
