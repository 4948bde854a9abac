import { formatFor } from '../locale/format.js';
import { provenanceWords } from '../presenters/provenance.js';
import type { PASSAGE, PROVENANCE, Wire } from '../presenters/schemas.js';
import type { McpDeps } from './tool.js';

type Passage = Wire<typeof PASSAGE>;

/** Tokens of the passages of one part of an article at most, as text and as data: some hosts hand on both. */
const LONGEST_PART = 1700;
const IDEOGRAPH = /[\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF]/g;

/** About how many tokens a text is to a model: a character where it is a word or half of one, else a quarter. */
export function tokensOf(text: string): number {
  const ideographs = text.match(IDEOGRAPH)?.length ?? 0;
  return Math.ceil(ideographs + (text.length - ideographs) / 4);
}

/** Shorten a text to about so many tokens, at a space where there is one. */
export function clip(text: string, tokens: number): string {
  const all = tokensOf(text);
  if (all <= tokens) return text;
  const cut = text.slice(0, Math.floor((text.length * tokens) / all));
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > cut.length / 2 ? space : cut.length).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Of `Passage` in the contract what a model cites, and must know before it answers from it. */
type SlimPassage = Pick<Passage, 'id' | 'hash' | 'path' | 'step' | 'text' | 'grounding'>;

/** A passage as tools give it. */
export function slimPassage({ id, hash, path, step, grounding }: Passage, text: string): SlimPassage {
  return { id, hash, path, step, text, grounding };
}

/** Cut an article between passages into parts that each leave room in a model's context. */
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

/** Say how far a translation can be trusted, in the words of every page, in English; and which steps it lacks. */
export function describeProvenance(provenance: Wire<typeof PROVENANCE>, { strings }: McpDeps): string {
  const words = provenanceWords(provenance, strings.for('en'), formatFor('en')).join(', ');
  const { missingSteps } = provenance;
  return missingSteps.length === 0 ? words : `${words}: ${missingSteps.join(', ')} of the original`;
}

/** Say which passages a model may not answer from, or only beside the original's words; nothing where it may from all. */
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
