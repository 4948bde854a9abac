/** A `<link>` in a page's head. */
export interface HeadLink {
  readonly rel: string;
  readonly href: string;
  readonly hreflang: string | undefined;
  readonly type: string | undefined;
}

/** The `<link>` elements of a document, in order. */
export function headLinks(html: string): HeadLink[] {
  return [...html.matchAll(/<link\s([^>]*?)\/?>/g)].map(([, attributes = '']) => {
    const read = (name: string): string | undefined =>
      new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
    return {
      rel: read('rel') ?? '',
      href: read('href') ?? '',
      hreflang: read('hreflang'),
      type: read('type'),
    };
  });
}

/** URLs by `hreflang`, from the head. */
export function alternates(html: string): Record<string, string> {
  return Object.fromEntries(
    headLinks(html).flatMap(({ hreflang, href }) => (hreflang === undefined ? [] : [[hreflang, href]])),
  );
}
