/**
 * Every expected error of a request in one place: code, status and the message keys derived from it
 * (`problem.<code>.title`, `problem.<code>.detail`).
 *
 * @see https://www.rfc-editor.org/rfc/rfc9457
 */
export const PROBLEMS = {
  'bad-request': 400,
  'invalid-parameter': 400,
  'unknown-parameter': 400,
  'unknown-value': 400,
  'key-required': 401,
  'scope-missing': 403,
  'foreign-form': 403,
  'address-too-long': 414,
  'foreign-site': 403,
  'not-found': 404,
  'unknown-locale': 404,
  'article-not-found': 404,
  'walk-not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'answer-too-early': 409,
  'cursor-expired': 410,
  'epoch-ended': 410,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'invalid-answer': 422,
  'too-many-requests': 429,
  'library-building': 503,
  'not-implemented': 501,
  'too-busy': 503,
  'ledger-unavailable': 503,
  internal: 500,
} as const satisfies Record<string, number>;

/** A code of the table; never translated and never reused. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Whether a text is a code of the table. */
export function isProblemCode(text: string): text is ProblemCode {
  return Object.hasOwn(PROBLEMS, text);
}

/** One invalid part of a request. */
export interface ProblemPart {
  /** RFC 6901 pointer into the body, `/query/<name>` for a query parameter, or `/path/<name>` for a path parameter. */
  readonly pointer: string;
  /** What is wrong, in a sentence. */
  readonly detail: string;
}

/** What a problem can carry besides its code. */
export interface ProblemOptions {
  /** Values for the message's placeholders. */
  readonly values?: Readonly<Record<string, string | number>>;
  readonly errors?: readonly ProblemPart[];
  /** Header fields of the answer: `Allow`, `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem document, such as near numbers. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** An expected error; thrown where it is found, presented by the one error handler. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
  ) {
    super(code);
    this.status = PROBLEMS[code];
  }
}
