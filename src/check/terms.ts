import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { countKeys, groupBy } from '../group-by.js';
import { canonicalTag } from '../locale/tag.js';
import type { Pairing } from './reading/pairing.js';
import { oncePerPassage } from './reading/wording.js';
import { readSiteList, SiteListError } from './site-list.js';

/** A site's terms by locale: source term and translation; equal if never translated. */
export type TermLists = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** The list for a locale: its own, or its language's. */
export function termsFor(lists: TermLists, locale: string): ReadonlyMap<string, string> | undefined {
  return lists.get(locale) ?? lists.get(locale.split('-', 1)[0] ?? '');
}

/** Label of a control, product name, or bold text. */
type TermKind = 'control' | 'name' | 'bold';

/** An occurrence of a term. */
export interface Term {
  readonly kind: TermKind;
  readonly text: string;
}

/** Folder in the content folder, one file per locale. */
export const TERMS_FOLDER = 'terms';
const WORD = z.string().trim().min(1).max(100);
const LIST = z
  .record(WORD, WORD)
  .refine((list) => Object.keys(list).length <= 5000, 'takes at most 5,000 terms');

/**
 * Read `terms/<locale>.yaml` of a content folder.
 *
 * @throws SiteListError for a file that cannot be read, or is of no locale.
 */
export function readTermLists(contentDir: string): TermLists {
  const folder = path.join(contentDir, TERMS_FOLDER);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((file) => /\.ya?ml$/.test(file));
  return new Map(files.map((file) => readTermList(contentDir, file)));
}

function readTermList(contentDir: string, file: string): readonly [string, ReadonlyMap<string, string>] {
  const name = `${TERMS_FOLDER}/${file}`;
  const locale = canonicalTag(file.replace(/\.ya?ml$/, ''));
  if (locale === undefined) throw new SiteListError(`${name}: the file name is not a language tag`);
  // All values are text, since a label may be "No" or "1.0".
  return [locale, new Map(Object.entries(readSiteList(contentDir, name, LIST, 'failsafe').value))];
}

const MARKED =
  /[[［【]\s*[!！]\s*(UICONTROL|DNL)\s+([^\][［］【】\n]{1,80})[\]］】]|(?:\*\*|<(?:b|strong)>)([^*<\n]{1,80})(?:\*\*|<\/(?:b|strong)>)/gi;
/** Most words of a label; longer bold text is emphasis. */
const LONGEST_LABEL = 6;

/** The terms of a passage, in the order of the text. */
export const termsOf = oncePerPassage(({ kind, raw }): readonly Term[] =>
  kind === 'code'
    ? []
    : [...raw.matchAll(MARKED)].flatMap(([, mark, marked, bold = '']) => {
        if (marked === undefined && bold.includes('[!')) return [];
        const text = (marked ?? bold)
          .replace(/[\s\u00A0]+/g, ' ')
          .replace(/[:：]$/, '')
          .trim();
        const isTerm =
          /\p{L}/u.test(text) && text.split(' ').length <= LONGEST_LABEL && !/[.!?。？！`]$/.test(text);
        const termKind = mark === undefined ? 'bold' : mark.toUpperCase() === 'DNL' ? 'name' : 'control';
        return isTerm ? [{ kind: termKind, text }] : [];
      }),
);

/** A term's translations in a locale. */
export interface TermUse {
  readonly term: string;
  readonly kind: TermKind;
  /** Translations and their counts, most frequent first. */
  readonly translations: readonly { readonly text: string; readonly count: number }[];
  /** The preferred translation, from the site's list or by majority; undefined otherwise. */
  readonly preferred: string | undefined;
  readonly isListed: boolean;
}

/** Fewest uses, and the share, that make a translation preferred. */
const [FEWEST_USES, CLEAR_SHARE] = [3, 0.6];

/** Counts the translations of each source term per locale. */
export class TermCounter {
  private readonly found = new Map<string, (Term & { readonly translation: string })[]>();

  constructor(private readonly lists: TermLists) {}

  /** Passages with as many terms of a kind as their source are assumed to have them in the same order. */
  add(locale: string, { pairs }: Pairing): void {
    const found = this.found.get(locale) ?? [];
    this.found.set(locale, found);
    for (const { source, translation } of pairs) {
      const here = groupBy(termsOf(translation), ({ kind }) => kind);
      for (const [kind, terms] of groupBy(termsOf(source), (term) => term.kind)) {
        const words = here.get(kind) ?? [];
        if (words.length !== terms.length) continue;
        terms.forEach((term, at) => found.push({ ...term, translation: words[at]?.text ?? '' }));
      }
    }
  }

  /** @returns The terms of a locale, most used first. */
  uses(locale: string): readonly TermUse[] {
    const list = this.lists.get(locale);
    return [...groupBy(this.found.get(locale) ?? [], ({ kind, text }) => `${kind} ${text}`).values()]
      .sort((a, b) => b.length - a.length || ((a[0]?.text ?? '') < (b[0]?.text ?? '') ? -1 : 1))
      .flatMap((uses) => {
        const translations = [...countKeys(uses.map(({ translation }) => translation))]
          .map(([text, count]) => ({ text, count }))
          .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
        const [[use], [first]] = [uses, translations];
        if (use === undefined || first === undefined) return [];
        const isClear = uses.length >= FEWEST_USES && first.count >= uses.length * CLEAR_SHARE;
        const { text: term, kind } = use;
        const listed = list?.get(term);
        const preferred = listed ?? (isClear ? first.text : undefined);
        return [{ term, kind, translations, preferred, isListed: listed !== undefined }];
      });
  }
}
