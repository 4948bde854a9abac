import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { SITE_CONTENT } from './build-app.js';

/** The repository's content: KA-05406 and its walk. */
export const HOUSE_CONTENT = fileURLToPath(new URL('../../content', import.meta.url));

/** The invented KA-91206 with a walk that reads logs. */
const GUIDED_CONTENT = fileURLToPath(new URL('../fixtures/guided', import.meta.url));

/** The invented articles of `npm run demo`, with the walk of KA-90103. */
export const DEMO_CONTENT = fileURLToPath(new URL('../../examples/content', import.meta.url));

/** A temporary folder with the invented articles and others with a walk; default: KA-91206. */
export function makeWalkContent(walks = GUIDED_CONTENT): { readonly contentDir: string } & Disposable {
  const contentDir = mkdtempSync(path.join(tmpdir(), 'parlance-walk-'));
  for (const source of [SITE_CONTENT, walks]) cpSync(source, contentDir, { recursive: true });
  return { contentDir, [Symbol.dispose]: () => rmSync(contentDir, { recursive: true, force: true }) };
}

/** Add an invented article with a number that a walk refers to. */
export function addArticle(
  { contentDir }: { readonly contentDir: string },
  locale: string,
  number: string,
): void {
  const text = readFileSync(path.join(SITE_CONTENT, locale, 'KA-90001.md'), 'utf8');
  writeFileSync(path.join(contentDir, locale, `${number}.md`), text.replaceAll('KA-90001', number));
}

/** A log line with the fault that these walks are about, from a German console. */
export const LOG_LINE =
  "19.08.2022 06:00:12 lampSync Leere Rückgabe für Methode 'Logon' des Diensts 'xtk: session'.";

/** The answers that lead to the new start. */
export const KNOWN_ANSWERS = {
  logs: LOG_LINE,
  zone: 'Europe/Berlin',
  restart: { time: '06:00', zone: 'Europe/Berlin', kind: 'daily' },
  period: 60,
} as const;

/** The same as a query string. */
export const KNOWN_QUERY =
  'v=1&logs=2022-08-19T06:00:12;fault.logon;order.DMY&zone=Europe/Berlin&restart=06:00,Europe/Berlin,daily&period=60';

/** The text of one of KA-90103's walk files. */
export function walkFileText(name: string): string {
  return readFileSync(path.join(DEMO_CONTENT, 'walks/KA-90103', name), 'utf8');
}
