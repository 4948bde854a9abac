import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Optional packages that run a model. */
const PACKAGES = ['onnxruntime-web', '@huggingface/tokenizers'];
const FILES = { model: 'model.onnx', tokenizer: 'tokenizer.json', settings: 'embeddings.json' } as const;

/** `embeddings.json`, the description of a model. */
const SETTINGS = z.strictObject({
  /** Languages the model supports, as subtags: `en`. It is not used for others. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).min(1),
  /** Prefixes for queries and texts: `query: `. */
  queryPrefix: z.string().default(''),
  textPrefix: z.string().default(''),
  /** How token vectors are pooled. */
  pooling: z.enum(['mean', 'first']).default('mean'),
  /** Maximum input length in tokens. */
  maxTokens: z.int().min(8).max(8192).default(256),
});

export interface ModelFolder extends z.infer<typeof SETTINGS> {
  readonly model: string;
  readonly tokenizer: string;
}

/** @throws Error that describes what is wrong with the folder, or names missing packages. */
export function readModelFolder(folder: string): ModelFolder {
  for (const file of Object.values(FILES)) {
    if (!existsSync(path.join(folder, file))) throw new Error(`takes a folder that contains ${file}`);
  }
  const given: unknown = JSON.parse(readFileSync(path.join(folder, FILES.settings), 'utf8'));
  const settings = SETTINGS.safeParse(given);
  if (!settings.success) {
    const [issue] = settings.error.issues;
    throw new Error(`${FILES.settings}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'invalid'}`);
  }
  for (const name of PACKAGES) {
    try {
      import.meta.resolve(name);
    } catch {
      throw new Error(`run npm install ${PACKAGES.join(' ')}`);
    }
  }
  return {
    ...settings.data,
    model: path.join(folder, FILES.model),
    tokenizer: path.join(folder, FILES.tokenizer),
  };
}
