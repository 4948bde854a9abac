import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ArticleFacts, Translation } from '../src/article/article.js';
import { Library } from '../src/library/library.js';

/** A translation of the corpus, as `search` takes it. */
export interface LoadedTranslation {
  readonly translation: Translation;
  readonly facts: ArticleFacts;
}

/** Articles compiled by the service's own command. */
export interface LoadedCorpus {
  readonly contentDir: string;
  readonly dataDir: string;
  /** The library file, including its search index. */
  readonly libraryFile: string;
  readonly translations: readonly LoadedTranslation[];
  /** Seconds of processor time to compile; undefined when an earlier run's library was reused. */
  readonly compileSeconds: number | undefined;
}

/** Makes a command print its processor time, all threads included, to stderr. */
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
 * Compile the articles of several content folders into one library, with the service's own command.
 *
 * @param scratch - Output folder, removed by the caller; a library from an earlier run is reused.
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
  if (status !== 0 || file === undefined) throw new Error(`ingest exited with ${status}: ${stderr}`);
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

/** Read all translations from a library. */
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
