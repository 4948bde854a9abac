import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { query, type Connection } from '../library/database.js';
import {
  checkRelease,
  CHUNK,
  MANIFEST_FILE,
  parseManifest,
  passBytes,
  readMarker,
  RefusedRelease,
  RELEASED_LIBRARY,
  releaseFolders,
  removeOthers,
  verifySignature,
  withLibrary,
  WORK_PREFIX,
  type Manifest,
  type ReleaseMarker,
} from './release.js';

/** Source of a node's releases. */
export const TAKE_OPTIONS = z.object({
  /** URL or path of a release folder, or path of one release file. */
  source: z.string(),
  dataDir: z.string(),
  /** Public key releases must be signed with; undefined: no signature required. */
  key: z.string().optional(),
  /** Fingerprint of this node's reading code. */
  schema: z.string(),
});

/** @see TAKE_OPTIONS */
export type TakeOptions = z.infer<typeof TAKE_OPTIONS>;

/** An offered release; without a manifest for a single file. */
interface Offer {
  readonly address: string;
  readonly sha256: string;
  readonly manifest: Manifest | undefined;
}

/** Timeouts in milliseconds for a manifest and for a library. */
const MANIFEST_TIMEOUT = 10_000;
const LIBRARY_TIMEOUT = 1_800_000;
const LARGEST_MANIFEST = 1024 * 1024;

/**
 * Install the offered release unless it is already served: download, verify, run the gate, then swap one link.
 *
 * The previous release is kept for rollback; others are removed.
 *
 * @param refused - SHA-256 of rejected releases, which are not retried; extended when this one is rejected.
 * @returns The release now served; undefined when nothing changed.
 * @throws RefusedRelease when it must not be served; another error when it cannot be fetched now.
 */
export async function takeRelease(
  options: TakeOptions,
  refused = new Set<string>(),
): Promise<ReleaseMarker | undefined> {
  const { all, current } = releaseFolders(options.dataDir);
  const offer = await readOffer(options.source);
  const name = `release-${offer.sha256.slice(0, 16)}`;
  const target = path.join(all, name);
  const before = existsSync(current) ? readlinkSync(current) : undefined;
  // The same bytes with another signature count as a new offer.
  const id = `${offer.sha256} ${offer.manifest?.signature ?? ''}`;
  if (before === name || refused.has(id)) return undefined;
  try {
    if (offer.manifest !== undefined) checkSchema(offer.manifest, options);
    if (options.key !== undefined) {
      if (offer.manifest === undefined) throw new RefusedRelease('it has no signed manifest');
      verifySignature(offer.manifest, options.key);
    }
    if (!existsSync(path.join(target, MANIFEST_FILE))) await install(offer, all, target, options);
    const marker = await readMarker(path.join(target, RELEASED_LIBRARY));
    const link = path.join(all, `.${name}.link`);
    rmSync(link, { force: true });
    symlinkSync(name, link);
    renameSync(link, current);
    removeOthers(all, [name, before]);
    return marker;
  } catch (error) {
    if (!(error instanceof RefusedRelease)) throw error;
    refused.add(id);
    throw new RefusedRelease(`${path.basename(offer.address)}: ${error.message}`);
  }
}

/** Download a release into a temporary folder and run the gate; renamed on success. */
async function install(offer: Offer, all: string, target: string, options: TakeOptions): Promise<void> {
  mkdirSync(all, { recursive: true, mode: 0o700 });
  const work = mkdtempSync(path.join(all, WORK_PREFIX));
  try {
    const library = path.join(work, RELEASED_LIBRARY);
    await download(offer, library);
    const marker = await readMarker(library);
    checkSchema(marker, options);
    if (offer.manifest !== undefined && offer.manifest.revision !== marker.revision)
      throw new RefusedRelease('its manifest has another revision');
    await checkRelease(library, marker);
    await withLibrary(library, (connection) => unpackAssets(connection, work));
    writeFileSync(path.join(work, MANIFEST_FILE), JSON.stringify(offer.manifest ?? marker));
    rmSync(target, { recursive: true, force: true });
    renameSync(work, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function checkSchema({ schema }: ReleaseMarker, options: TakeOptions): void {
  if (schema === options.schema) return;
  throw new RefusedRelease(
    `it was made by another version of the code (schema ${schema}; this one reads ${options.schema})`,
  );
}

function isAddress(source: string): boolean {
  return /^https?:\/\//.test(source);
}

/** @throws Error when none can be read now. */
async function readOffer(source: string): Promise<Offer> {
  const isFile = !isAddress(source) && statSync(source).isFile();
  const folder = isFile ? path.dirname(source) : source;
  const text = await readManifestText(folder).catch((error: unknown) => {
    if (isFile) return undefined;
    throw error;
  });
  const manifest = text === undefined ? undefined : parseManifest(text);
  if (isFile && manifest?.file !== path.basename(source)) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(source), hash);
    return { address: source, sha256: hash.digest('hex'), manifest: undefined };
  }
  if (manifest === undefined) throw new Error(`${MANIFEST_FILE} is missing or unreadable`);
  const address = isAddress(folder) ? below(folder, manifest.file) : path.join(folder, manifest.file);
  return { address, sha256: manifest.sha256, manifest };
}

async function readManifestText(folder: string): Promise<string> {
  if (!isAddress(folder)) return readFileSync(path.join(folder, MANIFEST_FILE), 'utf8');
  const body = await fetchBody(below(folder, MANIFEST_FILE), MANIFEST_TIMEOUT);
  let text = '';
  for await (const chunk of body.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > LARGEST_MANIFEST) throw new Error(`${MANIFEST_FILE} is larger than 1 MB`);
  }
  return text;
}

/** The URL of a file in a folder; the query, such as an object store's signature, is kept. */
function below(folder: string, name: string): string {
  const url = new URL(folder);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${name}`;
  return url.href;
}

async function fetchBody(address: string, timeout: number): Promise<Readable> {
  const signal = AbortSignal.timeout(timeout);
  const answer = await fetch(address, { signal, headers: { 'Cache-Control': 'no-cache' } });
  if (!answer.ok || answer.body === null) throw new Error(`HTTP ${answer.status}`);
  return Readable.from(answer.body, { objectMode: false });
}

/** @throws RefusedRelease when the bytes are not those of the manifest. */
async function download({ address, sha256, manifest }: Offer, target: string): Promise<void> {
  const hash = createHash('sha256');
  const packed = isAddress(address)
    ? await fetchBody(address, LIBRARY_TIMEOUT)
    : createReadStream(address, { highWaterMark: CHUNK });
  try {
    await pipeline(
      packed,
      passBytes((chunk) => hash.update(chunk), manifest?.bytes),
      createGunzip({ chunkSize: CHUNK }),
      passBytes(() => undefined, manifest?.unpackedBytes),
      createWriteStream(target),
    );
  } catch (error) {
    // A failure to decompress means corruption; a failure to download is retried.
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof RefusedRelease || !code.startsWith('Z_')) throw error;
    throw new RefusedRelease(`it is corrupt: ${code}`);
  }
  if (hash.digest('hex') !== sha256) throw new RefusedRelease('its checksum differs from the manifest');
}

const ASSET = z.object({
  path: z.string().regex(/^(?:content|inline)\/(?:[^/\\\0]+\/)*[^/\\\0]+$/),
  bytes: z.instanceof(Uint8Array),
});

/** Extract images and attachments, which are served as files. */
function unpackAssets(connection: Connection, folder: string): void {
  mkdirSync(path.join(folder, 'content'));
  mkdirSync(path.join(folder, 'inline'));
  const names = query(connection, 'SELECT path FROM asset', z.object({ path: z.string() }));
  const read = query(connection, 'SELECT path, bytes FROM asset WHERE path = ?', ASSET);
  for (const { path: name } of names.all()) {
    const asset = read.get(name);
    if (asset === undefined || name.split('/').includes('..')) continue;
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, asset.bytes);
  }
}
