import { loadEmbedder, type Embed, type EmbedTask } from './embedder.js';

let loaded: Promise<Embed> | undefined;

/** Run the model; it is loaded by the first task. */
export async function embedTask({ model, text }: EmbedTask): Promise<Float32Array> {
  loaded ??= loadEmbedder(model);
  const embed = await loaded;
  return embed(text);
}
