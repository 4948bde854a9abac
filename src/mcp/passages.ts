import { formatFor } from '../locale/format.js';
import { provenanceWords } from '../presenters/provenance.js';
import type { PASSAGE, PROVENANCE, Wire } from '../presenters/schemas.js';
import type { McpDeps } from './tool.js';

type Passage = Wire<typeof PASSAGE>;

/** Tokens of the passages of one part of an article at most, as text and as data: some hosts hand on both. */
const LONGEST_PART = 1600;
const IDEOGRAPH = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF]/g;

/** Estimated tokens of a text: one per character in CJK, else one per four. */
export function tokensOf(text: string): number {
  const ideographs = text.match(IDEOGRAPH)?.length ?? 0;
  return Math.ceil(ideographs + (text.length - ideographs) / 4);
}

/** Truncate a text to about this many tokens, at a space if possible. */
export function clip(text: string, tokens: number): string {
  const all = tokensOf(text);
  if (all <= tokens) return text;
  const cut = text.slice(0, Math.floor((text.length * tokens) / all));
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > cut.length / 2 ? space : cut.length).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** The members of `Passage` a model needs for answering and citing. */
type SlimPassage = Pick<Passage, 'id' | 'hash' | 'path' | 'step' | 'text' | 'grounding'>;

/** A passage as returned by tools. */
export function slimPassage({ id, hash, path, step, grounding }: Passage, text: string): SlimPassage {
  return { id, hash, path, step, text, grounding };
}

/** Split an article between passages into parts that fit a model's context. */
export function cutParts(passages: readonly Passage[]): readonly (readonly Passage[])[] {
  const parts: Passage[][] = [[]];
  let used = 0;
  for (const passage of passages) {
    const data = JSON.stringify(slimPassage(passage, passage.text));
    const size = tokensOf(passage.markdown ?? passage.text) + tokensOf(data);
    if (used > 0 && used + size > LONGEST_PART) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(passage);
    used += size;
  }
  return parts;
}

/** Describe the provenance of a translation in English, including missing steps. */
export function describeProvenance(provenance: Wire<typeof PROVENANCE>, { strings }: McpDeps): string {
  const words = provenanceWords(provenance, strings.for('en'), formatFor('en')).join(', ');
  const { missingSteps } = provenance;
  return missingSteps.length === 0 ? words : `${words}: ${missingSteps.join(', ')} of the original`;
}

/** Say which passages need checking or must not be used; nothing when all may be used. */
export function describeGrounding(passages: readonly Pick<Passage, 'id' | 'grounding'>[]): readonly string[] {
  return (['no', 'with-source'] as const).flatMap((verdict) => {
    const found = passages.filter(({ grounding }) => grounding.verdict === verdict);
    if (found.length === 0) return [];
    const reasons = [...new Set(found.flatMap(({ grounding }) => grounding.reasons))].join(', ');
    const which =
      found.length === passages.length
        ? 'any passage here'
        : found.map(({ id }) => id.replace(/^.*#/, '')).join(', ');
    return verdict === 'no'
      ? [`Do not answer from ${which}: ${reasons}.`]
      : [`Check ${which} against the original before you answer from it: ${reasons}.`];
  });
}
