import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ThreadPool } from '../../thread-pool.js';
import type { ModelFolder } from './model-folder.js';

/** Turns a text into a unit vector, so that the dot product is the cosine similarity. */
export type Embed = (text: string) => Promise<Float32Array>;

interface EmbedTask {
  readonly model: ModelFolder;
  readonly text: string;
}

/** Milliseconds of one run, loading the model included; then the thread hangs and is ended. The next run starts another. */
const LONGEST_RUN = 60_000;
const VECTOR = z.instanceof(Float32Array);

/**
 * Run a model in its own thread, one text at a time: a run takes milliseconds to seconds, and must not block others.
 *
 * @param worker - Entry file; replaced in tests.
 */
export function createEmbedThread(model: ModelFolder, worker = new URL(import.meta.url)): Embed {
  const pool = new ThreadPool({ filename: worker.href, minThreads: 1, maxThreads: 1 });
  return async (text) => {
    const task: EmbedTask = { model, text };
    return VECTOR.parse(
      await pool.run(task, { name: 'embedTask', signal: AbortSignal.timeout(LONGEST_RUN) }),
    );
  };
}

let loaded: Promise<Embed> | undefined;

/** The thread's one task; the first loads the model. */
export async function embedTask({ model, text }: EmbedTask): Promise<Float32Array> {
  const embed = await (loaded ??= loadEmbedder(model));
  return embed(text);
}

/** The part of the package we use; its own types do not resolve under Node's module resolution. */
const TOKENIZERS = z.object({
  Tokenizer: z.custom<
    new (
      tokenizer: unknown,
      settings: object,
    ) => { encode: (text: string) => { readonly ids: readonly number[] } }
  >((value) => typeof value === 'function'),
});

/** Load a model and its tokenizer; the packages are imported only here. */
export async function loadEmbedder({ model, tokenizer, pooling, maxTokens }: ModelFolder): Promise<Embed> {
  const { InferenceSession, Tensor, env } = await import('onnxruntime-web');
  const { Tokenizer } = TOKENIZERS.parse(await import('@huggingface/tokenizers'));
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(readFileSync(model));
  const cut = new Tokenizer(JSON.parse(readFileSync(tokenizer, 'utf8')), {});
  return async (text) => {
    const { ids } = cut.encode(text);
    const tokens = ids.slice(0, maxTokens);
    const row = (values: readonly number[]): InstanceType<typeof Tensor> =>
      new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
    const given = {
      input_ids: row(tokens),
      attention_mask: row(tokens.map(() => 1)),
      token_type_ids: row(tokens.map(() => 0)),
    };
    const feeds = Object.fromEntries(
      Object.entries(given).filter(([name]) => session.inputNames.includes(name)),
    );
    const output = (await session.run(feeds))[session.outputNames[0] ?? ''];
    if (!(output?.data instanceof Float32Array)) throw new Error('the embedding model returned no vectors');
    return toUnit(pool(output.data, output.dims.at(-1) ?? 1, pooling));
  };
}

/** Pool token vectors into one; a single vector is returned as is. */
function pool(data: Float32Array, size: number, pooling: ModelFolder['pooling']): Float32Array {
  if (pooling === 'first') return data.slice(0, size);
  const sum = new Float32Array(size);
  data.forEach((value, i) => (sum[i % size] = (sum[i % size] ?? 0) + value));
  return sum;
}

function toUnit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (!Number.isFinite(length)) throw new Error('the embedding model returned no numbers');
  return vector.map((value) => value / (length || 1));
}
