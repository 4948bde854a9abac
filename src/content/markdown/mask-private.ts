import type { Node } from 'unist';
import type { Dialect } from './dialect.js';

/**
 * Put a word in place of each address in a text that must not be published.
 *
 * @param node - Where the text stands; for the report.
 */
export function maskPrivate(value: string, dialect: Dialect, node: Node): string {
  const masked = dialect.maskAddresses(value, dialect.words.internalAddress);
  if (masked !== value)
    dialect.report('internal-address', node.position?.start, 'internal or signed address in the text');
  return masked;
}
