import type { Node } from 'unist';
import type { Dialect } from './dialect.js';

/**
 * Put the word for an internal address in place of each one in a text.
 *
 * @param node - Where the text stands; for the report.
 */
export function maskInternal(value: string, dialect: Dialect, node: Node): string {
  dialect.internalAddress.lastIndex = 0;
  const masked = value.replace(dialect.internalAddress, dialect.words.internalAddress);
  if (masked !== value)
    dialect.report('internal-address', node.position?.start, 'internal address in the text');
  return masked;
}
