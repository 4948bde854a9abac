/** Hosts whose addresses are never published, where the settings name no others; `*` stands for any run of labels. */
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
 * Build the pattern that finds internal addresses in a text: a host on the list, with the scheme before it and the path behind it.
 *
 * @param hosts - Host names; `*` stands for anything within one name (`*.example.com`, `wiki.*`).
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
