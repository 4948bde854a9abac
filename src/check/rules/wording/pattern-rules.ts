import { eachPair } from '../../reading/each-passage.js';
import type { RuleFacts, Rule } from '../../rule.js';

/** A rule defined by patterns for text a translation must not contain, with the source contexts that justify it. */
interface PatternRule extends RuleFacts {
  /** Flags `g` and `u`; `other` applies to all languages not listed. */
  readonly patterns: Readonly<Record<string, RegExp>>;
  /** @param before - What the pattern's first group has. */
  readonly message: (found: string, before?: string) => string;
  /** Whether the source justifies a match. Default: it does not. */
  readonly isInSource?: (found: RegExpExecArray, source: string) => boolean;
  /** How many matches the source justifies. Default: none. */
  readonly reasons?: (source: string) => number;
}

const SENTENCE = '(?:^[\\s\\uFFF9]*|[.!?:][\\s\\uFFF9]+)';
const VARIABLE = /variab|\bvars?\b|\$\{|parameter|var(?:y|ies)/i;

const RULES: readonly PatternRule[] = [
  {
    id: 'acronym-moved',
    severity: 'warning',
    summary: 'An acronym has moved to the front of a Spanish sentence.',
    // `AEM Detener la.`
    patterns: {
      es: /(?<=^[\s\uFFF9]*|[.!?:][\s\uFFF9]+)([A-Z]{2,6})[ \u00A0](\p{Lu}\p{Ll}+)(?=[\s\uFFF9.,])/gu,
    },
    message: (found) => `an acronym has moved to the front of the sentence: ${found}`,
    // A product name such as AEM Assets, or a sentence that starts with the acronym in the source too.
    isInSource: ([, acronym = '', word = ''], source) =>
      source.includes(word) ||
      !new RegExp(`\\b${acronym}\\b`).test(source) ||
      new RegExp(`${SENTENCE}${acronym}\\b`).test(source),
  },
  {
    id: 'word-inserted',
    severity: 'warning',
    summary: 'The translation says "variable" before a name, although the source does not.',
    patterns: {
      es: /\b(?:la|una|el) variables?\b/giu,
      fr: /\b(?:la |une |le |de |du )?variables?\b/giu,
      pt: /\b(?:a|uma|o|da|na) variáve(?:l|is)\b/giu,
      it: /\b(?:la|una|della|nella) variabil[ei]\b/giu,
    },
    message: (found) => `"${found}" is not in the source`,
    isInSource: (_found, source) => VARIABLE.test(source),
  },
  {
    id: 'particle-orphaned',
    severity: 'warning',
    summary: 'A particle has no word to attach to.',
    patterns: {
      ja: /(?:^[\s\u200B]*|[。、：:？（「\n][ \u00A0]*)(?:を(?!\p{Script=Hiragana})|を使|に(?:移動|追加|変更|設定|保存|アクセス)|(?:が|の|で|へ|から|に)(?=[ \uFFF9\uFFFC]))|を(?:に(?=[変移追設保])|で(?![きすも]))/gu,
      ko: /(?:^[\s\u200B]*|[.:!?][ \u00A0]+|\n[ \u00A0]*|(?:에서|서는|려면|[하되]고|[하되]여|하면|자는|이는|경우|때|열고|지만|으로|다음) )(?:을|를|은|는|의|에서|으로|로|와|과|을\(를\)|이\(가\)|에)(?=[ \u00A0\uFFF9])/gu,
    },
    message: (found) => `"${found.trim()}" has no word to attach to`,
    // The rest of a sentence that started before a code block: `is run often`.
    isInSource: ({ index }, source) =>
      index === 0 && /^\s*(?:is|are|was|were|can|has|have|must|should|will)\b/.test(source),
  },
  {
    id: 'stop-stray',
    severity: 'warning',
    summary: 'A full stop splits a sentence before a label, name or emphasis.',
    patterns: {
      ja: /。[ \u00A0]*(?:\uFFF9(?=[^\s\uFFF9])|\[!)/gu,
      zh: /。[ \u00A0]*(?:\uFFF9(?=[^\s\uFFF9])|\[!)/gu,
      other: /\.(?<=(\p{L}{2,})\.)[ \u00A0]+(?:\uFFF9(?=[^\s\uFFF9])|\[!)/gu,
    },
    message: (found, before = '') => `a full stop splits the sentence after "${before}${found.charAt(0)}"`,
    reasons: (source) =>
      source.match(/[.:;!?][)"”\uFFF9]{0,3}\s+(?:\uFFF9(?=[^\s\uFFF9])|\[!)/g)?.length ?? 0,
  },
  {
    id: 'sentence-cut',
    severity: 'warning',
    summary: 'A sentence ends in an article, preposition or conjunction.',
    // Excluded are words that may end a sentence: `um por uma`, separable verb prefixes in German.
    patterns: {
      es: /(?<=\p{L}{2}[ \u00A0])(?:el|la|los|las|del?|y|en|con|para|por|que|al)\.(?=[\s\uFFF9]|$)/gu,
      pt: /(?<=\p{L}{2}[ \u00A0])(?:os|as|de|do|da|e|ou|em|no|na|com|para|por|que)\.(?=[\s\uFFF9]|$)/gu,
      fr: /(?<=\p{L}{2}[ \u00A0])(?:le|les|des|du|de|et|ou|à|aux?|pour|dans|sur|par|que)\.(?=[\s\uFFF9]|$)/gu,
      it: /(?<=\p{L}{2}[ \u00A0])(?:il|lo|gli|di|del|della|e|o|per|con|in|nel|che)\.(?=[\s\uFFF9]|$)/gu,
      de: /(?<=\p{L}{2}[ \u00A0])(?:der|dem|den|des|und|oder|von|für|einen?|einem|dass|im|beim)\.(?=[\s\uFFF9]|$)/gu,
      nl: /(?<=\p{L}{2}[ \u00A0])(?:de|een|van|en|of|dat)\.(?=[\s\uFFF9]|$)/gu,
      sv: /(?<=\p{L}{2}[ \u00A0])(?:och|eller|att|som|en)\.(?=[\s\uFFF9]|$)/gu,
    },
    message: (found) => `the sentence ends in "${found.slice(0, -1)}"; the rest is missing`,
  },
];

/** Rules that consist of one pattern each. */
export const patternRules: readonly Rule[] = RULES.map(
  ({ patterns, message, isInSource = () => false, reasons = () => 0, ...facts }) => ({
    ...facts,
    looksAt: 'aligned',
    check: eachPair(({ source, translation }, { translation: { language } }) => {
      const pattern = patterns[language] ?? patterns['other'];
      if (pattern === undefined) return undefined;
      const found = [...translation.prose.matchAll(pattern)].filter(
        (match) => !isInSource(match, source.prose),
      );
      const surplus = found.length === 0 ? 0 : found.length - reasons(source.prose);
      return found.slice(0, Math.max(0, surplus)).map(({ 0: text, 1: before, index }) => ({
        message: message(text.replace(/[\uFFF9\uFFFC]/g, ''), before),
        at: translation.span(index, text.length),
      }));
    }),
  }),
);
