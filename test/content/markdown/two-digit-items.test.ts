import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shiftTwoDigitItems } from '../../../src/content/markdown/two-digit-items.js';
import { renderMarkdown } from '../../support/compile.js';

const nine = Array.from({ length: 9 }, (_, i) => `${i + 1}. Step ${i + 1}`).join('\n');

describe('items 10 and up', () => {
  it('keep children that a translation indents by three', () => {
    const { html } = renderMarkdown(
      `${nine}\n10. Ten\n\n   A paragraph\n\n   - a list\n\n   \`\`\`\n   code\n   \`\`\`\n11. Eleven`,
    );
    expect(html.match(/<ol/g)).toHaveLength(1);
    expect(html).toContain('<p>A paragraph</p>');
    expect(html).toContain('<pre><code>code\n</code></pre>');
    expect(html).not.toContain('start=');
  });

  it('keep children that are indented by four as they are', () => {
    const lines = ['10. Ten', '', '    - a', '      - b'];
    expect(shiftTwoDigitItems(lines)).toEqual(lines);
  });

  it('work one list deeper', () => {
    const { html } = renderMarkdown('- outer\n\n  10. ten\n\n     child\n  11. eleven');
    expect(html.match(/<ol/g)).toHaveLength(1);
    expect(html).toContain('<p>child</p>');
  });

  it('leave other texts alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^ {0,5}(?:\d[.)] )?[a-z ]{0,8}$/), { maxLength: 12 }),
        (lines) => {
          expect(shiftTwoDigitItems(lines)).toEqual(lines);
        },
      ),
    );
  });

  it('never lose a line', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^ {0,5}(?:\d{1,2}[.)] )?[a-z]{0,4}$/), { maxLength: 20 }),
        (lines) => {
          expect(shiftTwoDigitItems(lines).map((line) => line.trim())).toEqual(
            lines.map((line) => line.trim()),
          );
        },
      ),
    );
  });
});
