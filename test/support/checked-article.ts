import type { ArticleText } from '../../src/check/reading/document.js';

/** Complete a fragment to an article file: front matter is added or filled in. */
export function checkedArticle(fragment: string, locale: string, number = 'KA-90001'): ArticleText {
  const defaults = new Map([
    ['title', 'Lantern'],
    ['description', 'About the lantern.'],
    ['version-number', '1'],
    ['article-number', number],
  ]);
  const [, front = '', body = fragment] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(fragment) ?? [];
  const missing = [...defaults].filter(([key]) => !new RegExp(`^${key}:`, 'm').test(front));
  const lines = [
    ...front.split('\n').filter((line) => line !== ''),
    ...missing.map(([key, value]) => `${key}: ${value}`),
  ];
  return { path: `${locale}/${number}.md`, locale, text: `---\n${lines.join('\n')}\n---\n\n${body}\n` };
}
