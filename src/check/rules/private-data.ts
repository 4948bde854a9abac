import type { Rule } from '../rule.js';

/** With such a key in it, an address lets in whoever reads the article; a key has digits and letters, an example may not. */
const SIGNED =
  /https?:\/\/[^\s<>"()[\]]{1,300}[?&;](?:(?:\w{0,20}session_?token|access_?token|signature|sig|sdata|jwt|x-amz-signature)=[^\s<>"&]{8,}|(?:(?:\w{0,20}_)?token|api_?key|client_?secret|hmac|hdnts|key-pair-id|x-(?:amz|goog)-(?:signature|credential|security-token))=(?=[\w%.~+/-]{0,80}\d)(?=[\w%.~+/-]{0,80}[a-z])[\w%.~+/=-]{16,})/gi;
/** Mail filters wrap addresses in one of their own, with the receiver in it. */
const WRAPPED =
  /https?:\/\/(?:[\w-]{1,60}\.){0,4}(?:safelinks\.protection\.[\w.-]{3,60}|urldefense\.(?:com|proofpoint\.com)|linkprotect\.cudasvc\.com)\/[^\s<>"()[\]]{1,300}/gi;
/** Without one of these in it, a text has no address. */
const HAS_HOST = /[a-z\d-]\.[a-z\d-]/i;

/** Addresses that are nobody's business: internal hosts, signed links, those of mail filters. */
export const privateData: Rule = {
  id: 'private-data',
  severity: 'error',
  summary: "The text holds an address of an internal host, one with a key in it, or a mail filter's.",
  looksAt: 'alone',
  onSource: true,
  *check({ translation, settings }) {
    for (const { slice } of translation.passages) {
      if (!HAS_HOST.test(slice.text)) continue;
      const told = new Set<number>();
      for (const [pattern, what] of [
        [settings.internalAddress, 'an address on an internal host'],
        [SIGNED, 'an address with a key in it'],
        [WRAPPED, "a mail filter's address"],
      ] as const) {
        for (const match of slice.text.matchAll(pattern)) {
          if (told.has(match.index)) continue;
          told.add(match.index);
          yield {
            message: `${what} stands in the text; take it out`,
            at: { start: slice.offset(match.index), end: slice.offset(match.index + match[0].length) },
          };
        }
      }
    }
  },
};
