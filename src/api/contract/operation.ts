import type { z } from 'zod';
import type { Scope } from '../../ledger/access-keys.js';
import type { ProblemCode } from '../../problem.js';
import type { ComponentName } from './components.js';

/** An operation of the contract. */
export interface Operation {
  /** Method name in generated clients. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As in the router: `/articles/:number`. */
  readonly path: string;
  /** Group in the documentation. */
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** Schema of the query string. */
  readonly query?: z.ZodObject;
  /** Request body by media type; the example is for JSON. */
  readonly body?: { readonly content: Readonly<Record<string, ComponentName>>; readonly example: unknown };
  /** By status. */
  readonly answers: Readonly<Record<number, OperationAnswer>>;
  /** Problems besides those of every operation and of keys. */
  readonly problems: readonly ProblemCode[];
  /** Schemas of extended problems, by status. */
  readonly richProblems?: Readonly<Record<number, ComponentName>>;
  /** Required scope of the key; undefined when no key is needed. */
  readonly scope?: Scope;
}

/** A successful response. */
export interface OperationAnswer {
  readonly description: string;
  /** Default `application/json`. */
  readonly type?: string;
  /** Schema of the body; undefined when empty; `text` when not JSON. */
  readonly body?: ComponentName | 'text' | 'object';
  readonly example?: unknown;
  readonly headers?: readonly HeaderName[];
}

/** Documented response headers. */
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

/** A cacheable response, and its 304. */
export function cacheable(answer: OperationAnswer, isDated = true): Answers {
  const dated: readonly HeaderName[] = isDated ? ['Last-Modified'] : [];
  return {
    200: { ...answer, headers: ['ETag', ...dated, ...(answer.headers ?? [])] },
    304: { description: 'Nothing changed since the answer with this `ETag`.' },
  };
}

/** A page of a ledger list. @param item - An example. */
export function page(body: ComponentName, item: unknown): Answers {
  const example = { items: [item], total: 1, next: null };
  return { 200: { description: 'One page.', body, example, headers: ['Link'] } };
}

type Declared = Omit<Operation, 'tag' | 'problems'> & Partial<Pick<Operation, 'problems'>>;

/** Declare a group of operations; problems implied by path, query and body are added. */
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

/** Response headers by name. */
export interface WrittenHeaders {
  readonly headers?: Readonly<Record<string, unknown>>;
}

/** Write the headers of a response, if any. */
export function writeHeaders(names: readonly HeaderName[]): WrittenHeaders {
  if (names.length === 0) return {};
  const headers: Readonly<Record<string, object>> = Object.fromEntries(
    names.map((name) => [name, { description: HEADERS[name], schema: { type: 'string' } }]),
  );
  return { headers };
}
