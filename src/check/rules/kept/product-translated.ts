import { textOf } from '../../reading/front-values.js';
import { oncePerPassage } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';
import { termsFor } from '../../terms.js';

/** Names of at least two words; `Target` or `Pass` may be ordinary words. */
const NAME = /^\p{Lu}\S* [\p{Lu}\d]/u;

/** The text of a source passage, which is compared with every locale. */
const flatSource = oncePerPassage(({ prose }) => ({ text: flatten(prose) }));

/** A product name that was translated although the file's own product list was not. */
export const productTranslated: Rule = {
  id: 'product-translated',
  severity: 'warning',
  summary: 'A product name is translated or misspelled.',
  looksAt: 'aligned',
  *check({ source: original, translation: file, pairing, settings }) {
    const listed = [...(termsFor(settings.terms, file.locale) ?? [])];
    const names = new Set([
      ...['solution', 'product', 'applies-to'].flatMap((key) => namesIn(textOf(original, key))),
      ...listed.flatMap(([term, word]) => (term === word && NAME.test(term) ? [term] : [])),
    ]);
    if (names.size === 0) return;
    // Longest first, so that a name within a name is reported once.
    const sorted = [...names].sort((a, b) => b.length - a.length);
    for (const { source, translation } of pairing.pairs) {
      if (translation.isUnread) continue;
      let [there, here] = [flatSource(source).text, ''];
      for (const name of sorted) {
        const wanted = flatten(name);
        if (!there.includes(wanted)) continue;
        there = there.replaceAll(wanted, '\n');
        here ||= flatten(translation.prose);
        const initials = name.replace(/[^A-Z]/g, '');
        // `AEM` may replace the name unless the source has both.
        if (here.includes(wanted) || countOf(initials, translation.prose) > countOf(initials, source.prose))
          continue;
        yield { message: `"${name}" is a product name; keep it unchanged`, at: translation, source };
      }
    }
  },
};

function namesIn(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => NAME.test(name));
}

function countOf(word: string, text: string): number {
  return text.split(word).length - 1;
}

function flatten(text: string): string {
  return text.replace(/[\s\u00A0\uFFF9\u200B-]+/g, '').toLowerCase();
}
