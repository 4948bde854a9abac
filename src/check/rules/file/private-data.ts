import { SIGNED_ADDRESS, WRAPPED_ADDRESS } from '../../../content/private-address.js';
import type { Rule } from '../../rule.js';

/** Without one of these in it, a text has no address. */
const HAS_HOST = /[a-z\d-]\.[a-z\d-]/i;

/** Addresses not meant for readers: internal hosts, signed links, mail filters' wrappers. */
export const privateData: Rule = {
  id: 'private-data',
  severity: 'error',
  summary: "The text holds an address of an internal host, one with a key in it, or a mail filter's.",
  looksAt: 'alone',
  onSource: true,
  *check({ translation, settings }) {
    for (const { raw, start } of translation.passages) {
      if (!HAS_HOST.test(raw)) continue;
      const told = new Set<number>();
      for (const [pattern, what] of [
        [settings.internalAddress, 'an address on an internal host'],
        [SIGNED_ADDRESS, 'an address with a key in it'],
        [WRAPPED_ADDRESS, "a mail filter's address"],
      ] as const) {
        for (const match of raw.matchAll(pattern)) {
          if (told.has(match.index)) continue;
          told.add(match.index);
          yield {
            message: `${what} stands in the text; take it out`,
            at: { start: start + match.index, end: start + match.index + match[0].length },
          };
        }
      }
    }
  },
};
