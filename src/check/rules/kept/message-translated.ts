import { oncePerPassage } from '../../reading/wording.js';
import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

/** Text in quotes or between emphasis marks. */
const SET_APART = /\uFFF9([^\uFFF9\uFFFC\n]{12,300})\uFFF9|["“]([^"“”\n]{12,300})["”]/g;
/** Words typical of error messages. */
const FAILURE =
  /\b(?:errors?|fail(?:s|ed|ure)?|cannot|can['’]t|unable|exception|invalid|empty (?:return|response|result)|not found|denied|tim(?:ed ?out|eout)|unexpected|refused|missing|could ?n[o'’]t|does ?n[o'’]t|is not|was not|unknown|forbidden|unauthorized|not (?:supported|allowed|available|authorized))\b/i;
const FEWEST_WORDS = 4;

const messagesOf = oncePerPassage((passage) =>
  passage.kind === 'heading' ? [] : [...passage.prose.matchAll(SET_APART)].flatMap(readMessage),
);

/** A product message that was translated although the product shows it in English. */
export const messageTranslated: Rule = {
  id: 'message-translated',
  severity: 'warning',
  summary: 'An error message quoted in the source is translated.',
  looksAt: 'aligned',
  *check({ translation: file, source: original, pairing }) {
    if (original.language === file.language) return;
    for (const { source, translation } of pairing.pairs) {
      const messages = messagesOf(source);
      if (messages.length === 0 || translation.isUnread) continue;
      const here = fold(translation.prose + codeOf(translation));
      for (const { text, index } of messages) {
        if (here.includes(fold(text)) || keepsMost(text, here)) continue;
        yield {
          message: `the message "${text.slice(0, 120)}" is translated; readers see and search for the original`,
          at: translation,
          source: { start: source.offset(index) },
        };
      }
    }
  },
};

function readMessage({
  0: whole,
  1: emphasised,
  2: quoted,
  index,
}: RegExpExecArray): readonly { readonly text: string; readonly index: number }[] {
  const text = (emphasised ?? quoted ?? '')
    .replace(/\uFFF9/g, '')
    .trim()
    .replace(/^["“]|["”]$/g, '');
  const isMessage =
    FAILURE.test(text) &&
    text.split(/\s+/).length >= FEWEST_WORDS &&
    /^[^a-z]/.test(text) &&
    !/:$|^(?:Note|Important|Warning|Caution|If|When|Why|How|What|The following)\b/i.test(text);
  return isMessage ? [{ text, index: index + whole.indexOf(text) }] : [];
}

/** Whether most words of a message are still there, with only names or spaces altered. */
function keepsMost(text: string, here: string): boolean {
  const words = fold(text).match(/[a-z]{4,}/g) ?? [];
  const left = words.filter((word) => here.includes(word)).length;
  return words.length > 0 && left >= words.length * 0.7;
}

function codeOf({ pieces }: Passage): string {
  return pieces
    .filter(({ kind }) => kind === 'code')
    .map(({ text }) => text)
    .join(' ');
}

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
}
