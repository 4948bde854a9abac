/** Requests a path below `/api/v1`. */
export type AskApi = (path: string) => Promise<{ readonly status: number; readonly body: unknown }>;

/** A copy's translations, by `KA-90001/de`. */
export type Copy = ReadonlyMap<string, string>;

interface Change {
  readonly number: string;
  readonly locale: string;
  readonly change: string;
}

interface Reading extends Record<string, unknown> {
  readonly number: string;
  readonly served: string;
  readonly isHidden: boolean;
}

/** A copy of a site, maintained only from the change feed or webhooks. */
export class Mirror {
  readonly articles = new Map<string, string>();
  private since: string | undefined;

  constructor(private readonly ask: AskApi) {}

  /** Read the feed to its end; from the beginning if the token has expired. */
  async follow(): Promise<void> {
    for (;;) {
      const query = this.since === undefined ? '' : `&since=${this.since}`;
      const { status, body } = await this.ask(`/changes?limit=10${query}`);
      if (status === 410) {
        this.forget();
        continue;
      }
      if (status !== 200) throw new Error(`the change feed was answered ${status}`);
      const { items, next } = body as { items: readonly Change[]; next: string };
      for (const change of items) await this.apply(change);
      this.since = next;
      if (items.length === 0) return;
    }
  }

  /** Apply a change. */
  async apply({ number, locale, change }: Change): Promise<void> {
    const key = `${number}/${locale}`;
    const { status, body } =
      change === 'removed'
        ? { status: 404, body: undefined }
        : await this.ask(`/articles/${number}?locale=${locale}&include=text,passages`);
    if (status !== 200 && status !== 404) throw new Error(`${key} was answered ${status}`);
    const reading = body as Reading;
    if (status === 200 && reading.served === locale && !reading.isHidden)
      this.articles.set(key, essence(reading));
    else this.articles.delete(key);
  }

  /** Start over. */
  forget(): void {
    this.since = undefined;
    this.articles.clear();
  }
}

/** The site's content according to its lists, not its change feed. */
export async function readSite(ask: AskApi): Promise<Copy> {
  const copy = new Map<string, string>();
  let next: string | null = '';
  while (next !== null) {
    const { status, body }: Awaited<ReturnType<AskApi>> = await ask(
      `/articles?limit=100${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`,
    );
    if (status !== 200) throw new Error(`the list was answered ${status}`);
    const page = body as { items: readonly { number: string }[]; next: string | null };
    for (const { number } of page.items) {
      const all = await ask(`/articles/${number}?locale=*&include=text,passages`);
      for (const reading of (all.body as { items?: readonly Reading[] }).items ?? [])
        copy.set(`${number}/${reading.served}`, essence(reading));
    }
    next = page.next;
  }
  return copy;
}

/** Keys at which two copies differ. */
export function differences(a: Copy, b: Copy): string[] {
  return [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key) !== b.get(key));
}

/** Members that depend on the request or on other translations. */
const NOT_OWN: ReadonlySet<string> = new Set(['requested', 'isFallback', 'links', 'locales', 'walk']);

/** A reading's own members; of its passages, what identifies them. */
function essence(reading: Reading): string {
  const own = Object.entries(reading).filter(([key]) => !NOT_OWN.has(key) && key !== 'passages');
  const passages = reading['passages'] as readonly { hash: string; grounding: object }[];
  return JSON.stringify([own, passages.map(({ hash, grounding }) => [hash, grounding])]);
}
