import type { Config } from '../config.js';
import { withScratchLibrary } from '../ingest/scratch-library.js';
import type { Library } from '../library/library.js';
import { describeCompiler } from '../server/compiler.js';
import { ProgressLine } from '../server/sync-report.js';

/**
 * Compile the content beside the serving library, which is left alone, and read what came of it.
 *
 * @throws ConfigError when CONTENT_DIR is no folder that can be read.
 */
export async function withCompiledContent<Result>(
  config: Config,
  use: (library: Library) => Result,
): Promise<Result> {
  const compiler = describeCompiler(config);
  const line = new ProgressLine(process.stderr);
  try {
    return await withScratchLibrary(compiler, (progress) => line.update(progress), use);
  } finally {
    line.stop();
  }
}
