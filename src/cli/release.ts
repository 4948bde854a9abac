import { ConfigError, type Config } from '../config.js';
import { makeRelease, rollBack } from '../ingest/make-release.js';
import { isPrivateKey, type Manifest } from '../ingest/release.js';
import { configureCompiler } from '../server/compiler.js';
import { fail, readArguments, refuseMore, type Command } from './command.js';
import { ingest } from './ingest.js';

const USAGE = `usage: parlance release --out <folder> [--rollback]

Compiles changes in CONTENT_DIR and writes a release to the folder: the library and all files served with it, compressed,
and manifest.json. Nodes download it from RELEASE_URL (this folder, or its URL). The folder keeps the latest two releases.

  --rollback   make the previous release the current one again, without compiling

Settings: CONTENT_DIR, DATA_DIR, SOURCE_LOCALE, INTERNAL_HOSTS, CHANGES_KEEP, RELEASE_KEY (private key that signs the manifest).
`;

/** `parlance release`: write a release for nodes without content. */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const { values, positionals } = readArguments(args, {
      out: { type: 'string', default: '' },
      rollback: { type: 'boolean', default: false },
    });
    refuseMore(positionals, 'release');
    if (values.out === '') throw new Error('release takes --out <folder>');
    return { run: (config) => release(config, values.out, values.rollback) };
  },
};

async function release(config: Config, out: string, isRollback: boolean): Promise<number> {
  if (isRollback) {
    const manifest = rollBack(out);
    if (manifest === undefined) return fail(`${out} has no previous release`);
    process.stdout.write(`${describe(manifest)}, rolled back\n`);
    return 0;
  }
  const key = config.releaseKey;
  if (key !== undefined && !isPrivateKey(key))
    throw new ConfigError(['RELEASE_KEY: signing needs a private key; this one is public']);
  await ingest(config);
  const { file, options } = configureCompiler(config);
  const { manifest, isNew } = await makeRelease({ libraryFile: file, compiler: options, key }, out);
  process.stdout.write(`${describe(manifest)}${isNew ? '' : ', unchanged'}\n`);
  return 0;
}

function describe({ file, bytes, unpackedBytes, counts, signature }: Manifest): string {
  const size = (of: number): string => `${(of / 1024 / 1024).toFixed(1)} MB`;
  const held = `${counts.articles} articles, ${counts.translations} translations, ${counts.walks} walks, ${counts.files} files`;
  return `${file}: ${held}; ${size(bytes)}, ${size(unpackedBytes)} unpacked${signature === undefined ? '' : ', signed'}`;
}
