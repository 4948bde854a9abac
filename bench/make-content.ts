import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const LOCALES = { en: 0, de: 1, it: 2, pt: 3 } as const;
const HEADINGS = {
  en: ['Description', 'Resolution', 'Environment', 'Issue/Symptoms', 'Cause'],
  de: ['Beschreibung', 'Lösung', 'Umgebung', 'Problem/Symptome', 'Ursache'],
  it: ['Descrizione', 'Risoluzione', 'Ambiente', 'Problema/Sintomi', 'Causa'],
  pt: ['Descrição', 'Resolução', 'Ambiente', 'Problema/Sintomas', 'Causa'],
} as const satisfies Record<keyof typeof LOCALES, readonly string[]>;
const SYLLABLES = {
  en: 'lan tern beam glow flick er shade dim mer wick bulb spark light ing ed cord',
  de: 'leuch te schein licht er glüh bir ne schal ter docht fun ken blen dung helle',
  it: 'lam pa luce fa ro bril la spe gne re fia mma ac ce so lume',
  pt: 'lâm pa da luz bri lho fa rol cha ma a ce sa pa vio clarão',
} as const satisfies Record<keyof typeof LOCALES, string>;
type Locale = keyof typeof LOCALES;

/** A generated article file and the path of its page. */
export interface MadeFile {
  readonly file: string;
  readonly page: string;
}

/** A random source with the same sequence on every machine. */
function createRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A vocabulary of two thousand invented words. */
function inventWords(locale: Locale): readonly string[] {
  const random = createRandom(LOCALES[locale] + 1);
  const syllables = SYLLABLES[locale].split(' ');
  const pick = (): string => syllables[random(syllables.length)] ?? '';
  return Array.from({ length: 2000 }, () => Array.from({ length: 1 + random(3) }, pick).join(''));
}

/**
 * Generate a content folder of invented articles in four locales, structured like real ones: labels, code spans, links, steps, some tables.
 *
 * @param files - Number of files; a multiple of four.
 */
export function makeContent(folder: string, files: number): readonly MadeFile[] {
  const made: MadeFile[] = [];
  for (const locale of ['en', 'de', 'it', 'pt'] as const) {
    const words = inventWords(locale);
    mkdirSync(path.join(folder, locale), { recursive: true });
    for (let i = 0; i < files / 4; i++) {
      const number = `KA-${String(30_000 + i).padStart(5, '0')}`;
      const file = path.join(folder, locale, `${number}.md`);
      writeFileSync(file, writeArticle(locale, number, words, createRandom(i * 4 + LOCALES[locale])));
      made.push({ file, page: `/${locale}/articles/${number}` });
    }
  }
  return made;
}

/** The article files of an existing folder. */
export function listContent(folder: string): readonly MadeFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^[a-z]{2}[^/]*\/.*K[AT]-\d+\.md$/.test(name))
    .sort()
    .map((name) => ({
      file: path.join(folder, name),
      page: `/${name.split('/')[0] ?? ''}/articles/${path.basename(name, '.md')}`,
    }));
}

function writeArticle(
  locale: Locale,
  number: string,
  words: readonly string[],
  random: (below: number) => number,
): string {
  const word = (): string => words[random(words.length)] ?? '';
  const phrase = (count: number): string => Array.from({ length: count }, word).join(' ');
  const sentence = (): string => {
    const text = `${phrase(4 + random(8))}${['', ` \`${word()}.${word()}\``, ` <b>${phrase(2)}</b>`, ` &quot;${word()}&quot;`][random(4)] ?? ''}`;
    return `${text.charAt(0).toUpperCase()}${text.slice(1)} ${phrase(2 + random(5))}.`;
  };
  const paragraph = (): string => Array.from({ length: 2 + random(4) }, sentence).join(' ');
  const link = (): string => `[${phrase(2)}](https://lamps.example/${word()}/${random(1000)})`;
  const [description, resolution, environment, issue, cause] = HEADINGS[locale];
  const title = `${phrase(5)} ${number.slice(3)}`;
  const table =
    random(8) === 0 ? `\n\n| ${word()} | ${word()} |\n|---|---|\n| ${phrase(3)} | \`${word()}\` |` : '';
  const steps = Array.from({ length: 3 + random(6) }, (_, i) => `${i + 1}. ${sentence()}`).join('\n');
  return `---
title: ${title}
description: ${sentence().replaceAll(/[`<>&;:]/g, '')}
solution: Lantern
product: Lantern,Lantern ${['Field', 'Desk', 'Street'][random(3)] ?? ''}
applies-to: Lantern
keywords: ${Array.from({ length: 4 }, word).join(', ')}
bug: false
article-created-date: 8/${1 + random(28)}/2022 6:54:15 AM
article-published-date: 9/${1 + random(28)}/2023 7:40:10 AM
version-number: ${1 + random(9)}
article-number: ${number}
---

# ${title}

## ${description} {#description}

<b>${environment}</b>

- ${phrase(2)}
- ${phrase(3)}

<b>${issue}</b>

${paragraph()}

${paragraph()} ${link()}

<b>${cause}</b>

${paragraph()}${table}

## ${resolution} {#resolution}

${paragraph()}

${steps}

> [!NOTE]
> ${sentence()}

\`\`\`
${phrase(6)}
${phrase(4)}
\`\`\`

${paragraph()} ${link()}
`;
}
