/** A page request. */
export interface PageRequest {
  /** Page size. */
  readonly limit: number;
  /** `next` of the previous page; undefined for the first. */
  readonly after: number | undefined;
}

/** A page, newest first; stable while items are added. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Total number of items. */
  readonly total: number;
  /** Position of the next page; undefined on the last. */
  readonly next: number | undefined;
}

/**
 * Read a page.
 *
 * @param count - Counts the whole list.
 * @param select - Selects at most `most` rows with an `id` below `before`, newest first.
 */
export async function readPage<Row extends { readonly id: number }, Item>(
  { limit, after = Number.MAX_SAFE_INTEGER }: PageRequest,
  count: { readonly executeTakeFirstOrThrow: () => Promise<{ readonly total: number }> },
  select: (before: number, most: number) => { readonly execute: () => Promise<Row[]> },
  read: (row: Row) => Item,
): Promise<Page<Item>> {
  const { total } = await count.executeTakeFirstOrThrow();
  const rows = await select(after, limit + 1).execute();
  const items = rows.slice(0, limit);
  return { items: items.map(read), total, next: rows.length > limit ? items.at(-1)?.id : undefined };
}
