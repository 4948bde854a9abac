import { z } from 'zod';
import type { Companion } from './companion.js';
import { analyzeTranslation } from '../search/analysis/analyze-translation.js';
import type { IndexEntry } from '../search/index/index-entry.js';
import { createSearchSchema, createSearchWriter } from '../search/index/search-writer.js';

/** Trusted but for being an object: it comes from our own worker. */
const ENTRY = z.custom<IndexEntry>((value) => typeof value === 'object' && value !== null);

/** The search index, kept in the library's file and brought up to date in the library's transactions. */
export const searchCompanion: Companion = {
  analyze: analyzeTranslation,
  createSchema: createSearchSchema,
  openWriter: (connection) => {
    const writer = createSearchWriter(connection);
    return {
      put: (number, locale, entry) => writer.put(number, locale, ENTRY.parse(entry)),
      remove: (number, locale) => writer.remove(number, locale),
      finish: () => writer.finish(),
    };
  },
};
