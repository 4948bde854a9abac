/**
 * The opening tags of a document with empty attribute values; ignores tags in text and in values.
 *
 * @param html - As we write it: every attribute value in double quotes.
 */
export function openingTags(html: string): string[] {
  const tags = html.match(/<[a-z][^\s>"]*(?:\s+[^\s="<>]+(?:="[^"]*")?)*\s*\/?>/gi) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/g, '=""'));
}
