const BRACES = /\{([^{}]{0,40})\}/g;

/** Names in braces, sorted, each as often as it comes. */
export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(BRACES)].map((match) => match[1] ?? '').sort();
}

/**
 * Put values in the place of names in braces.
 *
 * @param values - A name without a value is shown as three dots.
 */
export function fillPlaceholders(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(BRACES, (_, name: string) => values.get(name) ?? '…');
}
