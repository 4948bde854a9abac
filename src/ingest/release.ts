import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { ReadConnection, query, readMeta, type Connection } from '../library/database.js';

/** Name of the manifest, in the release folder and in each installed release. */
export const MANIFEST_FILE = 'manifest.json';
/** Name of the library file in an installed release. */
export const RELEASED_LIBRARY = 'library.sqlite';

/** How the name of a folder begins in which a release is made or unpacked. */
export const WORK_PREFIX = '.work-';
/** Bytes that streams pass on at once: 64 times the default, which would spend half the time on overhead. */
export const CHUNK = 1024 * 1024;
/** Largest library accepted without a manifest, in bytes. */
const LARGEST_LIBRARY = 64 * 1024 ** 3;
/** Milliseconds after which what is unfinished counts as abandoned: twice as long as a download may take. */
const GIVEN_UP = 3_600_000;

const count = z.number().int().min(0);
const COUNTS = z.object({
  articles: count,
  translations: count,
  passages: count,
  walks: count,
  files: count,
});
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const GOLDEN_QUERY = z.object({ text: z.string(), locale: z.string(), number: z.string() });

/** The release's own description inside the library file; written last. */
const MARKER = z.object({
  revision: z.string().regex(/^[0-9a-f]{16,64}$/),
  /** Fingerprint of the reading code: another version rejects it. */
  schema: z.string(),
  /** Fingerprint of the analyzer. */
  analyser: z.string(),
  counts: COUNTS,
  /** Golden queries, and the article each must find among its first ten. */
  golden: z.array(GOLDEN_QUERY).max(200),
  madeAt: z.iso.datetime(),
});

/** @see MARKER */
export type ReleaseMarker = z.infer<typeof MARKER>;

/** The manifest: the same, plus the file's name, hash and sizes. */
export const MANIFEST = MARKER.extend({
  file: z.string().regex(/^library-[0-9a-f]{16}-[0-9a-f]{8}\.sqlite\.gz$/),
  sha256,
  bytes: count,
  /** Size of the unpacked library in bytes. */
  unpackedBytes: count,
  /** Ed25519, Base64, of the manifest without it. */
  signature: z.string().optional(),
});

/** @see MANIFEST */
export type Manifest = z.infer<typeof MANIFEST>;

/** @returns Undefined when it is incomplete. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    return MANIFEST.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** A release that must not be served; the message is one line. */
export class RefusedRelease extends Error {
  override readonly name = 'RefusedRelease';
}

/** @param key - A private key: the Base64 of its DER, as between the lines of a PEM file. */
export function signManifest(manifest: Omit<Manifest, 'signature'>, key: string): Manifest {
  const privateKey = createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });
  return { ...manifest, signature: sign(undefined, signedBytes(manifest), privateKey).toString('base64') };
}

/**
 * @param key - The public key, or the private one that has it.
 * @throws RefusedRelease
 */
export function verifySignature({ signature, ...manifest }: Manifest, key: string): void {
  if (signature === undefined) throw new RefusedRelease('it is not signed');
  const der = Buffer.from(key, 'base64');
  const publicKey = isPrivateKey(key)
    ? createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
    : createPublicKey({ key: der, format: 'der', type: 'spki' });
  if (!verify(undefined, signedBytes(manifest), publicKey, Buffer.from(signature, 'base64')))
    throw new RefusedRelease('its signature does not match RELEASE_KEY');
}

/** Whether a key can sign; a public key can only verify. */
export function isPrivateKey(key: string): boolean {
  return key.startsWith('MC4CAQAwBQYDK2VwBCIE');
}

/** Canonical bytes for signing and verifying: the schema fixes the order of members. */
function signedBytes(manifest: Manifest): Buffer {
  return Buffer.from(JSON.stringify(MANIFEST.parse(manifest)));
}

/** @throws RefusedRelease when a file is unfinished or damaged. */
export async function readMarker(libraryFile: string): Promise<ReleaseMarker> {
  return await withLibrary(libraryFile, (connection) => {
    const marker = readMeta(connection, 'release');
    if (marker === undefined) throw new RefusedRelease('it is incomplete');
    return MARKER.parse(JSON.parse(marker));
  });
}

/** Count the contents of a release. */
export function countRelease(connection: Connection): ReleaseMarker['counts'] {
  const row = query(
    connection,
    `SELECT (SELECT COUNT(*) FROM article) AS articles, (SELECT COUNT(*) FROM translation) AS translations,
       (SELECT COUNT(*) FROM passage JOIN passage_set ON id = set_id WHERE removed_at IS NULL) AS passages,
       (SELECT COUNT(*) FROM walk WHERE json IS NOT NULL) AS walks, (SELECT COUNT(*) FROM asset) AS files`,
    COUNTS,
  );
  return COUNTS.parse(row.get());
}

/** Which of some searches find their article. */
export async function findGolden(
  connection: Connection,
  golden: ReleaseMarker['golden'],
): Promise<ReleaseMarker['golden']> {
  // Imported lazily: half of the modules of a thread that only checks for a newer release.
  const { createSearch } = await import('../search/create-search.js');
  const { search } = createSearch(connection, { chooseLocale: (asked) => asked });
  const found: ReleaseMarker['golden'] = [];
  for (const one of golden) {
    const { items } = await search({ text: one.text, locale: one.locale });
    if (items.some(({ number, similar }) => number === one.number || similar.includes(one.number)))
      found.push(one);
  }
  return found;
}

/**
 * The gate: verify that a library file holds what it claims and that its golden queries find their articles.
 *
 * Its integrity was checked when it was made; the SHA-256 proves that it is that file.
 *
 * @throws RefusedRelease
 */
export async function checkRelease(libraryFile: string, marker: ReleaseMarker): Promise<void> {
  await withLibrary(libraryFile, async (connection) => {
    const counts = countRelease(connection);
    if (JSON.stringify(counts) !== JSON.stringify(marker.counts))
      throw new RefusedRelease(`it contains ${JSON.stringify(counts)}, not ${JSON.stringify(marker.counts)}`);
    const found = await findGolden(connection, marker.golden);
    const missed = marker.golden.find((one) => !found.includes(one));
    if (missed !== undefined)
      throw new RefusedRelease(
        `searching "${missed.text}" (${missed.locale}) does not find ${missed.number}`,
      );
  });
}

/** @throws RefusedRelease also for files that SQLite or the schemas cannot read. */
export async function withLibrary<Result>(
  libraryFile: string,
  use: (connection: Connection) => Result | Promise<Result>,
): Promise<Result> {
  const source = new ReadConnection(libraryFile);
  try {
    const connection = source.get();
    if (connection === undefined) throw new RefusedRelease('the library is missing');
    return await use(connection);
  } catch (error) {
    if (error instanceof RefusedRelease) throw error;
    const reason = error instanceof Error ? error.message : 'unknown fault';
    throw new RefusedRelease(`the library cannot be read: ${reason.replace(/\s+/g, ' ').slice(0, 200)}`);
  } finally {
    source.close();
  }
}

/** Folders of a node's installed releases and the served one. */
export function releaseFolders(dataDir: string): { readonly all: string; readonly current: string } {
  const all = path.join(dataDir, 'releases');
  return { all, current: path.join(all, 'current') };
}

/**
 * A step of a stream that passes bytes on.
 *
 * @param see - Called with each piece.
 * @param most - Bytes it may have; more are refused.
 */
export function passBytes(see: (chunk: Buffer) => unknown, most = LARGEST_LIBRARY) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let seen = 0;
    for await (const chunk of source) {
      seen += chunk.length;
      if (seen > most) throw new RefusedRelease(`it is larger than the declared ${most} bytes`);
      see(chunk);
      yield chunk;
    }
  };
}

/** Remove all releases of a folder but some, and what was never finished. */
export function removeOthers(folder: string, kept: readonly (string | undefined)[]): void {
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    const isOld = /^(?:release-|library-.*\.sqlite\.gz$)/.test(name) && !kept.includes(name);
    const isGivenUp = name.startsWith(WORK_PREFIX) && Date.now() - statSync(file).mtimeMs > GIVEN_UP;
    if (isOld || isGivenUp) rmSync(file, { recursive: true, force: true });
  }
}
