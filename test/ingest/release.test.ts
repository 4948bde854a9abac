import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compilerFingerprint, releaseSchema } from '../../src/ingest/fingerprint.js';
import { makeRelease, rollBack } from '../../src/ingest/make-release.js';
import { MANIFEST, signManifest, type Manifest } from '../../src/ingest/release.js';
import { takeRelease, type TakeOptions } from '../../src/ingest/take-release.js';
import { Library } from '../../src/library/library.js';
import { ContentFolder } from '../support/content-folder.js';
import { listen } from '../support/listen.js';

const PNG = Buffer.from('89504e470d0a1a0a0000000049454e44ae426082', 'hex');

const der = (key: KeyObject): string =>
  key.export({ format: 'der', type: key.type === 'private' ? 'pkcs8' : 'spki' }).toString('base64');
const keys = (): { readonly privateKey: string; readonly publicKey: string } => {
  const made = generateKeyPairSync('ed25519');
  return { privateKey: der(made.privateKey), publicKey: der(made.publicKey) };
};

describe('a release', () => {
  let content: ContentFolder;
  let root: string;
  let out: string;
  let node: TakeOptions;

  beforeEach(async () => {
    content = new ContentFolder();
    root = mkdtempSync(path.join(tmpdir(), 'parlance-release-'));
    out = path.join(root, 'out');
    node = { source: out, dataDir: path.join(root, 'node'), schema: compilerFingerprint() };
    content.article('de/KA-90001.md', '## Lösung\n\n1. Lampe drücken\n2. ![Knopf](knopf.png)\n');
    content.article('en/KA-90001.md', '## Resolution\n\n1. Press the lamp\n');
    content.write('de/knopf.png', PNG);
    await content.sync();
  });
  afterEach(() => {
    content.close();
    rmSync(root, { recursive: true, force: true });
  });

  const make = async (key?: string): Promise<Manifest> =>
    (await makeRelease({ libraryFile: content.libraryFile, compiler: content.options, key }, out)).manifest;
  const change = async (body: string): Promise<Manifest> => {
    content.article('en/KA-90001.md', body);
    await content.sync();
    return await make();
  };
  const served = (): Library =>
    content.library(['en'], path.join(node.dataDir, 'releases/current/library.sqlite'));
  const manifestFile = (): string => path.join(out, 'manifest.json');
  const readManifest = (): Manifest => MANIFEST.parse(JSON.parse(readFileSync(manifestFile(), 'utf8')));
  const unsigned = (): Omit<Manifest, 'signature'> => {
    const { signature, ...manifest } = readManifest();
    expect(signature).toBeUndefined();
    return manifest;
  };
  /** Change what the release holds, as whoever forges or breaks one would. */
  const tamper = (sql: string): void => {
    const manifest = readManifest();
    const file = path.join(out, manifest.file);
    const unpacked = path.join(root, 'tampered.sqlite');
    writeFileSync(unpacked, gunzipSync(readFileSync(file)));
    const connection = new Database(unpacked);
    connection.exec(sql);
    connection.close();
    const bytes = readFileSync(unpacked);
    const packed = gzipSync(bytes);
    writeFileSync(file, packed);
    const sha256 = createHash('sha256').update(packed).digest('hex');
    const changed = { ...manifest, sha256, bytes: packed.length, unpackedBytes: bytes.length };
    writeFileSync(manifestFile(), JSON.stringify(changed));
  };

  it('contains articles, change log and pictures, served by a node without content', async () => {
    const manifest = await make();
    expect(manifest.counts).toMatchObject({ articles: 1, translations: 2, files: 1 });
    expect(manifest.golden.map(({ number }) => number)).toContain('KA-90001');
    const taken = await takeRelease(node);
    expect(taken?.revision).toBe(manifest.revision);
    const library = served();
    expect(library.revision).toBe(manifest.revision);
    expect(library.resolve('KA-90001', 'de')?.served).toBe('de');
    expect(library.changes(0, 10)).toHaveLength(2);
    expect(readFileSync(path.join(node.dataDir, 'releases/current/content/de/knopf.png'))).toEqual(PNG);
    expect(await takeRelease(node)).toBeUndefined();
  });

  it('is the same file if nothing changed', async () => {
    const first = await make();
    expect(await make()).toEqual(first);
  });

  it('replaces the previous one without restarting readers; only two are kept', async () => {
    await make();
    await takeRelease(node);
    const library = served();
    const before = library.revision;
    for (const body of ['second', 'third']) {
      const manifest = await change(body);
      await takeRelease(node);
      expect(library.revision).toBe(manifest.revision);
    }
    expect(library.revision).not.toBe(before);
    const kept = readdirSync(path.join(node.dataDir, 'releases')).filter((name) =>
      name.startsWith('release-'),
    );
    expect(kept).toHaveLength(2);
    expect(readdirSync(out).filter((name) => name.endsWith('.gz'))).toHaveLength(2);
  });

  it('is replaced by the previous one on rollback', async () => {
    const first = await make();
    await takeRelease(node);
    expect(rollBack(out)).toBeUndefined();
    await change('worse');
    await takeRelease(node);
    expect(rollBack(out)?.revision).toBe(first.revision);
    expect((await takeRelease(node))?.revision).toBe(first.revision);
  });

  it('is downloaded over HTTP, with retries if missing or incomplete', async () => {
    const manifest = await make();
    let isBroken = true;
    await using server = await listen((req, res) => {
      const file = path.join(out, path.basename(req.url ?? ''));
      if (isBroken && file.endsWith('.gz')) {
        res.writeHead(200, { 'Content-Length': manifest.bytes }).write(readFileSync(file).subarray(0, 100));
        setImmediate(() => res.destroy());
      } else if (existsSync(file)) res.end(readFileSync(file));
      else res.writeHead(404).end();
    });
    const remote = { ...node, source: `${server.url}/releases/` };
    const refused = new Set<string>();
    await expect(takeRelease(remote, refused)).rejects.not.toMatchObject({ name: 'RefusedRelease' });
    isBroken = false;
    expect((await takeRelease(remote, refused))?.revision).toBe(manifest.revision);
  });

  it('is served from its file alone', async () => {
    const manifest = await make();
    const file = path.join(root, 'edition.sqlite.gz');
    writeFileSync(file, readFileSync(path.join(out, manifest.file)));
    expect((await takeRelease({ ...node, source: file }))?.revision).toBe(manifest.revision);
    const signed = { ...node, dataDir: path.join(root, 'other'), key: keys().publicKey, source: file };
    await expect(takeRelease(signed)).rejects.toThrow('it has no signed manifest');
  });

  it('is verified by the public key, and rejected if unsigned or signed with another key', async () => {
    const [ours, theirs] = [keys(), keys()];
    const strict = { ...node, key: ours.publicKey };
    await make();
    await expect(takeRelease(strict)).rejects.toThrow('it is not signed');
    const plain = unsigned();
    writeFileSync(manifestFile(), JSON.stringify(signManifest(plain, theirs.privateKey)));
    await expect(takeRelease(strict)).rejects.toThrow('its signature does not match RELEASE_KEY');
    const forged = { ...signManifest(plain, ours.privateKey), madeAt: '2020-01-01T00:00:00.000Z' };
    writeFileSync(manifestFile(), JSON.stringify(forged));
    await expect(takeRelease(strict)).rejects.toThrow('its signature does not match RELEASE_KEY');
    await make(ours.privateKey);
    expect(await takeRelease(strict)).toBeDefined();
  });

  it('of an internal instance is rejected by a public node', async () => {
    const compiler = { ...content.options, isInternal: true };
    await makeRelease({ libraryFile: content.libraryFile, compiler, key: undefined }, out);
    await expect(takeRelease(node)).rejects.toThrow('another version of the code (schema');
    expect(await takeRelease({ ...node, schema: releaseSchema(true) })).toBeDefined();
  });

  it.each([
    ['was not finished', "DELETE FROM meta WHERE key = 'release'", 'it is incomplete'],
    ['lacks articles', 'DELETE FROM article', 'it contains {"articles":0'],
    ['finds nothing', 'DELETE FROM search_segment', 'does not find KA-90001'],
    [
      'is of other code',
      "UPDATE meta SET value = json_set(value, '$.schema', 'other') WHERE key = 'release'",
      'another version',
    ],
    [
      'is not the one of its manifest',
      "UPDATE meta SET value = json_set(value, '$.revision', '1111111111111111') WHERE key = 'release'",
      'another revision',
    ],
  ])('that %s is rejected once, by name, and the previous one stays', async (_what, sql, reason) => {
    const first = await make();
    await takeRelease(node);
    const next = await change('next');
    tamper(sql);
    const refused = new Set<string>();
    const taking = takeRelease(node, refused);
    await expect(taking).rejects.toThrow(reason);
    await expect(taking).rejects.toThrow(next.file);
    expect(await takeRelease(node, refused)).toBeUndefined();
    expect(served().revision).toBe(first.revision);
  });

  it('altered in transit is rejected', async () => {
    const { file } = await make();
    const bytes = readFileSync(path.join(out, file));
    writeFileSync(path.join(out, file), bytes.subarray(0, bytes.length / 2));
    await expect(takeRelease(node)).rejects.toThrow('it is corrupt: Z_BUF_ERROR');
    writeFileSync(path.join(out, file), Buffer.concat([gzipSync('x'), bytes]));
    await expect(takeRelease(node)).rejects.toThrow('larger than the declared');
    writeFileSync(path.join(out, file), gzipSync('something else'));
    await expect(takeRelease(node)).rejects.toThrow('its checksum differs from the manifest');
  });

  it('of other code is rejected by its manifest before the download', async () => {
    const { file } = await make();
    rmSync(path.join(out, file));
    await expect(takeRelease({ ...node, schema: 'another' })).rejects.toThrow(
      'another version of the code (schema',
    );
  });

  it('that does not exist is not a rejection', async () => {
    await expect(takeRelease({ ...node, source: root })).rejects.toThrow('manifest.json');
  });
});
