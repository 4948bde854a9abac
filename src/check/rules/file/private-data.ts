import { SIGNED_ADDRESS, WRAPPED_ADDRESS } from '../../../content/private-address.js';
import type { Rule } from '../../rule.js';

/** Without a match, a text has no URL. */
const HAS_HOST = /[a-z\d-]\.[a-z\d-]/i;

/** URLs not meant for readers: internal hosts, signed links, mail filter wrappers. */
export const privateData: Rule = {
  id: 'private-data',
  severity: 'error',
  summary: 'The text contains a URL on an internal host, with a secret in it, or rewritten by a mail filter.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation, settings }) {
    for (const { raw, start } of translation.passages) {
      if (!HAS_HOST.test(raw)) continue;
      const told = new Set<number>();
      for (const [pattern, what] of [
        [settings.internalAddress, 'a URL on an internal host'],
        [SIGNED_ADDRESS, 'a URL with a secret in it'],
        [WRAPPED_ADDRESS, 'a URL rewritten by a mail filter'],
      ] as const) {
        for (const match of raw.matchAll(pattern)) {
          if (told.has(match.index)) continue;
          told.add(match.index);
          yield {
            message: `${what} is in the text; remove it`,
            at: { start: start + match.index, end: start + match.index + match[0].length },
          };
        }
      }
    }
  },
};
