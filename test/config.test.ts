import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.js';

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('needs no variables', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      contentDir: path.resolve('content'),
      dataDir: path.resolve('data'),
      siteUrl: undefined,
      siteName: 'Parlance',
      locales: undefined,
      defaultLocale: undefined,
      sourceLocale: 'en',
      fallbackLocales: ['en'],
      trustProxy: false,
      databaseUrl: undefined,
      searchUrl: undefined,
      embeddings: undefined,
      rateLimit: 600,
      logLevel: 'info',
    });
  });

  it('treats empty variables as unset and ignores unknown ones', () => {
    expect(readConfig({ PORT: '', LOCALES: '  ', HOME: '/root', PATH: undefined })).toEqual(readConfig({}));
  });

  it('reads lists, tags and addresses into their canonical form', () => {
    const config = readConfig({
      PORT: '0',
      LOCALES: ' DE , pt-br,zh-hans ',
      DEFAULT_LOCALE: 'PT-BR',
      SOURCE_LOCALE: 'EN',
      FALLBACK_LOCALES: 'en,de',
      SITE_URL: 'https://help.example/kb//',
      INTERNAL_HOSTS: '*.intranet.example, wiki.*',
      TRUST_PROXY: '2',
      STOP_TIMEOUT: '30',
      LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({
      port: 0,
      locales: ['de', 'pt-BR', 'zh-Hans'],
      defaultLocale: 'pt-BR',
      sourceLocale: 'en',
      fallbackLocales: ['en', 'de'],
      siteUrl: 'https://help.example/kb',
      internalHosts: ['*.intranet.example', 'wiki.*'],
      trustProxy: 2,
      stopTimeout: 30_000,
    });
  });

  it.each([
    ['true', true],
    ['false', false],
    ['1', 1],
    ['loopback', 'loopback'],
    ['10.0.0.0/8, ::1', '10.0.0.0/8, ::1'],
  ])('reads TRUST_PROXY=%s as %j', (text, value) => {
    expect(readConfig({ TRUST_PROXY: text }).trustProxy).toBe(value);
  });

  it.each([
    [{ PORT: 'http' }, 'PORT: takes a port from 0 to 65535'],
    [{ PORT: '70000' }, 'PORT: '],
    [{ PORT: '80.5' }, 'PORT: '],
    [{ SITE_URL: 'help.example' }, 'SITE_URL: takes a URL such as https://help.example'],
    [{ SITE_URL: 'ftp://help.example' }, 'SITE_URL: '],
    [{ SITE_URL: 'https://help.example/?kb' }, 'SITE_URL: takes a URL without query and fragment'],
    [{ WEBHOOK_HOSTS: 'http://bot.example' }, 'WEBHOOK_HOSTS: takes comma-separated host names'],
    [{ WEBHOOK_HOSTS: 'bot.example:8080' }, 'WEBHOOK_HOSTS: '],
    [{ LOCALES: 'german' + 'x'.repeat(9) }, 'LOCALES: '],
    [{ LOCALES: ',' }, 'LOCALES: takes comma-separated language tags'],
    [{ LOCALES: 'de,it', DEFAULT_LOCALE: 'fr' }, 'DEFAULT_LOCALE: "fr" is not among LOCALES (de, it)'],
    [{ SOURCE_LOCALE: 'e_n' }, 'SOURCE_LOCALE: "e_n" is not a BCP 47 language tag'],
    [{ RATE_LIMIT: '-1' }, 'RATE_LIMIT: takes requests per minute, 0 for no limit'],
    [{ RATE_LIMIT: '1.5' }, 'RATE_LIMIT: takes requests per minute'],
    [{ RATE_LIMIT: 'many' }, 'RATE_LIMIT: takes requests per minute'],
    [{ TRUST_PROXY: 'everyone' }, 'TRUST_PROXY: takes true, false'],
    [{ TRUST_PROXY: '10.0.0.0/33' }, 'TRUST_PROXY: '],
    [{ RESPONSE_CACHE: '-1' }, 'RESPONSE_CACHE: takes megabytes from 0 (no cache) to 99999'],
    [{ RESPONSE_CACHE: '128MB' }, 'RESPONSE_CACHE: takes megabytes'],
    [{ WORKERS: '0' }, 'WORKERS: takes auto or a number of processes from 1 to 64'],
    [{ WORKERS: 'all' }, 'WORKERS: takes auto'],
    [{ STOP_TIMEOUT: '0' }, 'STOP_TIMEOUT: takes seconds from 1 to 300'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: takes silent'],
    [{ DATABASE_URL: 'mysql://db.example/parlance' }, 'DATABASE_URL: takes a PostgreSQL URL such as'],
    [{ DATABASE_URL: 'db.example' }, 'DATABASE_URL: '],
    [{ SEARCH_URL: 'search.example:9200' }, 'SEARCH_URL: takes the URL of an OpenSearch cluster such as'],
    [{ SITE_NAME: 'x'.repeat(61) }, 'SITE_NAME: '],
  ])('reports %j in one line', (environment, message) => {
    const faults = faultsOf(environment);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(message);
    expect(faults[0]).not.toContain('\n');
  });

  it('caches 64 MB and runs one process by default', () => {
    expect(readConfig({})).toMatchObject({ responseCache: 64 * 1024 * 1024, workers: 1 });
    expect(readConfig({ RESPONSE_CACHE: '0', WORKERS: '3' })).toMatchObject({ responseCache: 0, workers: 3 });
    expect(readConfig({ WORKERS: 'auto' }).workers).toBeGreaterThanOrEqual(1);
  });

  it('accepts a PostgreSQL URL, and never echoes an invalid one, which may contain a password', () => {
    const url = 'postgres://me:secret@db.example:5432/parlance';
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    expect(faultsOf({ DATABASE_URL: 'postgres://me:secret@db .example' }).join()).not.toContain('secret');
  });

  it('reports all errors at once', () => {
    expect(
      faultsOf({ PORT: 'x', LOG_LEVEL: 'y', SITE_URL: 'z' }).map((fault) => fault.split(':')[0]),
    ).toEqual(['PORT', 'SITE_URL', 'LOG_LEVEL']);
  });

  it('accepts an internal audience only with trusted proxies', () => {
    const internal = { AUDIENCE: 'internal', AUTH_HEADER: 'X-Forwarded-User' };
    expect(readConfig({ ...internal, TRUST_PROXY: 'loopback' })).toMatchObject({
      isInternal: true,
      authHeader: 'X-Forwarded-User',
      responseCache: 0,
    });
    expect(() => readConfig(internal)).toThrow('AUTH_HEADER: needs TRUST_PROXY');
    expect(() => readConfig({ AUTH_HEADER: 'X-User', TRUST_PROXY: '1' })).toThrow('needs AUDIENCE=internal');
    expect(readConfig({})).toMatchObject({ isInternal: false });
  });

  it.each([
    ['FRAME_ANCESTORS', 'https://crm.example/path'],
    ['FRAME_ANCESTORS', "'self'"],
    ['FRAME_ANCESTORS', 'crm.example; script-src *'],
    ['EDIT_URL', 'https://code.example/edit'],
    ['EDIT_URL', 'javascript:{path}'],
    ['AUDIENCE', 'everybody'],
    ['AUTH_HEADER', 'X User'],
    ['SHOW_USE', 'yes'],
  ])('rejects %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('either reads settings or throws a ConfigError for any input', () => {
    const name = fc.constantFrom(
      'PORT',
      'HOST',
      'SITE_URL',
      'LOCALES',
      'DEFAULT_LOCALE',
      'TRUST_PROXY',
      'LOG_LEVEL',
      'INTERNAL_HOSTS',
      'RATE_LIMIT',
    );
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ unit: 'binary' })), (environment) => {
        expect(faultsOf(environment)).toBeInstanceOf(Array);
      }),
    );
  });
});
