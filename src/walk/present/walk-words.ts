import { z } from 'zod';
import { createTextTables, uiTextFiles, textLanguage } from '../../locale/text-tables.js';
import { OUTCOME_KINDS, type Walk } from '../walk.js';
import type { LocaleTag } from '../../article/article.js';
import { isSameReadership } from '../../locale/tag.js';
import type { WalkVoice } from '../walk-texts.js';

const text = z.string().min(1);

/** `locale/texts/<tag>/walk.json`: what every walk says, whatever its article; placeholders in braces. */
const WORDS = z.strictObject({
  unknown: text,
  reasons: z.strictObject({
    unknownQuestion: text,
    unknownVersion: text,
    tooManyAnswers: text,
    wrongType: text,
    notAnOption: text,
    unknownMember: text,
    notYet: text,
  }),
  kinds: z.record(z.enum(OUTCOME_KINDS), text),
  seeArticle: text,
  articleMissing: text,
  graph: z.strictObject({ title: text, description: text, answers: text, answered: text }),
  plain: z.strictObject({
    title: text,
    intro: text,
    prompt: text,
    conditional: text,
    try: text,
    helped: text,
    which: text,
    option: text,
    newer: text,
    done: text,
    didNotHelp: text,
    doesNotApply: text,
    solved: text,
    yes: text,
    no: text,
    resolvedTitle: text,
    resolvedBody: text,
    escalateTitle: text,
    resolvedCustomer: text,
    escalateBody: text,
    escalateCustomer: text,
  }),
  /** A message to the customer. */
  message: z.strictObject({
    greeting: text,
    thanks: text,
    done: text,
    todo: text,
    where: text,
    article: text,
    aboutArticle: text,
    inLanguage: text,
    closing: text,
    regards: text,
  }),
  /** A note for colleagues. */
  note: z.strictObject({ article: text, version: text, answers: text, result: text, assumed: text }),
  conditions: z.strictObject({
    /** A step that begins with one of these is conditional; lower case. */
    starts: z.array(text),
    /** A step whose first clause holds one of these is conditional; for languages that put the word behind. */
    within: z.array(text),
  }),
});

/** @see WALK_WORDS */
export type WalkWords = z.infer<typeof WORDS>;

/** What every walk says, by language. */
export const WALK_WORDS = createTextTables(WORDS, () => uiTextFiles('walk.json'));

/**
 * Let a walk speak to a reader: in the closest language it has texts in, else English, else the first it has.
 *
 * @param locale - As asked; where `language` of the voice is another, mark its texts as such.
 */
export function createVoice(walk: Walk, locale: LocaleTag): WalkVoice {
  const language = textLanguage(locale, walk.languages);
  const texts = walk.textsIn(language);
  if (texts === undefined) throw new Error(`walk ${walk.number} has no texts`);
  return { language, locale: isSameReadership(locale, language) ? locale : language, texts };
}
