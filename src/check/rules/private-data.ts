import type { Rule } from '../rule.js';

/** With such a key in it, an address lets in whoever reads the article. */
const SIGNED =
  /https?:\/\/[^\s<>"()[\]]{1,300}[?&;](?:\w{0,20}session_?token|access_?token|signature|sig|sdata|jwt|x-amz-signature)=[^\s<>"&]{8,}/gi;

/** Addresses that are nobody's business: internal hosts, signed links. */
export const privateData: Rule = {
  id: 'private-data',
  severity: 'error',
  summary: 'The text holds an address of an internal host, or one with a key in it.',
  looksAt: 'alone',
  onSource: true,
  *check({ translation, settings }) {
    for (const { slice } of translation.passages) {
      const told = new Set<number>();
      for (const [pattern, what] of [
        [settings.internalAddress, 'an address on an internal host'],
        [SIGNED, 'an address with a key in it'],
      ] as const) {
        for (const match of slice.text.matchAll(pattern)) {
          if (told.has(match.index)) continue;
          told.add(match.index);
          yield {
            message: `${what} stands in the text; it is masked for readers, take it out`,
            at: { start: slice.offset(match.index), end: slice.offset(match.index + match[0].length) },
          };
        }
      }
    }
  },
};
