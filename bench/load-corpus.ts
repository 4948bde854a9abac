import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleFacts, Translation } from '../src/article/article.js';
import { Library } from '../src/library/library.js';

/** A translation of the corpus, as the search room takes it. */
export interface LoadedTranslation {
  readonly translation: Translation;
  readonly facts: ArticleFacts;
}

/** Articles compiled as the service compiles them. */
export interface LoadedCorpus {
  readonly contentDir: string;
  readonly dataDir: string;
  /** The library file, its search index in it. */
  readonly libraryFile: string;
  readonly translations: readonly LoadedTranslation[];
}

/**
 * Compile the articles of some content folders into one library, by the service's own command.
 *
 * @param scratch - A folder to write into; the caller's to remove. What an earlier run left in it is used again.
 * @throws Error when the command fails.
 */
export function loadCorpus(folders: readonly string[], scratch: string): LoadedCorpus {
  const contentDir = join(scratch, 'content');
  const dataDir = join(scratch, 'data');
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(contentDir)) {
    for (const folder of folders) cpSync(folder, contentDir, { recursive: true });
  }
  const { status, stderr } = spawnSync(process.execPath, ['bin/parlance.js', 'ingest'], {
    env: { ...process.env, CONTENT_DIR: contentDir, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const file = readdirSync(dataDir)
    .filter((name) => /^library-.*\.sqlite$/.test(name))
    .toSorted((a, b) => statSync(join(dataDir, b)).mtimeMs - statSync(join(dataDir, a)).mtimeMs)[0];
  if (status !== 0 || file === undefined) throw new Error(`ingest ended with ${status}: ${stderr}`);
  const libraryFile = join(dataDir, file);
  return { contentDir, dataDir, libraryFile, translations: [...readTranslations(libraryFile)] };
}

/** Read every translation back out of a library. */
export function* readTranslations(file: string): Generator<LoadedTranslation> {
  const library = new Library(file, { fallbackLocales: [] });
  for (const { number, locales } of library.addresses(0, Number.MAX_SAFE_INTEGER)) {
    for (const { locale } of locales) {
      const reading = library.resolve(number, locale);
      if (reading !== undefined) yield { translation: reading.translation, facts: reading.article.facts };
    }
  }
  library.close();
}
