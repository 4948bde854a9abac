import { HEADERS, type HeaderName } from './operation.js';

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
