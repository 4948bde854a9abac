import { createHash } from 'node:crypto';

/**
 * Name a finding so that it is known again after lines around it moved.
 *
 * @param lineText - The line it is on; its spaces do not count.
 */
export function fingerprintOf(rule: string, file: string, lineText: string, message: string): string {
  const parts = [rule, file, lineText.replace(/\s+/g, ''), message.replace(/\d+/g, '0')];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 20);
}
