import { eachPair } from '../../reading/each-passage.js';
import { oncePerPassage } from '../../reading/wording.js';
import type { Rule } from '../../rule.js';

const SET_APART = /\uFFF9([^\uFFF9\uFFFC\n]{12,300})\uFFF9|["“]([^"“”\n]{12,300})["”]/g;
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
  check: eachPair(({ source, translation }, { translation: file, source: original }) => {
    const messages = original.language === file.language ? [] : messagesOf(source);
    if (messages.length === 0) return undefined;
    const codes = translation.pieces.filter(({ kind }) => kind === 'code').map(({ text }) => text);
    const here = fold(translation.prose + codes.join(' '));
    return messages
      .filter(({ text }) => !here.includes(fold(text)) && !keepsMost(text, here))
      .map(({ text, index }) => ({
        message: `the message "${text.slice(0, 120)}" is translated; readers see and search for the original`,
        source: source.span(index, 0),
      }));
  }),
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

function fold(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
}
