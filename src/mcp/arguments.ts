import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';
import type { ReadingDeps } from '../http/response/site.js';
import { canonicalTag } from '../locale/tag.js';
import { Problem } from '../problem.js';

/** An article's number as an argument. */
export const NUMBER = z.string().max(64).describe('Article number, such as KA-05406.');

/** The reader's locale as an argument. */
export const LOCALE = z
  .string()
  .max(64)
  .optional()
  .describe(
    'Language of the user as a BCP 47 tag (de, pt-BR, zh-Hans). Where an article lacks it the closest one is served, and that is said. Left out: the site’s default.',
  );

/**
 * The locale asked for, else the site's default.
 *
 * @throws Problem `invalid-parameter` (400), which names the site's locales.
 */
export function askedLocale({ site }: ReadingDeps, asked: string | undefined): LocaleTag {
  if (asked === undefined) return site().defaultLocale;
  const locale = canonicalTag(asked);
  if (locale !== undefined) return locale;
  const detail = `not a BCP 47 language tag; the site has ${site().locales.join(', ')}`;
  throw new Problem('invalid-parameter', {
    values: { name: 'locale' },
    errors: [{ pointer: '/locale', detail }],
  });
}
