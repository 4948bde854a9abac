import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, SETTING_NAMES } from '../../src/config.js';
import { PROBLEMS } from '../../src/problem.js';
import { CONTRACT } from '../support/check-contract.js';
import { PACKAGE_ROOT } from '../support/package-root.js';

const read = (file: string): string => readFileSync(path.join(PACKAGE_ROOT, file), 'utf8');

/** The rows of a page's tables, cell by cell; headings and lines left out. */
function rows(file: string): readonly (readonly string[])[] {
  return read(file)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const codes = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);

describe('docs/settings.md', () => {
  it('lists every setting, and no other', () => {
    const names = rows('docs/settings.md').flatMap(([cell = '']) => codes(cell));
    expect(names.sort()).toEqual([...SETTING_NAMES].sort());
  });

  it('gives the actual defaults', () => {
    const config = readConfig({});
    const defaults = Object.fromEntries(
      rows('docs/settings.md').flatMap(([names = '', values = '']) =>
        codes(names).map((name, i) => [name, values.split(', ')[i] ?? values]),
      ),
    );
    expect(defaults).toMatchObject({
      PORT: String(config.port),
      HOST: config.host,
      SITE_NAME: config.siteName,
      SOURCE_LOCALE: config.sourceLocale,
      FALLBACK_LOCALES: config.fallbackLocales.join(', '),
      TRUST_PROXY: String(config.trustProxy),
      RATE_LIMIT: String(config.rateLimit),
      RESPONSE_CACHE: String(config.responseCache / 2 ** 20),
      WORKERS: String(config.workers),
      LOG_LEVEL: config.logLevel,
    });
  });
});

it('docs/errors.md lists every error code with its status, and no other', () => {
  const listed = rows('docs/errors.md').map(([code = '', status]) => [codes(code)[0], Number(status)]);
  expect(Object.fromEntries(listed)).toEqual(PROBLEMS);
});

it('docs/endpoints.md lists every operation of the API, and no other', () => {
  const listed = rows('docs/endpoints.md')
    .flatMap(([cell = '']) => codes(cell))
    .filter((code) => /^[A-Z]+ \//.test(code))
    .map((code) => code.replace(/\?.*/, ''));
  const operations = Object.entries(CONTRACT.paths).flatMap(([address, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${address.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(listed.sort()).toEqual(operations.sort());
});

it('docs/decisions/README.md lists every decision with its title', () => {
  const folder = path.join(PACKAGE_ROOT, 'docs/decisions');
  const files = readdirSync(folder)
    .filter((name) => /^\d{4}-/.test(name))
    .sort();
  const listed = [...read('docs/decisions/README.md').matchAll(/^- \[(.+)\]\((\S+)\)$/gm)];
  expect(listed.map(([, title, name]) => [name, `# ${title}`])).toEqual(
    files.map((name) => [name, read(`docs/decisions/${name}`).split('\n', 1)[0]]),
  );
  for (const name of files)
    expect(read(`docs/decisions/${name}`).startsWith(`# ${name.slice(0, 4)} `), name).toBe(true);
});

it('the source refers only to existing pages', () => {
  const sources = readdirSync(path.join(PACKAGE_ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const referred = sources
    .filter((name) => /\.(?:ts|tsx|md)$/.test(name))
    .flatMap((name) =>
      [...read(path.join('src', name)).matchAll(/\bdocs\/[\w/.-]+\.md/g)].map(([page]) => page),
    );
  expect([...new Set(referred)].filter((page) => !existsSync(path.join(PACKAGE_ROOT, page)))).toEqual([]);
});

const PAGES = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'bench/README.md'],
  ...readdirSync(path.join(PACKAGE_ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];

it.each(PAGES)('%s has no broken links', (page) => {
  const prose = read(page)
    .replaceAll(/^```[^]*?^```$/gm, '')
    .replaceAll(/(`+)[^]*?\1/g, '');
  const targets = [...prose.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
  const missing = targets.filter(
    (target) => !existsSync(path.join(PACKAGE_ROOT, path.dirname(page), decodeURI(target))),
  );
  expect(missing).toEqual([]);
});
