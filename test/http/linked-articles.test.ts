import { describe, expect, it } from 'vitest';
import { LOCALE_MARK } from '../../src/article/html.js';
import { leadMissingLinksBack } from '../../src/http/request/article-parameter.js';
import { buildTranslation } from '../support/build-article.js';

const address = `/${encodeURIComponent(LOCALE_MARK)}/articles/KA-90077#ниже`;

/** A translation that links to KA-90077, as its author wrote it, and nobody has. */
function htmlOf(href: string): string {
  const translation = buildTranslation({
    articleLinks: [{ number: 'KA-90077', href }],
    sections: [
      {
        name: 'cause',

        anchor: 'cause',
        text: '',
        blocks: [{ kind: 'html', html: `<a href="${address}">` }],
      },
    ],
  });
  const { sections } = leadMissingLinksBack(translation, { existing: () => new Set() });
  return sections
    .flatMap(({ blocks }) => blocks.map((block) => ('html' in block ? block.html : '')))
    .join('');
}

describe('a link to an article the site lacks', () => {
  it('leads to the original URL, including fragments in any script', () => {
    expect(htmlOf('https://docs.lantern.example/kbarticles/KA-90077')).toBe(
      '<a href="https://docs.lantern.example/kbarticles/KA-90077">',
    );
  });

  it.each(['../en/KA-90077.md', 'KA-90077.md', '/en/articles/KA-90077'])(
    'stays a link to its page if written as a path: %s',
    (href) => expect(htmlOf(href)).toBe(`<a href="${address}">`),
  );
});
