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

/** @param rows - Newest first, one more than `limit` when there is a next page. */
export function createPage<Row extends { readonly id: number }, Item>(
  rows: readonly Row[],
  { total, limit }: { readonly total: number; readonly limit: number },
  read: (row: Row) => Item,
): Page<Item> {
  const items = rows.slice(0, limit);
  return { items: items.map(read), total, next: rows.length > limit ? items.at(-1)?.id : undefined };
}
