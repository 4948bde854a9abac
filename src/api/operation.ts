import type { Request, RequestHandler, Response as HttpResponse } from 'express';
import type { z } from 'zod';
import type { ArticleNumber } from '../article/article-number.js';
import type { Frozen, LocaleTag } from '../article/article.js';
import { requireKey } from '../http/access/require-key.js';
import { articleNumber } from '../http/request/article-parameter.js';
import { parseQuery } from '../http/request/parse-query.js';
import { readJsonBody } from '../http/request/read-body.js';
import { bodyLocale, requestedLocale } from '../http/request/reader-locale.js';
import { sendCacheable } from '../http/response/send-cacheable.js';
import type { DeliveryDeps, Site } from '../http/response/site.js';
import type { Methods, Policy, RouteDeps } from '../http/routes.js';
import type { Scope } from '../ledger/access-keys.js';
import type { ProblemCode } from '../problem.js';

/** Dependencies of the operations. */
export type ApiDeps = DeliveryDeps & RouteDeps;

/** A request to an operation; its key and its query string have been checked. */
interface Call<Query, Body> {
  readonly req: Request;
  readonly res: HttpResponse;
  readonly deps: ApiDeps;
  readonly site: Site;
  readonly query: Query;
  /** The article's number in the path. @throws Problem `article-not-found` (404) when it is not one. */
  readonly number: ArticleNumber;
  /** @throws Problem `bad-request` (400), `body-too-large` (413), `unsupported-media-type` (415). */
  readonly body: () => Promise<Body>;
  /** The locale that the body or the query asks for, else negotiated. @throws Problem (400) for a malformed tag. */
  readonly locale: (asked: string | undefined) => LocaleTag;
}

/** What an operation answers with. */
interface Reply<Response> {
  /** Default 200. */
  readonly status?: number;
  /** Undefined for an empty response. */
  readonly body?: Frozen<Response>;
  /** Locale of the body. */
  readonly language?: LocaleTag;
}

/** What an operation is for, who may call it, what it takes and what it responds: for its route and for the contract. */
interface Declared<Query extends object, Body, Response> {
  readonly policy: Policy;
  /** Required scope of the key; undefined when no key is needed. */
  readonly scope?: Scope;
  readonly summary: string;
  readonly description: string;
  readonly query?: z.ZodObject & z.ZodType<Query>;
  /** Schema of the JSON body. */
  readonly body?: z.ZodType<Body>;
  /** Schema of a form that may be sent instead. */
  readonly form?: z.ZodType;
  /** Schema of the response's body. */
  readonly response?: z.ZodType<Response>;
  /** Media type of the response; default `application/json`. */
  readonly type?: string;
  /** Successful responses by status; those with 200 and 201 have a body. */
  readonly statuses: Readonly<Record<number, string>>;
  /** Headers of a response with a body, besides those of caching. */
  readonly headers?: readonly HeaderName[];
  /** Problems besides those of every operation and of keys. */
  readonly problems?: readonly ProblemCode[];
  /** Schemas of extended problems, by status. */
  readonly richProblems?: Readonly<Record<number, z.ZodType>>;
  /** @returns Undefined when the response has been sent. */
  readonly answer: (
    call: Call<Query, Body>,
  ) => Reply<Response> | undefined | Promise<Reply<Response> | undefined>;
}

/** An operation of the API: its route, and its part of the contract. */
export interface Operation extends Omit<Declared<object, unknown, unknown>, 'answer'> {
  /** Method name in generated clients. */
  readonly id: string;
  /** Group in the documentation. */
  readonly tag: string;
  readonly method: keyof Methods;
  /** As in the router: `/articles/:number`. */
  readonly path: string;
  readonly problems: readonly ProblemCode[];
  readonly handler: (deps: ApiDeps) => RequestHandler;
}

/** An operation without its place in the documentation. */
type Declaration = Omit<Operation, 'id' | 'tag'>;

/** Documented response headers. */
export const HEADERS = {
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

/** Declare an operation. */
export function operation<Query extends object, Body, Response>(
  method: keyof Methods,
  path: string,
  declared: Declared<Query, Body, Response>,
): Declaration {
  return {
    ...declared,
    method,
    path,
    problems: [...usualProblems(path, declared), ...(declared.problems ?? [])],
    handler: (deps) => createHandler(declared, deps),
  };
}

/** Operations of one group of the documentation, by id. */
export function operations(tag: string, declared: Readonly<Record<string, Declaration>>): Operation[] {
  return Object.entries(declared).map(([id, one]) => ({ ...one, id, tag }));
}

/** Problems that follow from path, query and body. */
function usualProblems(
  path: string,
  { query, body }: Pick<Declaration, 'query' | 'body'>,
): readonly ProblemCode[] {
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

function createHandler<Query extends object, Body, Response>(
  declared: Declared<Query, Body, Response>,
  deps: ApiDeps,
): RequestHandler {
  const { scope, policy } = declared;
  return async (req, res) => {
    if (scope !== undefined) await requireKey(req, deps, scope);
    const reply = await declared.answer({
      req,
      res,
      deps,
      site: deps.site(),
      query: readQuery(req, declared.query),
      get number() {
        return articleNumber(req.params['number'], deps.library);
      },
      body: async () => {
        if (declared.body === undefined) throw new Error('this operation takes no body');
        return await readJsonBody(req, res, declared.body);
      },
      locale: (asked) =>
        (declared.body === undefined ? requestedLocale : bodyLocale)(req, res, asked, deps.site()),
    });
    if (reply === undefined) return;
    const { status = 200, body, language } = reply;
    if (body === undefined) {
      res.status(status).end();
      return;
    }
    const [type, text] = ['application/json', JSON.stringify(body)];
    if (policy.cache !== 'none') {
      sendCacheable(req, res, { type, body: text, lastModified: deps.library.changedAt, language });
      return;
    }
    if (language !== undefined) res.set('Content-Language', language);
    res.status(status).type(type).send(text);
  };
}

/** Parameters are refused where there is no schema. */
function readQuery<Query extends object>(
  req: Request,
  schema: (z.ZodObject & z.ZodType<Query>) | undefined,
): Query;
function readQuery(req: Request, schema: z.ZodObject | undefined): object {
  return schema === undefined ? parseQuery(req) : parseQuery(req, schema);
}
