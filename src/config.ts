import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { DEFAULT_INTERNAL_HOSTS } from './content/private-address.js';
import { canonicalTag } from './locale/tag.js';
import { readModelFolder } from './search/meaning/model-folder.js';

/** Default of `sourceLocale`; the content may lack it. */
export const DEFAULT_SOURCE_LOCALE = 'en';
const VIDEO_HOSTS: readonly string[] = ['video.tv.adobe.com'];

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
const tags = commaList.pipe(
  z.array(tag).min(1, { error: 'takes comma-separated language tags, such as de,pt,it' }),
);
const folder = z
  .string()
  .min(1)
  .transform((text) => path.resolve(text));

/** A whole number. @param takes - Accepted values, for the error message. */
function whole(takes: string, least: number, most: number): z.ZodType<number, string> {
  const error = `takes ${takes}`;
  const number = z.string().trim().regex(/^\d+$/, { error }).transform(Number);
  return number.pipe(z.number().min(least, { error }).max(most, { error }));
}

/** A text that passes a test. @param takes - Accepted values, for the error message. */
function matching(takes: string, test: RegExp | ((text: string) => boolean)): z.ZodType<string, string> {
  const passes = test instanceof RegExp ? (text: string): boolean => test.test(text) : test;
  return z.string().refine(passes, { error: `takes ${takes}` });
}

/** Schema and default of every setting; `siteUrl` is read from `SITE_URL`, and so on. docs/settings.md explains them. */
const SETTINGS = z.object({
  port: whole('a port from 0 to 65535', 0, 65_535).default(8080),
  host: z.string().min(1).default('127.0.0.1'),
  contentDir: folder.prefault('content'),
  dataDir: folder.prefault('data'),
  /** Default: the address the service listens on. */
  siteUrl: z
    .url({ protocol: /^https?$/, error: 'takes a URL such as https://help.example' })
    .refine((url) => !/[?#]/.test(url), { error: 'takes a URL without query and fragment' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  siteName: z.string().min(1).max(60).default('Parlance'),
  /** Default: those found in the content. */
  locales: tags.optional(),
  defaultLocale: tag.optional(),
  sourceLocale: tag.prefault(DEFAULT_SOURCE_LOCALE),
  fallbackLocales: commaList.pipe(z.array(tag)).prefault('en'),
  trustProxy: matching(
    'true, false, a number of proxies, or comma-separated addresses such as loopback, 10.0.0.0/8',
    isProxyTrust,
  )
    .transform((text) =>
      /^\d+$/.test(text) ? Number(text) : /^(?:true|false)$/.test(text) ? text === 'true' : text,
    )
    .default(false),
  /** Costly requests per minute and client. */
  rateLimit: whole('requests per minute, 0 for no limit', 0, Number.MAX_SAFE_INTEGER).default(600),
  internalHosts: commaList.default([...DEFAULT_INTERNAL_HOSTS]),
  /** Bytes, shared by all processes. */
  responseCache: whole('megabytes from 0 (no cache) to 99999', 0, 99_999)
    .default(64)
    .transform((megabytes) => megabytes * 1024 * 1024),
  workers: matching('auto or a number of processes from 1 to 64', /^(?:auto|[1-9]|[1-5]\d|6[0-4])$/)
    .transform((text) => (text === 'auto' ? availableParallelism() : Number(text)))
    .default(1),
  /** Contains a password: never log it. */
  databaseUrl: matching(
    'a PostgreSQL URL such as postgres://user:password@db.example:5432/parlance; if unset, the ledger is a file in DATA_DIR',
    (text) => /^postgres(?:ql)?:\/\/\S+$/.test(text) && URL.canParse(text),
  ).optional(),
  searchUrl: z
    .url({
      protocol: /^https?$/,
      error: 'takes the URL of an OpenSearch cluster such as http://search.example:9200',
    })
    .optional(),
  embeddings: folder.superRefine(isModelFolder).optional(),
  /** Seconds. */
  cacheShared: whole('seconds from 0 to 999999', 0, 999_999).default(0),
  allowedHosts: commaList
    .pipe(
      z.array(
        matching(
          'comma-separated host names without a port, such as parlance.support.svc',
          /^(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:]+\])$/i,
        ).transform((name) => name.toLowerCase()),
      ),
    )
    .default([]),
  webhookHosts: commaList
    .pipe(
      z.array(
        matching(
          'comma-separated host names or addresses without a port, such as bot.internal, 10.0.0.7',
          (text) => isIP(text) > 0 || /^[\w-]+(?:\.[\w-]+)*$/.test(text),
        ),
      ),
    )
    .default([]),
  frameAncestors: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((item) => item !== ''))
    .refine((items) => items.every(isFrameHost), {
      error: 'takes space-separated origins, such as https://crm.example https://*.zendesk.com',
    })
    .default([]),
  editUrl: matching(
    'a URL with {path} and optionally {line}, such as https://code.example/edit/main/{path}#L{line}',
    (text) => text.includes('{path}') && URL.canParse(text.replaceAll(/[{}]/g, '')),
  )
    .refine((text) => /^https?:/.test(text), { error: 'takes an http or https URL' })
    .optional(),
  showUse: z
    .enum(['true', 'false'], { error: 'takes true or false' })
    .transform((text) => text === 'true')
    .default(false),
  audience: z.enum(['public', 'internal'], { error: 'takes public or internal' }).default('public'),
  authHeader: matching('a header name such as X-Forwarded-User', /^[A-Za-z][\w-]{0,60}$/).optional(),
  /** Never logged. */
  metricsKey: matching('16 to 200 letters, digits and - . _ ~ + /', /^[\w.~+/-]{16,200}=*$/).optional(),
  metricsPort: whole('a port from 0 to 65535', 0, 65_535).optional(),
  /** A URL or an absolute path; undefined to compile the content here. */
  releaseUrl: matching(
    'the URL of a release folder such as https://releases.example/parlance, a local folder, or a release file',
    (text) => !/^[a-z]{2,}:/i.test(text) || (/^https?:\/\//.test(text) && URL.canParse(text)),
  )
    .transform((text) => (/^https?:/.test(text) ? text : path.resolve(text)))
    .optional(),
  /** Milliseconds. */
  releaseInterval: whole('seconds from 0 (check once) to 99999', 0, 99_999).default(30).transform(seconds),
  /** Never log a private key. */
  releaseKey: matching(
    'an Ed25519 key (the Base64 text of its PEM file): private to sign, public to verify',
    /^(?:MC4CAQAwBQYDK2VwBCIEI[\w+/]{43}|MCowBQYDK2VwAyEA[\w+/]{43}=)$/,
  ).optional(),
  /** Milliseconds. */
  stopTimeout: whole('seconds from 1 to 300', 1, 300).default(10).transform(seconds),
  /** Days that removals stay in the change feed and replaced passages can be cited. */
  changesKeep: whole('days from 1 to 9999', 1, 9999).default(400),
  logLevel: z
    .enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], {
      error: 'takes silent, fatal, error, warn, info, debug or trace',
    })
    .default('info'),
});

/** All settings, validated. */
export interface Config extends Readonly<z.output<typeof SETTINGS>> {
  /** Hosts whose videos are linked. */
  readonly videoHosts: readonly string[];
  /** Whether the library also holds internal fields; every request must then be authorized. */
  readonly isInternal: boolean;
}

/** Names of the environment variables. */
export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS.shape).map(variableOf);

/** Invalid settings; one line per error, naming the variable and what it accepts. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** Read the settings from environment variables; empty ones count as unset. @throws ConfigError with all errors at once. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.keys(SETTINGS.shape).map((name) => {
    const value = environment[variableOf(name)];
    return [name, value?.trim() === '' ? undefined : value];
  });
  const { data: settings, error } = SETTINGS.safeParse(Object.fromEntries(given));
  if (error !== undefined)
    throw new ConfigError(
      error.issues.map(({ path: [name], message }) => `${variableOf(String(name))}: ${message}`),
    );
  const isInternal = settings.audience === 'internal';
  const fault = contradiction(settings);
  if (fault !== undefined) throw new ConfigError([fault]);
  // The cache answers before authorization.
  const responseCache = isInternal ? 0 : settings.responseCache;
  return { ...settings, responseCache, isInternal, videoHosts: VIDEO_HOSTS };
}

/** Find settings that are valid individually but contradict each other. */
function contradiction(settings: z.output<typeof SETTINGS>): string | undefined {
  const { locales, defaultLocale, authHeader, audience, trustProxy } = settings;
  if (locales && defaultLocale !== undefined && !locales.includes(defaultLocale))
    return `DEFAULT_LOCALE: "${defaultLocale}" is not among LOCALES (${locales.join(', ')})`;
  if (authHeader === undefined) return undefined;
  if (audience === 'public') return 'AUTH_HEADER: needs AUDIENCE=internal';
  return trustProxy === false
    ? 'AUTH_HEADER: needs TRUST_PROXY, because only trusted proxies may set the header'
    : undefined;
}

/** `siteUrl` is read from `SITE_URL`. */
function variableOf(name: string): string {
  return name.replaceAll(/[A-Z]/g, '_$&').toUpperCase();
}

function seconds(count: number): number {
  return count * 1000;
}

/** Address ranges that Express knows by name. */
const PROXY_NAMES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Whether Express accepts a text as `trust proxy`. */
function isProxyTrust(text: string): boolean {
  if (/^(?:true|false|\d{1,2})$/.test(text)) return true;
  return text.split(',').every((item) => {
    const [address = '', prefix, ...rest] = item.trim().split('/');
    if (prefix === undefined) return isIP(address) > 0 || PROXY_NAMES.has(address);
    const bits = isIP(address) === 4 ? 32 : isIP(address) === 6 ? 128 : 0;
    return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= bits;
  });
}

/** Whether a text is a valid origin for `frame-ancestors`; `*` may replace subdomains. */
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
