/**
 * The opening tags of a document, attribute values emptied; what stands in text or in a value is no tag.
 *
 * @param html - As the house writes it: every attribute value in double quotes.
 */
export function openingTags(html: string): string[] {
  const tags = html.match(/<[a-z][^\s>"]*(?:\s+[^\s="<>]+(?:="[^"]*")?)*\s*\/?>/gi) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/g, '=""'));
}
