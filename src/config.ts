import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { DEFAULT_INTERNAL_HOSTS } from './content/private-address.js';
import { canonicalTag } from './locale/tag.js';
import { readModelFolder } from './search/meaning/model-folder.js';

/** The language articles are written in first, where nothing else is set; need not be there. */
export const DEFAULT_SOURCE_LOCALE = 'en';

const tag = z.string().transform((text, context) => {
  const canonical = canonicalTag(text.trim());
  if (canonical === undefined)
    context.addIssue(`"${text}" is not a BCP 47 language tag such as de, pt-BR or zh-Hans`);
  return canonical ?? '';
});
const commaList = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
const tags = commaList.pipe(z.array(tag));
const folder = z
  .string()
  .min(1)
  .transform((text) => path.resolve(text));

/** Ranges of addresses that Express knows by name. */
const PROXY_NAMES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Every setting: its variable, what it takes, its default. */
const SETTINGS = z.object({
  PORT: z.coerce.number({ error: 'takes a port from 0 to 65535' }).int().min(0).max(65_535).default(8080),
  HOST: z.string().min(1).default('127.0.0.1'),
  CONTENT_DIR: folder.prefault('content'),
  DATA_DIR: folder.prefault('data'),
  SITE_URL: z
    .url({ protocol: /^https?$/, error: 'takes an address such as https://help.example' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  SITE_NAME: z.string().min(1).max(60).default('Parlance'),
  LOCALES: tags.optional(),
  DEFAULT_LOCALE: tag.optional(),
  SOURCE_LOCALE: tag.prefault(DEFAULT_SOURCE_LOCALE),
  FALLBACK_LOCALES: tags.prefault('en'),
  TRUST_PROXY: z
    .string()
    .refine(isProxyTrust, {
      error:
        'takes true, false, a number of proxies, or addresses with commas between, such as loopback, 10.0.0.0/8',
    })
    .transform((text) =>
      text === 'true' ? true : text === 'false' ? false : /^\d{1,2}$/.test(text) ? Number(text) : text,
    )
    .default(false),
  RATE_LIMIT: z.coerce
    .number({ error: 'takes requests a minute, 0 for no limit' })
    .int({ error: 'takes requests a minute, 0 for no limit' })
    .min(0, { error: 'takes requests a minute, 0 for no limit' })
    .default(600),
  INTERNAL_HOSTS: commaList.default([...DEFAULT_INTERNAL_HOSTS]),
  RESPONSE_CACHE: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'takes megabytes from 0, which keeps nothing, to 99999' })
    .transform(Number)
    .default(64),
  WORKERS: z
    .string()
    .regex(/^(?:auto|[1-9]|[1-5]\d|6[0-4])$/, { error: 'takes auto or a number of processes from 1 to 64' })
    .transform((text) => (text === 'auto' ? availableParallelism() : Number(text)))
    .default(1),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, {
      error:
        'takes a PostgreSQL address such as postgres://user:password@db.example:5432/parlance; unset, the ledger is a file in DATA_DIR',
    })
    .optional(),
  SEARCH_URL: z
    .url({
      protocol: /^https?$/,
      error: 'takes the address of an OpenSearch cluster such as http://search.example:9200',
    })
    .optional(),
  EMBEDDINGS: folder.superRefine(isModelFolder).optional(),
  CACHE_SHARED: z
    .string()
    .regex(/^\d{1,6}$/, { error: 'takes seconds from 0 to 999999' })
    .transform(Number)
    .default(0),
  ALLOWED_HOSTS: commaList
    .pipe(
      z.array(
        z.string().regex(/^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])$/i, {
          error: 'takes names without a port, such as parlance.support.svc, with commas between',
        }),
      ),
    )
    .transform((names) => names.map((name) => name.toLowerCase()))
    .default([]),
  WEBHOOK_HOSTS: commaList.default([]),
  FRAME_ANCESTORS: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((item) => item !== ''))
    .refine((items) => items.every(isFrameHost), {
      error: 'takes origins with spaces between, such as https://crm.example https://*.zendesk.com',
    })
    .default([]),
  EDIT_URL: z
    .string()
    .refine((text) => text.includes('{path}') && URL.canParse(text.replaceAll(/[{}]/g, '')), {
      error:
        'takes an address with {path}, and {line} if you like: https://code.example/edit/main/{path}#L{line}',
    })
    .refine((text) => /^https?:/.test(text), { error: 'takes an http or https address' })
    .optional(),
  SHOW_USE: z
    .enum(['true', 'false'], { error: 'takes true or false' })
    .transform((text) => text === 'true')
    .default(false),
  AUDIENCE: z.enum(['public', 'internal'], { error: 'takes public or internal' }).default('public'),
  AUTH_HEADER: z
    .string()
    .regex(/^[A-Za-z][\w-]{0,60}$/, { error: 'takes the name of a header, such as X-Forwarded-User' })
    .optional(),
  METRICS_KEY: z
    .string()
    .regex(/^[\w.~+/-]{16,200}=*$/, { error: 'takes 16 to 200 letters, digits and - . _ ~ + /' })
    .optional(),
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'takes a port from 0 to 65535' })
    .transform(Number)
    .pipe(z.number().max(65_535, { error: 'takes a port from 0 to 65535' }))
    .optional(),
  RELEASE_URL: z
    .string()
    .refine((text) => !/^[a-z]{2,}:/i.test(text) || (/^https?:\/\//.test(text) && URL.canParse(text)), {
      error:
        'takes the address of a folder of releases such as https://releases.example/parlance, a folder, or one release’s file',
    })
    .transform((text) => (/^https?:/.test(text) ? text : path.resolve(text)))
    .optional(),
  RELEASE_INTERVAL: z
    .string()
    .regex(/^\d{1,5}$/, { error: 'takes seconds from 0, which looks once, to 99999' })
    .transform(Number)
    .default(30),
  RELEASE_KEY: z
    .string()
    .regex(/^(?:MC4CAQAwBQYDK2VwBCIEI[\w+/]{43}|MCowBQYDK2VwAyEA[\w+/]{43}=)$/, {
      error: 'takes an Ed25519 key, as between the lines of its PEM file: private to sign, public to verify',
    })
    .optional(),
  STOP_TIMEOUT: z
    .string()
    .regex(/^(?:[1-9]|[1-9]\d|[12]\d\d|300)$/, { error: 'takes seconds from 1 to 300' })
    .transform(Number)
    .default(10),
  CHANGES_KEEP: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, { error: 'takes days from 1 to 9999' })
    .transform(Number)
    .default(400),
  LOG_LEVEL: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'takes silent, fatal, error, warn, info, debug or trace',
    })
    .default('info'),
});

/** The environment variables that are read. */
export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS.shape);

/** Whether Express can read a text as `trust proxy`. */
function isProxyTrust(text: string): boolean {
  if (/^(?:true|false|\d{1,2})$/.test(text)) return true;
  return text.split(',').every((item) => {
    const [address = '', prefix, ...rest] = item.trim().split('/');
    if (prefix === undefined) return isIP(address) > 0 || PROXY_NAMES.has(address);
    const bits = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : 0;
    return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= bits;
  });
}

/** Whether a text is an origin as `frame-ancestors` takes it; a star may stand for the names below a domain. */
function isFrameHost(text: string): boolean {
  const host = text.replace('://*.', '://any.');
  return /^https?:\/\/[^/*\\'";]+$/.test(host) && URL.canParse(host) && new URL(host).origin === host;
}

/** Check that a folder holds a model that can be run here. */
function isModelFolder(given: string, context: z.RefinementCtx): void {
  try {
    readModelFolder(given);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : 'cannot be read');
  }
}

/** Whether a text is the address of a PostgreSQL database; its name may be left to the server. */
function isPostgresUrl(text: string): boolean {
  return /^postgres(?:ql)?:\/\/\S+$/.test(text) && URL.canParse(text);
}

/** The service's settings, all checked. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly contentDir: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined: the address that is listened on. */
  readonly siteUrl: string | undefined;
  readonly siteName: string;
  /** Undefined: those found in the content. */
  readonly locales: readonly string[] | undefined;
  readonly defaultLocale: string | undefined;
  readonly sourceLocale: string;
  readonly fallbackLocales: readonly string[];
  readonly trustProxy: boolean | number | string;
  /** Requests a minute one client may make for what costs; 0 for no limit. */
  readonly rateLimit: number;
  readonly internalHosts: readonly string[];
  /** Hosts whose videos are linked to. */
  readonly videoHosts: readonly string[];
  /** Bytes of rendered answers that are kept, by all processes together. */
  readonly responseCache: number;
  /** Processes that answer requests; 1: the service's own. */
  readonly workers: number;
  /** PostgreSQL for the ledger; undefined: SQLite in `dataDir`. Holds a password: never logged. */
  readonly databaseUrl: string | undefined;
  /** An OpenSearch cluster; undefined: searches need none. */
  readonly searchUrl: string | undefined;
  /** Folder of an embedding model, absolute; undefined: words alone find articles. */
  readonly embeddings: string | undefined;
  /** Seconds that shared caches may keep what is public; 0: they must ask each time. */
  readonly sharedCache: number;
  /** Days that removals are kept in the change feed, and passages after they were changed. */
  readonly changesKeep: number;
  /** Names, in lower case, by which `/mcp` may be called besides that of `siteUrl`. */
  readonly allowedHosts: readonly string[];
  /** Hosts that webhooks reach though they are private, or by HTTP. */
  readonly webhookHosts: readonly string[];
  /** Origins that may show the panel in a frame; none unless set. */
  readonly frameAncestors: readonly string[];
  /** Where an article's file can be changed, with `{path}` and perhaps `{line}`; undefined: no way there is shown. */
  readonly editUrl: string | undefined;
  /** Whether readers see in how many tickets an article was used. */
  readonly showUse: boolean;
  /** Whether the library also holds what is for agents only; each request must then be from one. */
  readonly isInternal: boolean;
  /** The header in which a proxy names who has signed in. */
  readonly authHeader: string | undefined;
  /** What a reader of `/metrics` must show; undefined: nothing. Never logged. */
  readonly metricsKey: string | undefined;
  /** Where metrics are answered instead of the service's own port; undefined: there. */
  readonly metricsPort: number | undefined;
  /** Address or absolute path that releases are taken from; undefined: the content is compiled here. */
  readonly releaseUrl: string | undefined;
  /** Milliseconds between looks for a newer release; 0: one look. */
  readonly releaseInterval: number;
  /** What releases are signed or verified by. A private one is never logged. */
  readonly releaseKey: string | undefined;
  /** Milliseconds after which a process that was told to stop has ended. */
  readonly stopTimeout: number;
  readonly logLevel: string;
}

const VIDEO_HOSTS: readonly string[] = ['video.tv.adobe.com'];

/** Settings that cannot be used; one line a fault, each naming its variable and what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/**
 * Read the settings from environment variables; empty ones count as unset.
 *
 * @throws ConfigError with every fault at once.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = SETTINGS.safeParse(given);
  if (!parsed.success)
    throw new ConfigError(parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  const settings = parsed.data;
  const { LOCALES: locales, DEFAULT_LOCALE: defaultLocale } = settings;
  if (locales?.length === 0)
    throw new ConfigError(['LOCALES: takes language tags with commas between, such as de,pt,it']);
  if (locales && defaultLocale !== undefined && !locales.includes(defaultLocale)) {
    throw new ConfigError([
      `DEFAULT_LOCALE: "${defaultLocale}" is not among LOCALES (${locales.join(', ')})`,
    ]);
  }
  const isInternal = settings.AUDIENCE === 'internal';
  const { AUTH_HEADER: authHeader } = settings;
  if (authHeader !== undefined && !isInternal)
    throw new ConfigError(['AUTH_HEADER: belongs to AUDIENCE=internal']);
  if (authHeader !== undefined && settings.TRUST_PROXY === false)
    throw new ConfigError([
      'AUTH_HEADER: is believed only from proxies that TRUST_PROXY names; set that too',
    ]);
  return {
    port: settings.PORT,
    host: settings.HOST,
    contentDir: settings.CONTENT_DIR,
    dataDir: settings.DATA_DIR,
    siteUrl: settings.SITE_URL,
    siteName: settings.SITE_NAME,
    locales,
    defaultLocale,
    sourceLocale: settings.SOURCE_LOCALE,
    fallbackLocales: settings.FALLBACK_LOCALES,
    trustProxy: settings.TRUST_PROXY,
    rateLimit: settings.RATE_LIMIT,
    internalHosts: settings.INTERNAL_HOSTS,
    videoHosts: VIDEO_HOSTS,
    // The cache answers before anybody is asked who they are.
    responseCache: isInternal ? 0 : settings.RESPONSE_CACHE * 1024 * 1024,
    workers: settings.WORKERS,
    databaseUrl: settings.DATABASE_URL,
    searchUrl: settings.SEARCH_URL,
    embeddings: settings.EMBEDDINGS,
    sharedCache: settings.CACHE_SHARED,
    changesKeep: settings.CHANGES_KEEP,
    allowedHosts: settings.ALLOWED_HOSTS,
    webhookHosts: settings.WEBHOOK_HOSTS,
    frameAncestors: settings.FRAME_ANCESTORS,
    editUrl: settings.EDIT_URL,
    showUse: settings.SHOW_USE,
    isInternal,
    authHeader,
    metricsKey: settings.METRICS_KEY,
    metricsPort: settings.METRICS_PORT,
    releaseUrl: settings.RELEASE_URL,
    releaseInterval: settings.RELEASE_INTERVAL * 1000,
    releaseKey: settings.RELEASE_KEY,
    stopTimeout: settings.STOP_TIMEOUT * 1000,
    logLevel: settings.LOG_LEVEL,
  };
}
