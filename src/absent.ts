/** What the code has for a row, or for data that arrived: what is absent is undefined. */
export type WithoutNull<Row> = {
  readonly [Name in keyof Row]: null extends Row[Name] ? Exclude<Row[Name], null> | undefined : Row[Name];
};

/** The same as a row, or as data that leaves: what is absent is null. */
export type WithNull<Value> = {
  readonly [Name in keyof Value]: undefined extends Value[Name]
    ? Exclude<Value[Name], undefined> | null
    : Value[Name];
};

/** Turn a row's nulls into undefined. */
export function withoutNull<Row extends object>(row: Row): WithoutNull<Row>;
export function withoutNull(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]: [string, unknown]) => [name, value ?? undefined]),
  );
}

/** Turn what is undefined into null. */
export function withNull<Value extends object>(value: Value): WithNull<Value>;
export function withNull(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => [name, part ?? null]),
  );
}
