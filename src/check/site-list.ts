import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';

/** An unreadable site list (suppressions, terms); the message is one line. */
export class SiteListError extends Error {
  override readonly name = 'SiteListError';
}

/** A parsed list, and the lines of its values, from 1. */
interface SiteList<Value> {
  readonly value: Value;
  readonly lineOf: (at: readonly (string | number)[]) => number;
}

/**
 * Read a list that the site keeps in its content folder.
 *
 * @param file - Relative to the content folder.
 * @param yaml - `failsafe`: all values are text.
 * @throws SiteListError when it cannot be read.
 */
export function readSiteList<Value>(
  contentDir: string,
  file: string,
  schema: z.ZodType<Value>,
  yaml: 'core' | 'failsafe',
): SiteList<Value> {
  try {
    return parseSiteList(readFileSync(path.join(contentDir, file), 'utf8'), schema, yaml);
  } catch (error) {
    const [wrong = ''] = (error instanceof Error ? error.message : 'cannot be read').split('\n');
    throw new SiteListError(`${file}: ${wrong.replace(/:$/, '')}`);
  }
}

/** @throws Error whose first line tells what is wrong. */
export function parseSiteList<Value>(
  text: string,
  schema: z.ZodType<Value>,
  yaml: 'core' | 'failsafe',
): SiteList<Value> {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, schema: yaml });
  const [syntax] = document.errors;
  if (syntax !== undefined) throw syntax;
  const { data, error } = schema.safeParse(document.toJS() ?? {});
  if (error !== undefined) {
    const [issue] = error.issues;
    throw new Error([...(issue?.path.length ? [issue.path.join('.')] : []), issue?.message].join(': '));
  }
  const lineOf: SiteList<Value>['lineOf'] = (at) => {
    const node = document.getIn(at, true);
    return isNode(node) && node.range ? counter.linePos(node.range[0]).line : 1;
  };
  return { value: data, lineOf };
}
