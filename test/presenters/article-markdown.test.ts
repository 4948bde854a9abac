import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createStrings } from '../../src/locale/strings.js';
import { renderArticleMarkdown } from '../../src/presenters/present-reading.js';
import type { Reading } from '../../src/article/reading.js';
import { buildReading, buildSteps, buildTranslation } from '../support/build-article.js';

const SITE = { name: 'Parlance', url: 'https://help.example', locales: ['de', 'en'], defaultLocale: 'de' };

const render = (reading: Reading): string =>
  renderArticleMarkdown({ site: () => SITE, strings: createStrings() }, reading, 'de');
const frontMatter = (markdown: string): unknown => parse(markdown.split('\n---\n')[0]?.slice(4) ?? '');

describe('an article as Markdown', () => {
  it('starts with what a model needs to cite it', () => {
    const german = buildTranslation();
    const english = buildTranslation({ locale: 'en', version: 4 });
    expect(frontMatter(render(buildReading([german, english])))).toEqual({
      title: 'Die Lampe blinkt',
      number: 'KA-90001',
      locale: 'de',
      version: 3,
      updated: '2022-08-19T07:40:10Z',
      outdated: true,
      url: 'https://help.example/KA-90001',
      provenance: {
        state: 'outdated',
        kind: 'machine',
        humanDegree: 0.01,
        version: 3,
        sourceLocale: 'en',
        sourceVersion: 4,
        outdated: true,
        missingSteps: [],
        risk: 'not-judged',
      },
    });
  });

  it('contains null for unknown values', () => {
    const video = buildTranslation({ version: undefined, publishedAt: undefined });
    expect(frontMatter(render(buildReading([video])))).toMatchObject({
      version: null,
      updated: null,
      outdated: null,
    });
  });

  it('has the title, the sections under their fixed titles, and the steps by number', () => {
    const [, body = ''] = render(buildReading()).split('\n---\n');
    expect(body.trim()).toBe(
      '# Die Lampe blinkt\n\n## Problem\n\nSie blinkt.\n\n## Lösung\n\n1. Open the log.\n2. Move the start.',
    );
  });

  it('continues numbering in the second list of an article', () => {
    const steps = buildSteps('One.', 'Two.', 'Three.');
    const blocks = [
      { kind: 'steps', first: 1, count: 2, start: 1 },
      { kind: 'html', html: '<p>Then:</p>' },
      { kind: 'steps', first: 3, count: 1, start: 3 },
    ] as const;
    const section = { name: 'resolution', anchor: 'resolution', blocks, text: '' } as const;
    const markdown = render(buildReading([buildTranslation({ steps, sections: [section] })]));
    expect(markdown).toContain('1. One.\n2. Two.\n\nThen:\n\n3. Three.');
  });

  it('keeps any title complete and on one line', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    const nasty = fc.constantFrom('"', '\\', '---', ': x', '\u2028', '<b>', '# ', '&amp;');
    fc.assert(
      fc.property(text, nasty, (start, end) => {
        const title = `${start}${end}`;
        const markdown = render(buildReading([buildTranslation({ title })]));
        expect(frontMatter(markdown)).toMatchObject({ title, number: 'KA-90001' });
      }),
    );
  });
});
