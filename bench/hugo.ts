import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const LAYOUT = '<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}';

/** Hugo's version; undefined if it is not installed. */
export function hugoVersion(): string | undefined {
  const { status, stdout } = spawnSync('hugo', ['version'], { encoding: 'utf8' });
  return status === 0 ? /v[\d.]+/.exec(stdout)?.[0] : undefined;
}

/**
 * Build a content folder from scratch with Hugo: a page per article with a minimal layout; no lists, feeds or index.
 *
 * @returns Seconds.
 */
export function buildWithHugo(contentDir: string, files: number): number {
  const site = mkdtempSync(path.join(tmpdir(), 'parlance-bench-hugo-'));
  try {
    mkdirSync(path.join(site, 'layouts', '_default'), { recursive: true });
    writeFileSync(path.join(site, 'layouts', '_default', 'single.html'), LAYOUT);
    writeFileSync(
      path.join(site, 'config.toml'),
      `baseURL = "http://127.0.0.1/"\ncontentDir = ${JSON.stringify(contentDir)}
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[markup.goldmark.renderer]
unsafe = true\n`,
    );
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(
      'hugo',
      ['--source', site, '--cacheDir', path.join(site, 'cache')],
      {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const seconds = (performance.now() - started) / 1000;
    const pages = Number(/Pages\s*\|\s*(\d+)/.exec(stdout)?.[1]);
    if (status !== 0 || pages < files) throw new Error(`Hugo built ${pages} pages: ${stderr.slice(0, 500)}`);
    return seconds;
  } finally {
    rmSync(site, { recursive: true, force: true });
  }
}
