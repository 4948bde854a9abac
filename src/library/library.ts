import { nearNumbers, type ArticleNumber } from '../article/article-number.js';
import type { Article, LocaleTag, TranslationSummary } from '../article/article.js';
import type { ListPage, ListPosition, ListQuery, ListedArticle, ProductCount } from '../article/listing.js';
import { compareWithSource, type Provenance, type Reading } from '../article/reading.js';
import { type Doubted, versionKey } from '../article/risk.js';
import type { Change, ChangeLogState, StepChange } from '../article/changes.js';
import type { Passage } from '../article/passages.js';
import type { Diagnostic } from '../content/diagnostic.js';
import { chooseLocale } from '../locale/fallback-chain.js';
import { matchSiteLocale } from '../locale/tag.js';
import { Problem } from '../problem.js';
import { isDamage, ReadConnection, type Connection } from './database.js';
import { behindMark, prepareStatements, type IngestFacts, type Statements } from './library-statements.js';

/** Options for reading a library. */
export interface LibraryOptions {
  /** Fallback locales, in order. */
  readonly fallbackLocales: readonly LocaleTag[];
  /** What readers doubt; the same set until it changes. Default: nothing. */
  readonly doubted?: (() => Doubted) | undefined;
}

/** Data cached per revision. */
interface Known {
  readonly version: number;
  readonly revision: string;
  readonly changedAt: Date;
  readonly source: LocaleTag | undefined;
  readonly locales: readonly LocaleTag[];
  readonly changeLog: ChangeLogState | undefined;
  /** Walks parsed in this revision. */
  readonly walks: Map<ArticleNumber, object>;
}

/** Filter parameters of the list queries. */
type Filters = Readonly<Record<'product' | 'since' | 'bug' | 'behind', string | number | null>>;

/** A passage as it was served under its hash. */
export interface CitedPassage {
  readonly number: ArticleNumber;
  readonly locale: LocaleTag;
  readonly passage: Passage;
  /** When it was last served, ISO 8601; undefined while it still is. */
  readonly removedAt: string | undefined;
}

/** An article in one locale, for those who list addresses. */
export interface TranslationKey {
  readonly number: ArticleNumber;
  readonly locales: readonly { readonly locale: LocaleTag; readonly publishedAt: string | undefined }[];
}

/**
 * The compiled articles; always reads the latest revision.
 *
 * Reads what the last complete sync wrote, in any process; before the first, `revision` is undefined and nothing is found.
 */
export class Library {
  private readonly source: ReadConnection;
  private connection: Connection | undefined;
  private statements: Statements | undefined;
  private known: Known | undefined;
  private doubted: Doubted | undefined;
  /** How often that has changed. */
  private doubts = 0;
  /** Whether one transaction stays open for all reads. */
  private isHeld = false;
  /** Whether the revision was checked in this turn of the event loop, so that one request sees one revision. */
  private isFresh = false;

  constructor(
    private readonly file: string,
    private readonly options: LibraryOptions,
  ) {
    this.source = new ReadConnection(file);
  }

  /** Identifies everything served; changes with every byte of content. Undefined during the first sync. */
  get revision(): string | undefined {
    return this.refresh()?.revision;
  }

  /** Identifies everything responses show: the revision, and what readers doubt. Undefined during the first sync. */
  get state(): string | undefined {
    const doubted = this.options.doubted?.();
    if (doubted !== this.doubted) this.doubts += 1;
    this.doubted = doubted;
    return this.revision && `${this.revision} ${this.doubts}`;
  }

  /** When the served revision was written. */
  get changedAt(): Date | undefined {
    return this.refresh()?.changedAt;
  }

  /** The last sync that changed something; undefined before the first. */
  get ingest(): IngestFacts | undefined {
    return this.read((statements) => statements.ingest.get()?.value);
  }

  /** Locales the content has, sorted; the same array until the revision changes. */
  get locales(): readonly LocaleTag[] {
    return this.refresh()?.locales ?? NO_LOCALES;
  }

  /** The source locale, as its folder is named; undefined when the content has none. */
  get sourceLocale(): LocaleTag | undefined {
    return this.refresh()?.source;
  }

  /**
   * Find an article and choose the translation a reader is served.
   *
   * @param number - In canonical form.
   * @param requested - A well-formed BCP 47 tag; need not exist in the library.
   * @returns Undefined when no locale has the article.
   * @see docs/decisions/0004-locale-fallback.md
   */
  resolve(number: ArticleNumber, requested: LocaleTag): Reading | undefined {
    return this.read((statements) => {
      const article = statements.article.get(number)?.json;
      const locales = article?.translations.map((translation) => translation.locale) ?? [];
      const choice = chooseLocale(requested, locales, this.options.fallbackLocales);
      const translation = choice && statements.body.get(number, choice.served)?.json;
      if (article === undefined || choice === undefined || translation === undefined) return undefined;
      const provenance = this.provenance(article, translation);
      return { article, translation, requested, ...choice, provenance };
    });
  }

  /** How a translation compares with its source, and what its readers think of it. */
  provenance({ number, translations }: Article, translation: TranslationSummary): Provenance {
    const source = translations.find((other) => other.locale === this.sourceLocale);
    const { locale, version } = translation;
    const isDoubted = this.options.doubted?.().has(versionKey(number, locale, version));
    return compareWithSource(translation, source, isDoubted);
  }

  /** Path, relative to the content folder, of the file that serves an article in a locale. */
  path(number: ArticleNumber, locale: LocaleTag): string | undefined {
    return this.read((statements) => statements.path.get(number, locale)?.path);
  }

  /** The article and its translations, without texts. */
  article(number: ArticleNumber): Article | undefined {
    return this.read((statements) => statements.article.get(number)?.json);
  }

  /** The given numbers that exist. */
  existing(numbers: readonly ArticleNumber[]): ReadonlySet<ArticleNumber> {
    const found = this.read((statements) =>
      numbers.filter((number) => statements.exists.get(number) !== undefined),
    );
    return new Set(found ?? []);
  }

  /**
   * The stored walk of an article: plain data, to be parsed by the caller.
   *
   * @returns The same object until the revision changes; undefined when there is none, or it has errors.
   */
  walk(number: ArticleNumber): object | undefined {
    return this.read((statements) => {
      const known = this.known?.walks.get(number);
      if (known !== undefined) return known;
      const walk = statements.walk.get(number)?.json;
      if (walk !== undefined) this.known?.walks.set(number, walk);
      return walk;
    });
  }

  /** At most 5 articles whose number is one typo away. */
  near(text: string): readonly ArticleNumber[] {
    return [...this.existing(nearNumbers(text))].slice(0, 5);
  }

  /** One page of the visible articles, by date of their newest translation. */
  list(wanted: ListQuery): ListPage {
    const page = this.read((statements) => {
      const { product = null, limit, order } = wanted;
      const filters = this.filters(wanted);
      const total = (product === null ? statements.countArticles : statements.countOfProduct).get(filters);
      const name = product === null ? order : (`${order}Of` as const);
      const edge: ListPosition =
        wanted.after ??
        (order === 'newest' ? { updatedAt: '\uFFFF', number: '' } : { updatedAt: '', number: '' });
      const rows = statements[name].all({
        ...filters,
        at: edge.updatedAt,
        number: edge.number,
        limit: limit + 1,
        skip: wanted.skip ?? 0,
      });
      const shown = rows.slice(0, limit);
      const last = shown.at(-1);
      return {
        items: shown.flatMap((row) => this.listed(row.json, wanted.locale) ?? []),
        total: total?.count ?? 0,
        next: rows.length > limit && last ? { updatedAt: last.updated_at, number: last.number } : undefined,
      };
    });
    return page ?? { items: [], total: 0, next: undefined };
  }

  /** The given articles as list items, in order; hidden and missing ones are left out. */
  pick(numbers: readonly ArticleNumber[], locale: LocaleTag): readonly ListedArticle[] {
    const listed = this.read((statements) =>
      numbers.flatMap((number) => {
        const article = statements.article.get(number)?.json;
        return article === undefined || article.facts.isHidden ? [] : (this.listed(article, locale) ?? []);
      }),
    );
    return listed ?? [];
  }

  /** Products of the articles that are not hidden, the most frequent first. */
  products(): readonly ProductCount[] {
    return this.read((statements) => statements.products.all()) ?? [];
  }

  /** How many articles are listed. */
  count(): number {
    return this.read((statements) => statements.countArticles.get(this.filters({}))?.count) ?? 0;
  }

  /**
   * Articles that are not hidden, with their locales, in order of number.
   *
   * @param from - How many to skip.
   */
  addresses(from: number, limit: number): readonly TranslationKey[] {
    const articles = this.read((statements) => statements.page.all(limit, from)) ?? [];
    return articles.map(({ json: { number, translations } }) => ({
      number,
      locales: translations.map(({ locale, publishedAt }) => ({ locale, publishedAt })),
    }));
  }

  /** Every visible article without texts, by number; for reports. */
  everyArticle(): readonly Article[] {
    return this.read((statements) => statements.page.all(-1, 0).map((row) => row.json)) ?? [];
  }

  /** The passages of a translation, in order. */
  passages(number: ArticleNumber, locale: LocaleTag): readonly Passage[] {
    return this.read((statements) => statements.passages.get(number, locale)?.packed) ?? [];
  }

  /**
   * Steps of a translation that have changed since an instant, by number.
   *
   * @param at - ISO 8601 in UTC; changes older than the retention period are unknown.
   */
  stepChanges(number: ArticleNumber, locale: LocaleTag, at: string): readonly StepChange[] {
    const sets = this.read((statements) => statements.passageSets.all(number, locale)) ?? [];
    const now = sets.find(({ removed_at }) => removed_at === null);
    // Passages that came back are served again; what replaced them in between was removed first.
    const [gone] = sets
      .filter(({ added_at, removed_at }) => added_at !== null && added_at <= at && (removed_at ?? '') > at)
      .sort((a, b) => ((a.removed_at ?? '') < (b.removed_at ?? '') ? -1 : 1));
    // A library rebuilt since then does not know what was served; without `gone`, nothing has changed.
    if (gone === undefined) return [];
    const later = sets.filter(({ added_at }) => (added_at ?? '') > at);
    const steps = [...gone.packed, ...(now?.packed ?? [])].filter(({ step }) => step !== undefined);
    const changes = [...new Map(steps.map((passage) => [passage.fragment, passage.step ?? 0]))].flatMap(
      ([fragment, step]) => {
        const textIn = (set: typeof now) => set?.packed.find((one) => one.fragment === fragment)?.text;
        const [before, after] = [textIn(gone), textIn(now)];
        if (before === after) return [];
        const changedAt = later.find((set) => textIn(set) !== before)?.added_at ?? gone.removed_at ?? at;
        return [{ step, before, after, changedAt }];
      },
    );
    return changes.sort((a, b) => a.step - b.step);
  }

  /** A passage by its hash, also one no longer served; undefined when it never existed or has expired. */
  passage(hash: string): CitedPassage | undefined {
    const row = this.read((statements) => statements.passageSet.get(hash));
    const passage = row?.packed.find((one) => one.hash === hash);
    if (row === undefined || passage === undefined) return undefined;
    return { number: row.number, locale: row.locale, passage, removedAt: row.removed_at ?? undefined };
  }

  /** State of the change log; undefined until there are articles. */
  get changeLog(): ChangeLogState | undefined {
    return this.refresh()?.changeLog;
  }

  /**
   * Changes after a position in the change log, in order; one row per article and locale.
   *
   * @param since - A sequence of this log; 0 for everything.
   */
  changes(since: number, limit: number, locale?: LocaleTag): readonly Change[] {
    const rows =
      this.read((statements) => statements.changes.all({ since, limit, locale: locale ?? null })) ?? [];
    return rows.map(({ version, changed_at, ...row }) => ({
      ...row,
      version: version ?? undefined,
      changedAt: changed_at,
    }));
  }

  /** All diagnostics of the content, by path and line. */
  diagnostics(): readonly Diagnostic[] {
    return this.read((statements) => statements.diagnostics.all()) ?? [];
  }

  /** How many diagnostics the content has, by severity. */
  diagnosticCounts(): Readonly<Record<Diagnostic['severity'], number>> {
    const rows = this.read((statements) => statements.diagnosticCounts.all()) ?? [];
    const counts = rows.map(({ severity, count }) => [severity, count] as const);
    return { error: 0, warning: 0, info: 0, ...Object.fromEntries(counts) };
  }

  /** A snapshot of the current revision; close it soon, since it keeps the WAL from shrinking. */
  openSnapshot(): Library {
    const snapshot = new Library(this.file, this.options);
    snapshot.hold();
    return snapshot;
  }

  close(): void {
    this.source.close();
    this.forget();
  }

  private filters({ product, updatedSince, isBug, isCurrent, locale }: Partial<ListQuery>): Filters {
    const own =
      isCurrent === true && locale !== undefined ? matchSiteLocale(locale, this.locales) : undefined;
    return {
      product: product ?? null,
      since: updatedSince ?? null,
      bug: isBug === true ? 1 : 0,
      behind: own === undefined ? null : behindMark(own),
    };
  }

  private listed(article: Article, locale: LocaleTag): ListedArticle | undefined {
    const { number, facts, updatedAt, translations } = article;
    const locales = translations.map((summary) => summary.locale);
    const choice = chooseLocale(locale, locales, this.options.fallbackLocales);
    const served = translations.find((summary) => summary.locale === choice?.served);
    if (choice === undefined || served === undefined) return undefined;
    const { isFallback } = choice;
    const provenance = this.provenance(article, served);
    return { number, facts, updatedAt, served, isFallback, locales, provenance };
  }

  /**
   * Run queries on one revision, isolated from concurrent syncs.
   *
   * @throws Problem `library-building` (503) when the file is damaged; the next sync recompiles it.
   */
  private read<Result>(run: (statements: Statements) => Result): Result | undefined {
    if (this.refresh() === undefined || !this.statements || !this.connection) return undefined;
    try {
      if (this.isHeld) return run(this.statements);
      this.connection.exec('BEGIN');
      try {
        return run(this.statements);
      } finally {
        this.connection.exec('COMMIT');
      }
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.close();
      throw new Problem('library-building', { headers: { 'Retry-After': '5' } });
    }
  }

  /** Detect a new revision or a replaced file; cheap in SQLite. */
  private refresh(): Known | undefined {
    if (this.isHeld || this.isFresh) return this.known;
    try {
      const connection = this.source.get();
      if (connection !== this.connection) this.forget();
      if (connection === undefined) return undefined;
      this.connection = connection;
      this.statements ??= prepareStatements(connection);
      const version = this.statements.dataVersion.get()?.data_version ?? 0;
      if (this.known?.version !== version) this.known = readRevision(this.statements, version);
      this.isFresh = true;
      queueMicrotask(() => (this.isFresh = false));
      return this.known;
    } catch {
      // The file exists without tables: the first sync has just begun, or the file is damaged and will be replaced.
      this.close();
      return undefined;
    }
  }

  private hold(): void {
    if (this.refresh() === undefined) return;
    this.connection?.exec('BEGIN');
    this.isHeld = true;
    // A transaction starts with its first read.
    this.known = this.statements && readRevision(this.statements, this.known?.version ?? 0);
  }

  private forget(): void {
    this.connection = undefined;
    this.statements = undefined;
    this.known = undefined;
    this.isFresh = false;
    this.isHeld = false;
  }
}

function emptyToUndefined(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

const NO_LOCALES: readonly LocaleTag[] = [];

function readRevision(statements: Statements, version: number): Known | undefined {
  const revision = statements.meta.get('revision')?.value;
  if (revision === undefined) return undefined;
  return {
    version,
    revision,
    changedAt: new Date(statements.meta.get('changed-at')?.value ?? 0),
    source: emptyToUndefined(statements.meta.get('source-locale')?.value),
    locales: statements.locales.all().map((row) => row.locale),
    changeLog: readChangeLog(statements),
    walks: new Map(),
  };
}

function readChangeLog(statements: Statements): ChangeLogState | undefined {
  const epoch = statements.meta.get('epoch')?.value;
  const [newest, pruned] = ['sequence', 'pruned'].map((key) => Number(statements.meta.get(key)?.value ?? 0));
  return epoch === undefined ? undefined : { epoch, newest: newest ?? 0, pruned: pruned ?? 0 };
}
