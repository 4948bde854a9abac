import { frontValues } from '../../reading/front-values.js';
import { STAND_IN } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';
import { SPACED_LANGUAGES } from '../../reading/wording.js';

/** Languages that close quotes with the mark other languages open them with. */
const CLOSES_WITH_SIXES = new Set('bg bs cs da de hr lt lv mk sk sl sq sr'.split(' '));

export const quoteGlued: Rule = {
  id: 'quote-glued',
  severity: 'warning',
  summary: 'The space after a closing quote is missing.',
  looksAt: 'alone',
  onSource: false,
  *check({ translation }) {
    const { language } = translation;
    if (!SPACED_LANGUAGES.has(language)) return;
    const closing = CLOSES_WITH_SIXES.has(language) ? '”“»' : '”»';
    for (const { key, value } of frontValues(translation)) {
      for (const { next } of gluedIn(value, closing))
        yield {
          message: `"${key}": no space between the closing quote and "${next}"`,
          at: { key },
          fix: { wrong: `"${next}`, right: `" ${next}` },
        };
    }
    for (const passage of translation.passages) {
      for (const { at, next } of gluedIn(passage.prose, closing))
        yield {
          message: `no space between the closing quote and "${next}"`,
          at: passage.span(at, 1 + next.length),
          fix: { wrong: next, right: ` ${next}` },
        };
    }
  },
};

function gluedIn(text: string, closing: string): readonly { readonly at: number; readonly next: string }[] {
  // Data such as {"a":"b"}, where quotes follow other rules.
  if (/"\s?:\s?["{[]/.test(text)) return [];
  let open = false;
  return [...text.matchAll(/["“”„«»]/g)].flatMap(({ 0: quote, index: at }) => {
    if (quote === '"') open = !open;
    const isClosing = quote === '"' ? !open : closing.includes(quote);
    const next = /^\p{L}+/u.exec(text.slice(at + 1, at + 40))?.[0] ?? '';
    // Up to two letters are an ending: "x"s.
    return isClosing && next.length > 2 && isWordEnd(text, at) ? [{ at, next }] : [];
  });
}

/** After a space, even with markup in between, a quote opens, whatever those before it did. */
function isWordEnd(text: string, at: number): boolean {
  let end = at;
  while (/[*\uFFF9]/.test(text.charAt(end - 1))) end -= 1;
  const last = text.charAt(end - 1);
  return last === STAND_IN || /[\p{L}\p{N}.,!?;)\]%>/]/u.test(last);
}
