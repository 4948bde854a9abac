import { onSite } from '../../article/site-path.js';
import type { z } from 'zod';
import { absolute } from '../../http/response/addresses.js';
import type { Site } from '../../http/response/site.js';
import type { Translate } from '../../locale/strings.js';
import { componentRef, EVENTS, writeComponents, writeInput, type JsonSchema } from './components.js';
import type { Operation } from '../operation.js';
import { PATH_PARAMETERS } from '../parameters.js';
import { EXAMPLES, writeResponses } from './write-responses.js';

/** An OpenAPI document. */
export type Contract = Readonly<Record<string, unknown>>;

const FOR_AGENTS =
  'Every URL needs a key with the scope `internal:read`, or a user authenticated by the proxy in front.';

/** Name of the security scheme. */
const KEY = 'key';

/**
 * Generate the OpenAPI 3.1 contract from the schemas in use.
 *
 * @param words - English strings.
 * @param isInternal - Whether every request must be authorized.
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function writeContract(
  operations: readonly Operation[],
  site: Site,
  words: Translate,
  isInternal = false,
): Contract {
  const all = isInternal ? operations.map(forAgents) : operations;
  const paths = new Set(all.map(({ path }) => path));
  return {
    openapi: '3.1.1',
    info: {
      title: `${site.name} API`,
      version: '1',
      summary: 'Knowledge-base articles in every language they exist in.',
      description: `${isInternal ? FOR_AGENTS : 'Reading is public.'} Errors are problem documents (RFC 9457): \`code\` is stable, title and detail are in the reader’s language. Unknown parameters are rejected. Every cacheable response has an \`ETag\`. Members may be added to responses at any time.`,
    },
    servers: [{ url: absolute(site, onSite('/api/v1')) }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths: Object.fromEntries(
      [...paths].map((path) => [
        path.replaceAll(/:(\w+)/g, '{$1}'),
        Object.fromEntries(
          all
            .filter((operation) => operation.path === path)
            .map((operation) => [operation.method, writeOperation(operation, words, site)]),
        ),
      ]),
    ),
    components: {
      schemas: writeComponents(),
      securitySchemes: {
        [KEY]: {
          type: 'http',
          scheme: 'bearer',
          description: 'A key created with `parlance key create`.',
        },
      },
    },
  };
}

/** An operation as an internal instance has it. */
function forAgents(operation: Operation): Operation {
  return { scope: 'internal:read', ...operation };
}

function writeOperation(operation: Operation, words: Translate, site: Site): Contract {
  const { id, tag, summary, description, body, form, scope } = operation;
  const parameters = writeParameters(operation);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description:
      scope === undefined ? description : `${description} Needs a key with the scope \`${scope}\`.`,
    security: scope === undefined ? [] : [{ [KEY]: [] }],
    ...(parameters.length > 0 && { parameters }),
    ...(id === 'addWebhook' && { callbacks: writeCallbacks() }),
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: componentRef(body), example: EXAMPLES[id]?.request },
          ...(form && { 'multipart/form-data': { schema: componentRef(form) } }),
        },
      },
    }),
    responses: writeResponses(operation, words, site),
  };
}

/** Webhook messages as callbacks rather than `webhooks`, for which Python generators produce broken code. */
function writeCallbacks(): Contract {
  return Object.fromEntries(
    EVENTS.map(({ type, id, schema }) => [
      type,
      {
        '{$request.body#/url}': {
          post: {
            operationId: id,
            requestBody: {
              required: true,
              content: { 'application/json': { schema: componentRef(schema) } },
            },
            responses: {
              '2XX': { description: 'Accepted; after any other response the message is sent again.' },
            },
          },
        },
      },
    ]),
  );
}

/** A parameter as OpenAPI has it. */
interface ContractParameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly description?: string;
  readonly example?: unknown;
}

/** Write the parameters of an operation, those of its path first. */
export function writeParameters({ path, query }: Operation): readonly ContractParameter[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
  const inPath = parametersIn('path', PATH_PARAMETERS).filter(({ name }) => names.includes(name));
  return query === undefined ? inPath : [...inPath, ...parametersIn('query', query)];
}

function parametersIn(place: ContractParameter['in'], shape: z.ZodObject): readonly ContractParameter[] {
  const { properties = {}, required = [] } = writeInput(shape);
  return Object.entries(properties).map(([name, written]) => {
    const { description, example, ...schema } = typeof written === 'boolean' ? {} : written;
    return {
      name,
      in: place,
      required: required.includes(name),
      schema,
      ...(description !== undefined && { description }),
      ...(example !== undefined && { example }),
    };
  });
}
