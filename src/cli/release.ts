import { ConfigError, type Config } from '../config.js';
import { makeRelease, rollBack } from '../ingest/make-release.js';
import { isPrivateKey, type Manifest } from '../ingest/release.js';
import { configureCompiler } from '../server/compiler.js';
import { fail, readArguments, refuseMore, type Command } from './command.js';
import { ingest } from './ingest.js';

const USAGE = `usage: parlance release --out <folder> [--rollback]

Compiles what changed in CONTENT_DIR and writes a release into the folder: the library with all that is served beside it, compressed,
and manifest.json. Nodes whose RELEASE_URL is this folder, or its address, take it. The folder holds the newest two.

  --rollback   make the release before the newest the newest again; nothing is compiled

Settings: CONTENT_DIR, DATA_DIR, SOURCE_LOCALE, INTERNAL_HOSTS, CHANGES_KEEP, RELEASE_KEY (a private key signs the manifest).
`;

/** `parlance release`: write what nodes without content serve. */
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
    if (manifest === undefined) return fail(`${out} has no release before the newest`);
    process.stdout.write(`${describe(manifest)}, rolled back\n`);
    return 0;
  }
  const key = config.releaseKey;
  if (key !== undefined && !isPrivateKey(key))
    throw new ConfigError(['RELEASE_KEY: a release is signed by a private key; this one is public']);
  await ingest(config);
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
