import { z } from 'zod';
import type { LocaleTag } from '../article/article.js';

/** Name of a node, option or text. */
export const WALK_ID = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'expected letters, digits and hyphens, starting with a letter');

const sentence = z.string().trim().min(1);

function byName<Value extends z.ZodType>(value: Value) {
  return z
    .record(WALK_ID, value)
    .transform((group): ReadonlyMap<string, z.output<Value>> => new Map(Object.entries(group)));
}

const sentences = z.record(WALK_ID, sentence).default({});

const question = z.strictObject({
  prompt: sentence,
  help: sentence.optional(),
  options: byName(sentence).prefault({}),
  /** Instructions before answering, in order. */
  instructions: z.array(sentence).default([]),
});

export type QuestionTexts = Readonly<z.infer<typeof question>>;

/** `<locale>.yaml`: all texts of a walk in one locale; placeholders such as `{start}` are filled by its fact set. */
export const WALK_TEXTS = z
  .strictObject({
    title: sentence,
    intro: sentence,
    /** Menu path in the product to where the change is made. */
    console: z.array(sentence).default([]),
    questions: byName(question),
    /** `customer`: the body as the customer's message has it. */
    outcomes: byName(z.strictObject({ title: sentence, body: sentence, customer: sentence.optional() })),
    verdict: sentences,
    assumption: sentences,
    warning: sentences,
  })
  .transform(({ console: consolePath, verdict, assumption, warning, ...texts }) => {
    const named = Object.entries({ verdict, assumption, warning }).flatMap(([group, all]) =>
      Object.entries(all).map(([name, text]): [string, string] => [`${group}.${name}`, text]),
    );
    /** Sentences of its fact set, by name: `verdict.same`, `assumption.period`, `warning.keepFrequency`. */
    const bySet: ReadonlyMap<string, string> = new Map(named);
    return { ...texts, consolePath, sentences: bySet };
  });

export type WalkTexts = Readonly<z.infer<typeof WALK_TEXTS>>;

/** The language a walk is presented in. */
export interface WalkVoice {
  /** The language of its texts, which may differ from the reader's. */
  readonly language: LocaleTag;
  /** Locale for dates and numbers: the reader's if the language matches, else {@link language}. */
  readonly locale: LocaleTag;
  readonly texts: WalkTexts;
}

const BRACES = /\{([^{}]{0,40})\}/g;

/** Placeholder names, sorted, with repetitions. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(BRACES)].map((match) => match[1] ?? '').sort();
}

/**
 * Fill placeholders.
 *
 * @param values - A missing value is shown as `…`.
 */
export function fillPlaceholders(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(BRACES, (_, name: string) => values.get(name) ?? '…');
}
