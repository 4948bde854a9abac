import { z } from 'zod';
import { createTextTables, textFilesIn } from '../../../locale/text-tables.js';
import type english from './texts/en.json';

/** Texts of the fact set: `texts/<tag>.json`, each with the shape of the English file. */
export const RESTART_WORDS = createTextTables(z.custom<typeof english>(), () =>
  textFilesIn(new URL('./texts/', import.meta.url)),
);
