import { z } from 'zod';
import { LONGEST_CURSOR } from '../http/response/cursor.js';

/** The requested locale; validated where it is resolved. */
export const LOCALE = z.string().max(64).meta({
  description:
    'A BCP 47 tag; need not be one of the site’s. Left out: `lang`, the cookie `locale`, then `Accept-Language` decide.',
  example: 'de',
});

/** The reader's language when no locale is given, as on pages. */
export const LANG = z
  .string()
  .max(64)
  .meta({ description: 'Decides the locale where `locale` is left out.' });

/** A product's name as articles write it. */
export const PRODUCT = z
  .string()
  .max(200)
  .meta({ description: 'Only articles about this product, by its exact name.', example: 'Campaign' });

/** Cursor of the previous page. */
export const CURSOR = z.string().max(LONGEST_CURSOR).meta({ description: 'The `next` of the page before.' });
