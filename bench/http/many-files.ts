import { mkdirSync, readdirSync, readFileSync, writeFileSync, appendFileSync } from 'node:fs';
import path from 'node:path';

/** A content folder with a given number of files. */
export interface ManyFiles {
  readonly contentDir: string;
  /** Paths of all its pages. */
  readonly pages: readonly string[];
}

/**
 * Copy article files, repeatedly under other numbers until there are enough.
 *
 * @param count - Number of files; undefined: each file once.
 */
export function multiplyContent(seedDir: string, folder: string, count: number | undefined): ManyFiles {
  const contentDir = path.join(folder, 'content');
  const seeds = readdirSync(seedDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?:^|\/)K[AT]-\d+\.md$/.test(name))
    .sort();
  const pages: string[] = [];
  for (let made = 0; made < (count ?? seeds.length); made++) {
    const seed = seeds[made % seeds.length] ?? '';
    const round = Math.floor(made / seeds.length);
    const old = path.basename(seed, '.md');
    const number = round === 0 ? old : `KA-${round}${old.slice(3).padStart(6, '0')}`;
    const folders = seed.split('/');
    const locale = folders[0] ?? '';
    const target = path.join(contentDir, path.dirname(seed));
    mkdirSync(target, { recursive: true });
    const text = readFileSync(path.join(seedDir, seed), 'utf8').replaceAll(old, number);
    writeFileSync(path.join(target, `${number}.md`), text);
    pages.push(`/${locale}/articles/${number}`);
  }
  return { contentDir, pages };
}

/** Change every file a little. */
export function touchAll(contentDir: string, run: number): void {
  for (const name of readdirSync(contentDir, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.md')) appendFileSync(path.join(contentDir, name), `\nRun ${run}.\n`);
}
