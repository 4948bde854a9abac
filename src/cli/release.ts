import { ConfigError, type Config } from '../config.js';
import { makeRelease, rollBack } from '../ingest/make-release.js';
import { isPrivateKey, type Manifest } from '../ingest/release.js';
import { configureCompiler } from '../server/compiler.js';
import { ingest } from './ingest.js';
import type { ReleaseOptions } from './release-options.js';

/** `parlance release`: write what nodes without content serve. @returns The exit code: 1 where there is nothing to roll back to. */
export async function release(config: Config, { out, isRollback }: ReleaseOptions): Promise<number> {
  if (isRollback) {
    const manifest = rollBack(out);
    if (manifest === undefined) {
      process.stderr.write(`parlance: ${out} has no release before the newest\n`);
      return 1;
    }
    process.stdout.write(`${describe(manifest)}, rolled back\n`);
    return 0;
  }
  const key = config.releaseKey;
  if (key !== undefined && !isPrivateKey(key))
    throw new ConfigError(['RELEASE_KEY: a release is signed by a private key; this one is public']);
  const code = await ingest(config);
  if (code !== 0) return code;
  const { file, options } = configureCompiler(config);
  const { manifest, isNew } = await makeRelease({ libraryFile: file, compiler: options, key }, out);
  process.stdout.write(`${describe(manifest)}${isNew ? '' : ', as before'}\n`);
  return 0;
}

function describe({ file, bytes, unpackedBytes, counts, signature }: Manifest): string {
  const size = (of: number): string => `${(of / 1024 / 1024).toFixed(1)} MB`;
  const held = `${counts.articles} articles, ${counts.translations} translations, ${counts.walks} walks, ${counts.files} files`;
  return `${file}: ${held}; ${size(bytes)}, ${size(unpackedBytes)} unpacked${signature === undefined ? '' : ', signed'}`;
}
