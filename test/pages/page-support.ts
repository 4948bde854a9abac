import { parse } from 'parse5';
import type { Response } from 'supertest';
import { expect } from 'vitest';
import { createStrings } from '../../src/locale/strings.js';
import type { Site } from '../../src/http/response/site.js';
import { createPageContext, type PageContext } from '../../src/pages/layout/page.js';

const strings = createStrings('en');

/** A site with a few locales; every property can be overridden. */
export function buildSite(given: Partial<Site> = {}): Site {
  return {
    name: 'Parlance',
    url: 'https://help.example',
    locales: ['de', 'en', 'ja', 'pt-BR'],
    defaultLocale: 'en',
    ...given,
  };
}

/** The page context for a reader in `locale`. */
export function buildPage(locale = 'de', given: Partial<Site> = {}): PageContext {
  return createPageContext(buildSite(given), locale, strings);
}

/** The opening tags of an element type, as written. */
export function openingTags(html: string, name: string): string[] {
  return html.match(new RegExp(`<${name}(?=[\\s>])[^>]*>`, 'g')) ?? [];
}

/** The ids in a document, in order. */
export function ids(html: string): string[] {
  return [...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
}

/** The levels of the headings in a document, in order. */
export function headingLevels(html: string): number[] {
  return [...html.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
}

/** The text of a document without tags. */
export function visibleText(html: string): string {
  return html
    .replace(/<script[\s\S]*?<\/script>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

/** Errors that a browser's parser would have to repair. */
export function parseErrors(html: string): string[] {
  const errors: string[] = [];
  parse(html, {
    onParseError: ({ code, startLine, startCol }) => errors.push(`${startLine}:${startCol} ${code}`),
  });
  return errors;
}

/** The value of a text box. */
export function boxText(html: string, id: string): string {
  return new RegExp(`<textarea id="${id}"[^>]*>([^<]*)<`).exec(html)?.[1] ?? '';
}

/** The URL a walk's answer redirected to, without its fragment. */
export function ledTo({ headers }: Response): string {
  return (headers['location'] ?? '').replace(/#now$/, '');
}

/** No parse errors, no id twice, headings in order, nothing the CSP forbids. */
export function expectWellFormed(text: string): void {
  expect(parseErrors(text)).toEqual([]);
  expect(new Set(ids(text)).size).toBe(ids(text).length);
  const levels = headingLevels(text);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels[0]).toBe(1);
  expect(text).not.toMatch(/\sstyle=|<script>|\son[a-z]+=/);
}
