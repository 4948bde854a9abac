import { SIGNED_ADDRESS, WRAPPED_ADDRESS } from '../../../content/private-address.js';
import { eachPassage } from '../../reading/each-passage.js';
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
  check: eachPassage(function* ({ raw, start: from }, _original, { settings }) {
    if (!HAS_HOST.test(raw)) return;
    const told = new Set<number>();
    for (const [pattern, what] of [
      [settings.internalAddress, 'a URL on an internal host'],
      [SIGNED_ADDRESS, 'a URL with a secret in it'],
      [WRAPPED_ADDRESS, 'a URL rewritten by a mail filter'],
    ] as const)
      for (const { 0: found, index } of raw.matchAll(pattern)) {
        const start = from + index;
        if (!told.has(index))
          yield { message: `${what} is in the text; remove it`, at: { start, end: start + found.length } };
        told.add(index);
      }
  }),
};
