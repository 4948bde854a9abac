import { readdirSync, readFileSync } from 'node:fs';
import { createInstance } from 'i18next';
import { z } from 'zod';
import type english from './strings/en.json';
import { matchSiteLocale } from './tag.js';

type WithoutPlural<Key> = Key extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? Base
  : Key;

/** A key of `strings/en.json`, plural endings left out. */
export type StringKey = WithoutPlural<keyof typeof english>;

/**
 * Say something in the reader's language.
 *
 * @param values - For the placeholders; `count` also chooses the plural form. Values are taken as they are: escape where
 *   the text goes.
 */
export type Translate = (key: StringKey, values?: Readonly<Record<string, string | number>>) => string;

/** The UI's texts in every language they exist in. */
export interface Strings {
  /** Canonical tags of the languages with a file, sorted. */
  readonly locales: readonly string[];
  /** The translator of the closest language (`de-AT` → `de`, `zh-TW` → `zh-Hant`), else of the default language. */
  for(locale: string): Translate;
}

const DIRECTORY = new URL('./strings/', import.meta.url);
const STRING_TABLE = z.record(z.string(), z.string());

/**
 * Read every text file and prepare the translators; call once at start.
 *
 * @param defaultLocale - Serves readers whose language has no file.
 */
export function createStrings(defaultLocale = 'en'): Strings {
  const tables = readTables();
  const locales = Object.keys(tables).sort();
  const fallback = matchSiteLocale(defaultLocale, locales) ?? 'en';
  const i18n = createInstance({
    resources: Object.fromEntries(
      Object.entries(tables).map(([tag, table]) => [tag, { translation: table }]),
    ),
    lng: fallback,
    fallbackLng: fallback,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    missingInterpolationHandler: () => '…',
  });
  void i18n.init();
  const translator = (tag: string): Translate => {
    const t = i18n.getFixedT(tag);
    return (key, values = {}) => t(key, values);
  };
  const translators = new Map(locales.map((tag) => [tag, translator(tag)]));
  const byDefault = translator(fallback);
  return {
    locales,
    for: (locale) => translators.get(matchSiteLocale(locale, locales) ?? fallback) ?? byDefault,
  };
}

function readTables(): Record<string, Record<string, string>> {
  const tables: Record<string, Record<string, string>> = {};
  for (const file of readdirSync(DIRECTORY)) {
    if (!file.endsWith('.json')) continue;
    tables[file.slice(0, -'.json'.length)] = STRING_TABLE.parse(
      JSON.parse(readFileSync(new URL(file, DIRECTORY), 'utf8')),
    );
  }
  return tables;
}
