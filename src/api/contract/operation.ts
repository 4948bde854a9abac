import type { z } from 'zod';
import type { Scope } from '../../ledger/access-keys.js';
import type { ProblemCode } from '../../problem.js';
import type { ComponentName } from './components.js';

/** One method of one address, as the contract describes it. */
export interface Operation {
  /** Name of the call in generated clients. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As the router writes it: `/articles/:number`. */
  readonly path: string;
  /** Group in the documentation. */
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** What parses the query string. */
  readonly query?: z.ZodObject;
  /** What a request carries, by media type; the example is of the JSON. */
  readonly body?: { readonly content: Readonly<Record<string, ComponentName>>; readonly example: unknown };
  /** By status. */
  readonly answers: Readonly<Record<number, OperationAnswer>>;
  /** What can go wrong here, beside what can everywhere, and where a key is needed. */
  readonly problems: readonly ProblemCode[];
  /** Shape of those of the problems that carry more than others, by status. */
  readonly richProblems?: Readonly<Record<number, ComponentName>>;
  /** What a key must be allowed to do; undefined: no key is needed. */
  readonly scope?: Scope;
}

/** One answer that is no problem. */
export interface OperationAnswer {
  readonly description: string;
  /** `application/json` when not given. */
  readonly type?: string;
  /** Shape of the body; none for an empty one; `text` for one that is no JSON. */
  readonly body?: ComponentName | 'text' | 'object';
  readonly example?: unknown;
  readonly headers?: readonly HeaderName[];
}

/** Headers that answers may carry and clients may want. */
const HEADERS = {
  ETag: 'Send it back as `If-None-Match` to be answered 304 while nothing changed.',
  'Last-Modified': 'When the articles last changed.',
  'Content-Language': 'The locale of the body.',
  Link: 'The next page, `rel="next"`.',
  Location: 'Where it is.',
  'Retry-After': 'Seconds until it is worth trying again.',
  'WWW-Authenticate': 'What the key lacks (RFC 6750).',
  Allow: 'The methods of this address.',
  Accept: 'The media types this takes.',
} as const;
/** @see HEADERS */
export type HeaderName = keyof typeof HEADERS;

type Answers = Operation['answers'];

/** An answer that caches may keep and ask about, and the one to who has it already. */
export function cacheable(answer: OperationAnswer, isDated = true): Answers {
  const dated: readonly HeaderName[] = isDated ? ['Last-Modified'] : [];
  return {
    200: { ...answer, headers: ['ETag', ...dated, ...(answer.headers ?? [])] },
    304: { description: 'Nothing changed since the answer with this `ETag`.' },
  };
}

/** A page of a list of the ledger. @param item - An example. */
export function page(body: ComponentName, item: unknown): Answers {
  const example = { items: [item], total: 1, next: null };
  return { 200: { description: 'One page.', body, example, headers: ['Link'] } };
}

type Declared = Omit<Operation, 'tag' | 'problems'> & Partial<Pick<Operation, 'problems'>>;

/** The operations of a group; what path, query and body can cause by themselves is added to their problems. */
export function operations(tag: string, declared: readonly Declared[]): readonly Operation[] {
  return declared.map((operation) => {
    return { ...operation, tag, problems: [...usualProblems(operation), ...(operation.problems ?? [])] };
  });
}

function usualProblems({ path, query, body }: Declared): readonly ProblemCode[] {
  const takes = (name: string): boolean => query !== undefined && name in query.shape;
  const isChecked = query !== undefined || /:(?!number\b|webhook\b)/.test(path);
  return [
    ...(isChecked ? (['invalid-parameter'] as const) : []),
    'unknown-parameter',
    ...(path.includes(':number') || takes('number') ? (['article-not-found'] as const) : []),
    ...(takes('cursor') ? (['cursor-expired'] as const) : []),
    ...(body === undefined ? [] : (['body-too-large', 'unsupported-media-type'] as const)),
  ];
}

/** Headers of an answer by name. */
export interface WrittenHeaders {
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Write what headers an answer may carry; nothing where it carries none. */
export function writeHeaders(names: readonly HeaderName[]): WrittenHeaders {
  if (names.length === 0) return {};
  const headers: Readonly<Record<string, object>> = Object.fromEntries(
    names.map((name) => [name, { description: HEADERS[name], schema: { type: 'string' } }]),
  );
  return { headers };
}
