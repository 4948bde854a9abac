import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { matchSiteLocale } from './tag.js';

/** The texts of one subject in every language they exist in. */
export interface TextTables<Texts> {
  /** Canonical tags of the languages there are texts in, English first. */
  locales(): readonly string[];
  /** The texts of exactly this language, else English. */
  in(language: string): Texts;
}

const UI_TEXTS = new URL('./texts/', import.meta.url);

/** The folder of `file` for each UI language: `texts/<tag>/<file>`; a language may lack it. */
export function uiTextFiles(file: string): ReadonlyMap<string, URL> {
  const tags = uiLanguages().map((tag): [string, URL] => [tag, new URL(`${tag}/${file}`, UI_TEXTS)]);
  return new Map(tags.filter(([, url]) => existsSync(url)));
}

/** Every language the UI speaks, by the folders of `texts/`. */
export function uiLanguages(): readonly string[] {
  return readdirSync(UI_TEXTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The files `<tag>.json` of a folder. */
export function textFilesIn(folder: URL): ReadonlyMap<string, URL> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(names.sort().map((name) => [name.slice(0, -'.json'.length), new URL(name, folder)]));
}

/**
 * Texts in one file per language, loaded on first use.
 *
 * @param schema - What each file must hold.
 * @param list - The files by language; English must be among them.
 */
export function createTextTables<Schema extends z.ZodType>(
  schema: Schema,
  list: () => ReadonlyMap<string, URL>,
): TextTables<z.infer<Schema>> {
  let files: ReadonlyMap<string, URL> | undefined;
  const tables = new Map<string, z.infer<Schema>>();
  const read = (language: string): z.infer<Schema> | undefined => {
    files ??= list();
    const known = tables.get(language);
    if (known !== undefined) return known;
    const file = files.get(language);
    if (file === undefined) return undefined;
    const table = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
    tables.set(language, table);
    return table;
  };
  let locales: readonly string[] | undefined;
  return {
    locales: () => (locales ??= ['en', ...[...(files ??= list()).keys()].filter((tag) => tag !== 'en')]),
    in: (language) => {
      const table = read(language) ?? read('en');
      if (table === undefined) throw new Error('there are no English texts');
      return table;
    },
  };
}

/** The language of `available` that a reader of `locale` is served: the closest one, else English, else the first. */
export function textLanguage(locale: string, available: readonly string[]): string {
  const found = matchSiteLocale(locale, available) ?? (available.includes('en') ? 'en' : available[0]);
  return found ?? 'en';
}
