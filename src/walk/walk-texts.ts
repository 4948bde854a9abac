import type { LocaleTag } from '../article/article.js';

/** Texts of a question. */
export interface QuestionTexts {
  readonly prompt: string;
  readonly help: string | undefined;
  /** Labels by option. */
  readonly options: ReadonlyMap<string, string>;
  /** Instructions before answering, in order. */
  readonly instructions: readonly string[];
}

/** Texts of an outcome. */
interface OutcomeTexts {
  readonly title: string;
  readonly body: string;
  /** The same for the customer's message; defaults to the body. */
  readonly customer?: string | undefined;
}

/** All texts of a walk in one locale; placeholders such as `{start}` are filled by its fact set. */
export interface WalkTexts {
  readonly title: string;
  readonly intro: string;
  readonly questions: ReadonlyMap<string, QuestionTexts>;
  readonly outcomes: ReadonlyMap<string, OutcomeTexts>;
  /** Sentences of its fact set, by name: `verdict.same`, `assumption.period`, `warning.keepFrequency`. */
  readonly sentences: ReadonlyMap<string, string>;
  /** Menu path in the product to where the change is made. */
  readonly consolePath: readonly string[];
}

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
