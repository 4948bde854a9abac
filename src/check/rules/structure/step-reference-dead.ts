import type { Rule } from '../../rule.js';

/** The word for step, as it stands before a number; behind it in the last three. */
const STEP: Readonly<Record<string, RegExp>> = {
  en: /\bsteps?\s(\d{1,2})\b/gi,
  de: /\bSchritt(?:en?|e)?\s(\d{1,2})\b/gi,
  fr: /\bétapes?\s(\d{1,2})\b/gi,
  es: /\bpasos?\s(\d{1,2})\b/gi,
  it: /\b(?:passaggi[o]?|passi|passo)\s(\d{1,2})\b/gi,
  pt: /\b(?:etapas?|passos?)\s(\d{1,2})\b/gi,
  nl: /\bstap(?:pen)?\s(\d{1,2})\b/gi,
  sv: /\bsteg\s(\d{1,2})\b/gi,
  ja: /(?:手順|ステップ)\s?(\d{1,2})/g,
  ko: /(\d{1,2})\s?단계/g,
  zh: /(?:步骤|步驟)\s?(\d{1,2})|第\s?(\d{1,2})\s?步/g,
};

/** A reference to a step that does not exist. */
export const stepReferenceDead: Rule = {
  id: 'step-reference-dead',
  severity: 'warning',
  summary: 'The text refers to a step that does not exist, unlike the source.',
  looksAt: 'same-version',
  *check({ translation, pairing, source: original }) {
    const [pattern, there] = [STEP[translation.language], STEP[original.language]];
    if (pattern === undefined || there === undefined) return;
    const most = Math.max(0, ...translation.passages.map(({ place }) => place?.number ?? 0));
    if (most === 0) return;
    for (const { source, translation: passage } of pairing.pairs) {
      if (passage.place?.isOrdered !== true) continue;
      const wanted = new Set([...source.prose.matchAll(there)].map((match) => match[1]));
      for (const match of passage.prose.matchAll(pattern)) {
        const number = match[1] ?? match[2] ?? '';
        if (Number(number) <= most || wanted.has(number)) continue;
        yield {
          message: `step ${number} does not exist`,
          at: { start: passage.offset(match.index), end: passage.offset(match.index + match[0].length) },
          source: { offset: source.start },
        };
      }
    }
  },
};
