import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import Database from 'libsql';
import { z } from 'zod';
import {
  ATTACHMENT_TYPES,
  endingOf,
  IMAGE_TYPES,
  LARGEST_ATTACHMENT,
  LARGEST_IMAGE,
} from '../content/file-types.js';
import { localeOfFolder } from '../content/scan-folder.js';
import {
  checkIntegrity,
  openForWriting,
  putMeta,
  query,
  readMeta,
  type Connection,
} from '../library/database.js';
import { analyserFingerprint } from '../search/opensearch/publish-index.js';
import type { CompilerOptions } from './compiler-options.js';
import { releaseSchema } from './fingerprint.js';
import {
  checkRelease,
  CHUNK,
  countRelease,
  findGolden,
  MANIFEST_FILE,
  parseManifest,
  passBytes,
  removeOthers,
  signManifest,
  WORK_PREFIX,
  type Manifest,
  type ReleaseMarker,
} from './release.js';

/** The previous manifest, for `--rollback`. */
const PREVIOUS_FILE = 'manifest.previous.json';
/** Golden queries per locale. */
const GOLDEN_QUERIES = 5;

/** Inputs of a release. */
export interface ReleaseSource {
  /** An up-to-date library. */
  readonly libraryFile: string;
  readonly compiler: Pick<CompilerOptions, 'contentDir' | 'inlineDir' | 'isInternal'>;
  /** Signing key; undefined for an unsigned manifest. */
  readonly key: string | undefined;
}

/**
 * Write a release: the compressed library with its images and attachments, then the manifest.
 *
 * @param out - Output folder, created when missing; keeps the newest two releases.
 * @returns The manifest, and whether it already existed because nothing had changed.
 */
export async function makeRelease(
  { libraryFile, compiler, key }: ReleaseSource,
  out: string,
): Promise<{ readonly manifest: Manifest; readonly isNew: boolean }> {
  mkdirSync(out, { recursive: true });
  const work = mkdtempSync(path.join(out, WORK_PREFIX));
  try {
    const unpacked = path.join(work, 'library.sqlite');
    const marker = await writeUnpacked(libraryFile, compiler, unpacked);
    await checkRelease(unpacked, marker);
    const packed = path.join(work, 'library.sqlite.gz');
    const hash = createHash('sha256');
    await pipeline(
      createReadStream(unpacked, { highWaterMark: CHUNK }),
      createGzip({ chunkSize: CHUNK }),
      passBytes((chunk) => hash.update(chunk)),
      createWriteStream(packed),
    );
    const sha256 = hash.digest('hex');
    const unsigned: Manifest = {
      ...marker,
      file: `library-${marker.revision.slice(0, 16)}-${sha256.slice(0, 8)}.sqlite.gz`,
      sha256,
      bytes: statSync(packed).size,
      unpackedBytes: statSync(unpacked).size,
    };
    const manifest = key === undefined ? unsigned : signManifest(unsigned, key);
    const newest = path.join(out, MANIFEST_FILE);
    const before = readManifest(newest);
    if (JSON.stringify(before) === JSON.stringify(manifest)) return { manifest, isNew: false };
    renameSync(packed, path.join(out, manifest.file));
    if (before !== undefined && before.file !== manifest.file)
      copyFileSync(newest, path.join(out, PREVIOUS_FILE));
    replaceFile(newest, `${JSON.stringify(manifest, undefined, 2)}\n`);
    removeOthers(out, [manifest.file, before?.file]);
    return { manifest, isNew: true };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Roll back to the previous release; a second rollback is undone.
 *
 * @returns Undefined when there is none.
 */
export function rollBack(out: string): Manifest | undefined {
  const newest = path.join(out, MANIFEST_FILE);
  const previous = path.join(out, PREVIOUS_FILE);
  const [wanted, bad] = [readManifest(previous), readManifest(newest)];
  if (wanted === undefined || !existsSync(path.join(out, wanted.file))) return undefined;
  const [text, badText] = [readFileSync(previous, 'utf8'), bad && readFileSync(newest, 'utf8')];
  replaceFile(newest, text);
  if (badText !== undefined) replaceFile(previous, badText);
  return wanted;
}

function readManifest(file: string): Manifest | undefined {
  return existsSync(file) ? parseManifest(readFileSync(file, 'utf8')) : undefined;
}

/** Copy the library and add images and attachments; the marker is written last. */
async function writeUnpacked(
  libraryFile: string,
  compiler: ReleaseSource['compiler'],
  target: string,
): Promise<ReleaseMarker> {
  const source = new Database(libraryFile);
  try {
    source.prepare('VACUUM INTO ?').run(target);
  } finally {
    source.close();
  }
  const connection = openForWriting(target);
  try {
    // A release is read-only: one file without a WAL.
    connection.pragma('journal_mode = DELETE');
    connection.exec('CREATE TABLE asset (path TEXT PRIMARY KEY, bytes BLOB NOT NULL)');
    connection.exec('BEGIN');
    const put = connection.prepare('INSERT INTO asset VALUES (?, ?)');
    for (const [name, file] of findAssets(connection, compiler)) put.run(name, readFileSync(file));
    connection.exec("DELETE FROM meta WHERE key IN ('content-dir', 'ingest')");
    connection.exec('COMMIT');
    const marker: ReleaseMarker = {
      revision: readMeta(connection, 'revision') ?? '',
      schema: releaseSchema(compiler.isInternal),
      analyser: analyserFingerprint(),
      counts: countRelease(connection),
      golden: await findGolden(connection, chooseGolden(connection)),
      madeAt: readMeta(connection, 'changed-at') ?? new Date().toISOString(),
    };
    putMeta(connection, 'release', JSON.stringify(marker));
    checkIntegrity(connection);
    return marker;
  } finally {
    connection.close();
  }
}

const TITLE = z.object({ number: z.string(), locale: z.string(), text: z.string() });

/** Titles spread over each locale. */
function chooseGolden(connection: Connection): ReleaseMarker['golden'] {
  const titles = query(
    connection,
    `SELECT number, locale, text FROM (
       SELECT number, locale, json_extract(summary, '$.title') AS text, NTILE(${GOLDEN_QUERIES}) OVER place AS part,
         ROW_NUMBER() OVER place AS row FROM translation WINDOW place AS (PARTITION BY locale ORDER BY number))
     GROUP BY locale, part HAVING row = MIN(row)`,
    TITLE,
  );
  return titles.all().slice(0, 200);
}

/** Images and attachments as served: from the locales' folders by path, extracted ones below `inline/`. */
function* findAssets(
  connection: Connection,
  { contentDir, inlineDir }: ReleaseSource['compiler'],
): Generator<readonly [name: string, file: string]> {
  const root = realpathSync(contentDir);
  for (const folder of readdirSync(root).sort()) {
    if (localeOfFolder(folder) === undefined || !statSync(path.join(root, folder)).isDirectory()) continue;
    const names = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const below of names.sort()) {
      const name = path.posix.join(folder, ...below.split(path.sep));
      const limit = IMAGE_TYPES.has(endingOf(name)) ? LARGEST_IMAGE : LARGEST_ATTACHMENT;
      if (!IMAGE_TYPES.has(endingOf(name)) && !ATTACHMENT_TYPES.has(endingOf(name))) continue;
      if (/(?:^|\/)\./.test(name)) continue;
      const file = realpathSync(path.join(root, name));
      const stats = statSync(file);
      if (file.startsWith(root + path.sep) && stats.isFile() && stats.size <= limit)
        yield [`content/${name}`, file];
    }
  }
  const named = query(
    connection,
    "SELECT json FROM body WHERE json LIKE '%/images/inline/%'",
    z.object({ json: z.string() }),
  );
  const inline = named
    .all()
    .flatMap(({ json }) => [...json.matchAll(/\/images\/inline\/([0-9a-f]{64}\.[a-z]+)/g)])
    .map(([, name = '']) => name);
  for (const name of [...new Set(inline)].sort()) {
    const file = path.join(inlineDir, name);
    if (existsSync(file)) yield [`inline/${name}`, file];
  }
}

/** Replace a file atomically. */
function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.tmp`, text);
  renameSync(`${file}.tmp`, file);
}
