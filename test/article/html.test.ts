import { describe, expect, it } from 'vitest';
import { LOCALE_MARK, localizeHtml, sectionHtml } from '../../src/article/html.js';
import { buildSteps } from '../support/build-article.js';

const marked = `<a href="/${encodeURIComponent(LOCALE_MARK)}/articles/KA-90002">x</a>`;

describe('localizeHtml', () => {
  it('inserts the reader’s locale into every URL', () => {
    expect(localizeHtml(marked + marked, 'pt-BR')).toBe('<a href="/pt-BR/articles/KA-90002">x</a>'.repeat(2));
  });

  it('leaves everything else alone', () => {
    expect(localizeHtml('<p>%EE%80%80 $& /de/</p>', 'de')).toBe('<p>%EE%80%80 $& /de/</p>');
  });
});

describe('sectionHtml', () => {
  it('renders steps in place, with anchors, numbers and links', () => {
    const steps = buildSteps('a', 'b', 'c').map((step) => ({ ...step, html: step.html + marked }));
    const section = {
      name: 'resolution' as const,
      anchor: 'resolution',
      text: '',
      blocks: [
        { kind: 'steps' as const, first: 1, count: 2, start: 1 },
        { kind: 'html' as const, html: '<p>then</p>' },
        { kind: 'steps' as const, first: 3, count: 1, start: 3 },
      ],
    };
    const html = sectionHtml(section, steps, 'de');
    expect(html.match(/<li id="step-\d">/g)).toEqual([
      '<li id="step-1">',
      '<li id="step-2">',
      '<li id="step-3">',
    ]);
    expect(html).toContain('</ol>\n<p>then</p>\n<ol start="3">');
    expect(html.match(/\/de\/articles\/KA-90002/g)).toHaveLength(3);
  });
});
