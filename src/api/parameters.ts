import { z } from 'zod';
import { LONGEST_CURSOR } from '../http/response/cursor.js';

/** The locale asked for; whether it is a well-formed tag is checked where it is resolved. */
export const LOCALE = z.string().max(64).meta({
  description:
    'A BCP 47 tag; need not be one of the site’s. Left out: `lang`, the cookie `locale`, then `Accept-Language` decide.',
  example: 'de',
});

/** The reader's language where no locale is asked for, as on pages. */
export const LANG = z
  .string()
  .max(64)
  .meta({ description: 'Decides the locale where `locale` is left out.' });

/** A product's name as articles write it. */
export const PRODUCT = z
  .string()
  .max(200)
  .meta({ description: 'Only articles about this product, by its exact name.', example: 'Campaign' });

/** Where the page before ended. */
export const CURSOR = z.string().max(LONGEST_CURSOR).meta({ description: 'The `next` of the page before.' });
