import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { articleFile } from './compile.js';

/** Possible changes of a content folder. */
export const WORLD_STEPS = [
  'edit',
  'retitle',
  ...Array.from({ length: 5 }, () => 'add' as const),
  'remove',
  'renumber',
  'move',
  'hide',
  'version',
  'origin',
  'touch',
  'break',
  'swap',
] as const;
/** @see WORLD_STEPS */
export type WorldStep = (typeof WORLD_STEPS)[number];

const LOCALES = ['de', 'en', 'it', 'pt-BR'];
const NUMBERS = Array.from({ length: 14 }, (_unused, i) => `KA-${90001 + i}`);
const BODIES = [
  (word: string) => `## Resolution\n\n1. Turn the lamp to ${word}.\n1. Wait for 12 s.\n`,
  (word: string) =>
    `## Issue\n\nIt blinks ${word}.\n\n## Resolution\n\n1. See [the lamp](https://lamp.example/${word}).\n`,
  (word: string) =>
    `## Environment\n\n| a | b |\n| - | - |\n| ${word} | 2 |\n\n## Cause\n\n\`\`\`sh\nlamp ${word}\n\`\`\`\n`,
];

/** A content folder that changes, driven by numbers so that a run is repeatable. */
export class ContentWorld {
  private clock = 0;

  constructor(readonly root: string) {
    for (const locale of LOCALES) mkdirSync(path.join(root, locale), { recursive: true });
  }

  /** Make a change. @param pick - Chooses its target. */
  do(step: WorldStep, pick: number): void {
    const files = this.files();
    const file = files.length === 0 ? undefined : files[pick % files.length];
    const locale = LOCALES[pick % LOCALES.length] ?? 'en';
    const number = NUMBERS[Math.floor(pick / 7) % NUMBERS.length] ?? '';
    if (step === 'add' || file === undefined) {
      this.write(`${locale}/${number}.md`, number, pick);
      return;
    }
    const [, own = ''] = /([^/]+)\.md$/.exec(file) ?? [];
    switch (step) {
      case 'edit':
        this.write(file, own, pick);
        break;
      case 'retitle':
        this.change(file, /^title: .*$/m, `title: Lamp ${pick} ${++this.clock}`);
        break;
      case 'remove':
        rmSync(path.join(this.root, file));
        break;
      case 'renumber': {
        const to = path.join(path.dirname(file), `${number}.md`);
        this.rename(file, to);
        this.change(to, /^article-number: .*$/m, `article-number: ${number}`);
        break;
      }
      case 'move':
        this.rename(file, path.join(locale, path.basename(file)));
        break;
      case 'hide':
        for (const one of pick % 3 === 0 ? [file] : files.filter((other) => other.endsWith(`/${own}.md`)))
          this.change(one, /^hide: .*$/m, `hide: ${pick % 2 === 0}`);
        break;
      case 'version':
        this.change(file, /^version-number: .*$/m, `version-number: ${1 + (pick % 5)}`);
        break;
      case 'origin':
        this.change(file, /^ht-degree: .*$/m, `ht-degree: ${pick % 2 === 0 ? '0' : '100'}%`);
        break;
      case 'touch':
        this.change(file, /$/, '');
        break;
      case 'break':
        writeFileSync(path.join(this.root, file), `broken ${++this.clock}`);
        break;
      case 'swap':
        this.swap(path.dirname(file), pick);
        break;
    }
  }

  /** Replace a locale's folder, as a deployment does. */
  private swap(locale: string, pick: number): void {
    const [folder, next] = [path.join(this.root, locale), path.join(this.root, `.next-${locale}`)];
    cpSync(folder, next, { recursive: true });
    const [first, ...others] = readdirSync(next).sort();
    if (first !== undefined && others.length > 0 && pick % 2 === 0) rmSync(path.join(next, first));
    const last = others.at(-1);
    if (last !== undefined) this.write(`.next-${locale}/${last}`, path.basename(last, '.md'), pick);
    renameSync(folder, path.join(this.root, `.old-${locale}`));
    renameSync(next, folder);
    rmSync(path.join(this.root, `.old-${locale}`), { recursive: true });
  }

  private write(name: string, number: string, pick: number): void {
    this.clock += 1;
    const body = BODIES[pick % BODIES.length] ?? String;
    const front = {
      title: `Lamp ${number}`,
      'article-number': number,
      'version-number': String(1 + (pick % 3)),
      'workflow-type': 'Machine',
      'ht-degree': '0%',
      hide: 'false',
    };
    writeFileSync(path.join(this.root, name), articleFile(body(`word${this.clock}`), front));
  }

  private change(file: string, from: RegExp, to: string): void {
    const place = path.join(this.root, file);
    writeFileSync(place, readFileSync(place, 'utf8').replace(from, to));
  }

  private rename(from: string, to: string): void {
    renameSync(path.join(this.root, from), path.join(this.root, to));
  }

  private files(): string[] {
    return LOCALES.flatMap((locale) => {
      const folder = path.join(this.root, locale);
      const names = existsSync(folder) ? readdirSync(folder).sort() : [];
      return names.map((name) => `${locale}/${name}`);
    });
  }
}
