/** Default hosts whose URLs are never published; `*` matches any run of labels. */
export const DEFAULT_INTERNAL_HOSTS: readonly string[] = [
  '*.intranet.*',
  'intranet.*',
  '*.corp.adobe.com',
  '*.dynamics.com',
  '*.sharepoint.com',
  '*.slack.com',
  '*.safelinks.protection.outlook.com',
];

/**
 * Build the pattern for internal URLs: a listed host with optional scheme and path.
 *
 * @param hosts - Host names; `*` is a wildcard (`*.example.com`, `wiki.*`).
 * @returns A pattern with the flags `g` and `i`; linear in the length of the text.
 */
export function internalAddressPattern(hosts: readonly string[]): RegExp {
  const names = hosts.map((host) =>
    host
      .split('.')
      .map((label) =>
        label === '*'
          ? '[a-z0-9-]+(?:\\.[a-z0-9-]+){0,6}'
          : label.split('*').map(escapeRegExp).join('[a-z0-9-]*'),
      )
      .join('\\.'),
  );
  if (names.length === 0) return /(?!)/gi;
  return new RegExp(
    `(?:https?://(?:[^\\s/@"'<>]{1,80}@)?)?(?<![a-z0-9.-])(?:${names.join('|')})(?![a-z0-9.-]*[a-z0-9])(?::\\d+)?(?:[/?#][^\\s"'<>)\\]]*)?`,
    'gi',
  );
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A URL with such a key grants access to any reader; real keys contain digits and letters. */
export const SIGNED_ADDRESS =
  /https?:\/\/[^\s<>"()[\]]{1,300}[?&;](?:(?:\w{0,20}session_?token|access_?token|signature|sig|sdata|jwt|x-amz-signature)=[^\s<>"&]{8,}|(?:(?:\w{0,20}_)?token|api_?key|client_?secret|hmac|hdnts|key-pair-id|x-(?:amz|goog)-(?:signature|credential|security-token))=(?=[\w%.~+/-]{0,80}\d)(?=[\w%.~+/-]{0,80}[a-z])[\w%.~+/=-]{16,})[^\s<>"()[\]]{0,300}/gi;
/** Mail filters wrap URLs in their own, which contain the recipient. */
export const WRAPPED_ADDRESS =
  /https?:\/\/(?:[\w-]{1,60}\.){0,4}(?:safelinks\.protection\.[\w.-]{3,60}|urldefense\.(?:com|proofpoint\.com)|linkprotect\.cudasvc\.com)\/[^\s<>"()[\]]{1,300}/gi;

/**
 * Build the pattern of all private URLs: internal hosts, URLs with keys, mail filter wrappers.
 *
 * @param hosts - As for `internalAddressPattern`.
 * @returns A pattern with the flags `g` and `i`.
 */
export function privateAddressPattern(hosts: readonly string[]): RegExp {
  const patterns = [internalAddressPattern(hosts), SIGNED_ADDRESS, WRAPPED_ADDRESS];
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'gi');
}

export type MaskAddresses = (text: string, word: string) => string;

/**
 * Create a masker of private URLs.
 *
 * The pattern is tried at every word, so texts that cannot contain such a URL are skipped by a quick test.
 *
 * @param hosts - As for `internalAddressPattern`.
 */
export function createAddressMask(hosts: readonly string[]): MaskAddresses {
  const pattern = privateAddressPattern(hosts);
  const fixedParts = hosts.map((host) =>
    host.split('*').reduce((longest, part) => (part.length > longest.length ? part : longest)),
  );
  const needed = new RegExp(['://', ...fixedParts].map((part) => part.replace(/\W/g, '\\$&')).join('|'), 'i');
  return (text, word) => (needed.test(text) ? text.replace(pattern, word) : text);
}
