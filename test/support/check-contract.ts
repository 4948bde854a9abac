import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Express } from 'express';
import type { ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { OPERATIONS as DECLARED } from '../../src/api/operations.js';
import { writeContract } from '../../src/api/contract/write-contract.js';
import { createStrings } from '../../src/locale/strings.js';

interface Carrier {
  readonly content?: Readonly<Record<string, unknown>>;
}

interface DescribedAnswer extends Carrier {
  readonly description: string;
  readonly headers?: Readonly<Record<string, unknown>>;
}

interface DescribedOperation {
  readonly description: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Carrier;
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
}

interface Described extends Pick<DescribedOperation, 'responses'> {
  readonly pattern: RegExp;
  readonly method: string;
  readonly pointer: string;
}

interface Document {
  readonly servers: readonly [{ readonly url: string }];
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

const SITE = { name: 'Parlance', url: 'https://help.example', locales: ['en'], defaultLocale: 'en' };

/** The published contract. */
export const CONTRACT = writeContract(DECLARED, SITE, createStrings().for('en')) as unknown as Document;

const ADDRESS = 'contract';
const BASE = new URL(CONTRACT.servers[0].url).pathname;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);

const OPERATIONS = describe(CONTRACT, ADDRESS);
const INTERNAL_OPERATIONS = describe(
  writeContract(DECLARED, SITE, createStrings().for('en'), true) as unknown as Document,
  'internal-contract',
);

function describe(contract: Document, address: string): readonly Described[] {
  ajv.addSchema(closeObjects(contract) as object, address);
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { responses }]) => ({
      pattern: new RegExp(`^${BASE}${path.replaceAll(/\{\w+\}/g, '[^/]+').replaceAll('.', '\\.')}$`),
      method: method.toUpperCase(),
      pointer: `${address}#/paths/${escapePart(path)}/${method}/responses`,
      responses,
    })),
  );
}

/** A response. */
export interface SentAnswer {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly status: number;
  readonly type: string | undefined;
  readonly body: string;
}

/** How a response violates the contract; empty if it does not. */
export function contractFaults(
  { method, path, status, type, body }: SentAnswer,
  isInternal = false,
): readonly string[] {
  if (status === 204 && method === 'OPTIONS') return [];
  const media = type?.split(';', 1)[0];
  const operation = (isInternal ? INTERNAL_OPERATIONS : OPERATIONS).find(
    (one) => one.pattern.test(path) && (one.method === method || (one.method === 'GET' && method === 'HEAD')),
  );
  // An unknown path or method: still a problem document.
  if (operation === undefined)
    return method === 'HEAD' ? [] : checkBody(`${ADDRESS}#/components/schemas/Problem`, body);
  const { responses, pointer } = operation;
  const response = responses[String(status)];
  if (response === undefined) return [`${status} is not among ${Object.keys(responses).join(', ')}`];
  if (response.content === undefined)
    return body === '' || status === 308 ? [] : ['has a body, which should be empty'];
  if (method === 'HEAD') return [];
  if (media === undefined || !(media in response.content)) return [`${media ?? 'no type'} is not described`];
  // A streamed response does not pass its body to `end`.
  if (media === 'text/html' || media === 'application/x-ndjson') return [];
  return checkBody(`${pointer}/${status}/content/${escapePart(media)}/schema`, body);
}

/** Check data against a schema of the contract. */
export function componentFaults(name: string, data: unknown): readonly string[] {
  return check(`${ADDRESS}#/components/schemas/${name}`, data);
}

/**
 * Compare every API response with the contract.
 *
 * A response that differs is replaced by one that no test expects, and is reported when the app is closed.
 *
 * @returns The differences, filled as requests are answered.
 */
export function keepToContract(app: Express, isInternal: boolean): readonly string[] {
  const differences: string[] = [];
  const listener = app as unknown as { handle: (...given: Parameters<Handle>) => void };
  const handle: Handle = listener.handle.bind(app);
  listener.handle = (req, res, next) => {
    if (req.url?.startsWith(`${BASE}/`) === true) watch(req, res, differences, isInternal);
    handle(req, res, next);
  };
  return differences;
}

type Handle = (req: IncomingMessage, res: ServerResponse, next?: unknown) => void;

/** Every response of the API is sent in one call. */
function watch(req: IncomingMessage, res: ServerResponse, differences: string[], isInternal: boolean): void {
  const method = req.method ?? 'GET';
  const path = req.url?.split('?', 1)[0] ?? '';
  const end = res.end.bind(res) as (...given: unknown[]) => ServerResponse;
  res.end = ((...given: unknown[]) => {
    const [chunk] = given;
    const body = typeof chunk === 'string' ? chunk : Buffer.isBuffer(chunk) ? chunk.toString('utf8') : '';
    const answer = { method, path, status: res.statusCode, type: contentType(res), body };
    const faults = contractFaults(answer, isInternal);
    if (faults.length === 0) return end(...given);
    const told = `${method} ${path} → ${res.statusCode}: ${faults.join('; ')}`;
    differences.push(told);
    if (res.headersSent) return end(...given);
    res.statusCode = 599;
    res.removeHeader('Content-Length');
    return end(`The contract does not say this: ${told}`);
  }) as typeof res.end;
}

function contentType(res: ServerResponse): string | undefined {
  const type = res.getHeader('content-type');
  return typeof type === 'string' ? type : undefined;
}

function checkBody(pointer: string, body: string): readonly string[] {
  try {
    return check(pointer, JSON.parse(body));
  } catch (error) {
    return [`no JSON: ${String(error)}`];
  }
}

function check(pointer: string, data: unknown): readonly string[] {
  const validate: ValidateFunction | undefined = ajv.getSchema(pointer);
  if (validate === undefined) return [`${pointer} does not exist`];
  if (validate(data)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || 'body'} ${message} ${JSON.stringify(params)}`,
  );
}

/** The contract allows members to be added later; everything sent today must be described. */
function closeObjects(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closeObjects);
  if (typeof node !== 'object' || node === null) return node;
  const closed = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, closeObjects(value)]));
  const isShape = 'properties' in closed && closed['type'] === 'object';
  return isShape && !('additionalProperties' in closed) ? { ...closed, additionalProperties: false } : closed;
}

function escapePart(text: string): string {
  return encodeURIComponent(text.replaceAll('~', '~0').replaceAll('/', '~1'));
}
