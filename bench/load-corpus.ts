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
  /** Seconds of processor time the compile took; undefined when an earlier run's library was used again. */
  readonly compileSeconds: number | undefined;
}

/** Has a command say on stderr what processor time it took, all threads together. */
const SAY_PROCESSOR_TIME = `data:text/javascript,import { isMainThread } from 'node:worker_threads';
if (isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  console.error('processor ' + (user + system) / 1e6);
});`;

function librariesIn(dataDir: string): string[] {
  return readdirSync(dataDir)
    .filter((name) => /^library-.*\.sqlite$/.test(name))
    .toSorted((a, b) => statSync(join(dataDir, b)).mtimeMs - statSync(join(dataDir, a)).mtimeMs);
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
  const known = librariesIn(dataDir).length;
  const args = ['--import', SAY_PROCESSOR_TIME, 'bin/parlance.js', 'ingest'];
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: { ...process.env, CONTENT_DIR: contentDir, DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  const libraries = librariesIn(dataDir);
  const [file] = libraries;
  if (status !== 0 || file === undefined) throw new Error(`ingest ended with ${status}: ${stderr}`);
  const libraryFile = join(dataDir, file);
  const seconds = Number(/^processor (\S+)$/m.exec(stderr)?.[1]);
  return {
    contentDir,
    dataDir,
    libraryFile,
    translations: [...readTranslations(libraryFile)],
    compileSeconds: libraries.length > known ? seconds : undefined,
  };
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
