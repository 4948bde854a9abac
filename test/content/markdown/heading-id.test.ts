import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../support/compile.js';

describe('{#id} behind a heading', () => {
  it('becomes the id and is not shown', () => {
    expect(renderMarkdown('## Beschreibung {#Description}').html).toBe(
      '<h2 id="description">Beschreibung</h2>',
    );
  });

  it('is found behind bold text', () => {
    expect(renderMarkdown('## **Lösung** {#resolution}  ').html).toBe(
      '<h2 id="resolution"><strong>Lösung</strong></h2>',
    );
  });

  it.each(['## a {#1x}', '## a {#x y}', '## a {# }', '## {#x} a', 'a paragraph {#x}'])(
    'stays text in %j',
    (markdown) => {
      const { html } = renderMarkdown(markdown);
      expect(html).not.toContain('id=');
      expect(html).toContain('{#');
    },
  );

  it('gives no heading an id that the author did not ask for', () => {
    expect(renderMarkdown('## Lösung').html).toBe('<h2>Lösung</h2>');
  });
});
