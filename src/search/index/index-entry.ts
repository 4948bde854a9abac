/** What is searched, with the weight a find in it has for choosing candidates. */
export const FIELD_WEIGHTS = {
  title: 10,
  heading: 8,
  keywords: 5,
  description: 4,
  issue: 2.5,
  cause: 1.5,
  resolution: 1,
  environment: 1,
} as const satisfies Record<string, number>;

/** @see FIELD_WEIGHTS */
export type Field = keyof typeof FIELD_WEIGHTS;

/** Every field, in the order of the index's columns. */
export const FIELDS = [
  'title',
  'heading',
  'keywords',
  'description',
  'issue',
  'cause',
  'resolution',
  'environment',
] as const satisfies readonly Field[];

/** A translation made ready for the index: plain data that crosses threads. */
export interface IndexEntry {
  /** To be shown as it is. */
  readonly title: string;
  readonly products: readonly string[];
  /** Archived stub: not to be found. */
  readonly isHidden: boolean;
  /** Terms of each field, separated by spaces. */
  readonly fields: Readonly<Record<Field, string>>;
  /** The title's words as written, in lower case without marks: what type-ahead looks into. */
  readonly typeahead: string;
  /** Each different word once, in lower case: what spelling is checked against. */
  readonly words: string;
  /** Visible text that snippets are cut from. */
  readonly text: string;
}
