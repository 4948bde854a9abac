import { readFileSync } from 'node:fs';
import { createInstance, type TFunction } from 'i18next';
import { z } from 'zod';
import { matchSiteLocale } from './tag.js';
import { uiTextFiles } from './text-tables.js';
import type english from './texts/en/strings.json';

type WithoutPlural<Key> = Key extends `${infer Base}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}`
  ? Base
  : Key;

/** A key of `texts/en/strings.json`, plural endings left out. */
type StringKey = WithoutPlural<keyof typeof english>;

/**
 * Translate a UI string.
 *
 * @param values - For the placeholders; `count` also chooses the plural form. Values are taken as they are: escape where
 *   the text goes.
 */
export type Translate = (key: StringKey, values?: Readonly<Record<string, string | number>>) => string;

export interface Strings {
  /** Canonical tags of the languages with a folder in `texts/`, sorted. */
  readonly locales: readonly string[];
  /** The translator of the closest language (`de-AT` → `de`, `zh-TW` → `zh-Hant`), else of the default language. */
  for(locale: string): Translate;
  /** The language that `for(locale)` speaks. */
  languageFor(locale: string): string;
}

const STRING_TABLE = z.record(z.string(), z.string());
const PLACEHOLDER = { prefix: '{', suffix: '}' } as const;

/**
 * Read all text files and create the translators; call once at startup.
 *
 * @param defaultLocale - Used for readers whose language has no texts.
 */
export function createStrings(defaultLocale = 'en'): Strings {
  const tables = readTables();
  const locales = [...tables.keys()].sort();
  const fallback = matchSiteLocale(defaultLocale, locales) ?? 'en';
  const i18n = createInstance({
    resources: Object.fromEntries([...tables].map(([tag, table]) => [tag, { translation: table }])),
    lng: fallback,
    fallbackLng: fallback,
    initAsync: false,
    keySeparator: false,
    nsSeparator: false,
    interpolation: { ...PLACEHOLDER, escapeValue: false },
    missingInterpolationHandler: () => '…',
  });
  void i18n.init();
  const translators = new Map(
    [...tables].map(([tag, table]) => [tag, createTranslator(i18n.getFixedT(tag), table)]),
  );
  const byDefault = createTranslator(i18n.getFixedT(fallback), {});
  const languageFor = (locale: string): string => matchSiteLocale(locale, locales) ?? fallback;
  return {
    locales,
    for: (locale) => translators.get(languageFor(locale)) ?? byDefault,
    languageFor,
  };
}

/** Interpolated strings cached per language; step numbers and counts recur, user input does not. */
const MOST_REMEMBERED = 2_000;
const LONGEST_REMEMBERED = 80;

/** Strings without placeholders are resolved once, others once per set of values. */
function createTranslator(t: TFunction, table: Readonly<Record<string, string>>): Translate {
  const fixed = new Map<string, string>(
    Object.entries(table).filter(([, text]) => !text.includes(PLACEHOLDER.prefix)),
  );
  const said = new Map<string, string>();
  return (key, values = {}) => {
    const text = fixed.get(key);
    if (text !== undefined) return text;
    const id = `${key}\n${Object.values(values).join('\n')}`;
    const before = said.get(id);
    if (before !== undefined) return before;
    const sentence = t(key, values);
    if (said.size >= MOST_REMEMBERED) said.clear();
    if (id.length <= LONGEST_REMEMBERED) said.set(id, sentence);
    return sentence;
  };
}

function readTables(): ReadonlyMap<string, Record<string, string>> {
  const files = [...uiTextFiles('strings.json')];
  return new Map(
    files.map(([tag, file]) => [tag, STRING_TABLE.parse(JSON.parse(readFileSync(file, 'utf8')))]),
  );
}
