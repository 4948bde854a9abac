import { describe, expect, it } from 'vitest';
import { linkLocale } from '../../src/locale/tag.js';

const SITE = { locales: ['de', 'ja', 'pt-BR'], defaultLocale: 'ja' };

describe('where links lead', () => {
  it.each([
    ['de', 'ja', 'de', 'to the locale asked for'],
    ['pt', 'de', 'pt-BR', 'to the closest the site has'],
    ['tlh', 'de', 'de', 'to that of the text where the site lacks the one asked for'],
    ['tlh', 'fr', 'ja', 'to the default locale where it lacks both'],
  ])('%s, served in %s: to %s, %s', (asked, served, expected) => {
    expect(linkLocale(asked, served, SITE)).toBe(expected);
  });
});
