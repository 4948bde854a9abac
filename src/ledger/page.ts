/** Which part of a list is wanted. */
export interface PageWish {
  /** Items at most. */
  readonly limit: number;
  /** Where the page before ended, as its `next` said; undefined for the first. */
  readonly after: number | undefined;
}

/** A part of a list, newest first; what is added while somebody reads on does not shift it. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Of the whole list. */
  readonly total: number;
  /** Where the next page begins; undefined at the end. */
  readonly next: number | undefined;
}

/**
 * Read a page.
 *
 * @param count - Counts the whole list.
 * @param select - Selects at most `most` rows with an `id` below `before`, newest first.
 */
export async function readPage<Row extends { readonly id: number }, Item>(
  { limit, after = Number.MAX_SAFE_INTEGER }: PageWish,
  count: { readonly executeTakeFirstOrThrow: () => Promise<{ readonly total: number }> },
  select: (before: number, most: number) => { readonly execute: () => Promise<Row[]> },
  read: (row: Row) => Item,
): Promise<Page<Item>> {
  const { total } = await count.executeTakeFirstOrThrow();
  const rows = await select(after, limit + 1).execute();
  const items = rows.slice(0, limit);
  return { items: items.map(read), total, next: rows.length > limit ? items.at(-1)?.id : undefined };
}
