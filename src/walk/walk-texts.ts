import type { LocaleTag } from '../article/article.js';

/** What a question says. */
export interface QuestionTexts {
  readonly prompt: string;
  readonly help: string | undefined;
  /** Labels by option; one for each option of the question. */
  readonly options: ReadonlyMap<string, string>;
  /** What is to be done before answering, in order. */
  readonly instructions: readonly string[];
}

/** What an outcome says. */
interface OutcomeTexts {
  readonly title: string;
  readonly body: string;
  /** The same for the customer, as a message says it; the body will do where there is none. */
  readonly customer?: string | undefined;
}

/** All a walk says in one locale; placeholders such as `{start}` are filled by its fact set. */
export interface WalkTexts {
  readonly title: string;
  readonly intro: string;
  readonly questions: ReadonlyMap<string, QuestionTexts>;
  readonly outcomes: ReadonlyMap<string, OutcomeTexts>;
  /** Sentences of its fact set, by name: `verdict.same`, `assumption.period`, `warning.keepFrequency`. */
  readonly sentences: ReadonlyMap<string, string>;
  /** The way through the product's menus to where the change is made. */
  readonly consolePath: readonly string[];
}

/** A walk in one language. */
export interface WalkVoice {
  /** The language of its texts; another than the reader's where the walk lacks theirs. */
  readonly language: LocaleTag;
  /** Formats dates and numbers: the reader's locale where its language is spoken, else {@link language}. */
  readonly locale: LocaleTag;
  readonly texts: WalkTexts;
}

const BRACES = /\{([^{}]{0,40})\}/g;

/** Names in braces, sorted, each as often as it comes. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(BRACES)].map((match) => match[1] ?? '').sort();
}

/**
 * Put values in the place of names in braces.
 *
 * @param values - A name without a value is shown as three dots.
 */
export function fillPlaceholders(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(BRACES, (_, name: string) => values.get(name) ?? '…');
}
