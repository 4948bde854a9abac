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
