import { z } from 'zod';
import data from './wrong-sense.json' with { type: 'json' };

const TERMS = z.record(
  z.string(),
  z.array(z.object({ wrong: z.string(), for: z.string(), right: z.string() })),
);

/** A heading or label in a sense its original does not have. */
export interface WrongTerm {
  readonly wrong: string;
  /** The source's words it stands for, in English. */
  readonly for: string;
  readonly right: string;
}

let terms: ReadonlyMap<string, ReadonlyMap<string, WrongTerm>> | undefined;

/** The terms of a language, by `foldLabel` of the wrong one. */
export function wrongTerms(language: string): ReadonlyMap<string, WrongTerm> {
  terms ??= new Map(
    Object.entries(TERMS.parse(data)).map(([of, list]) => [
      of,
      new Map(list.map((term) => [foldLabel(term.wrong), term])),
    ]),
  );
  return terms.get(language) ?? new Map<string, WrongTerm>();
}

/** A label as it is compared: no marks at its end, one kind of space, slash and apostrophe, small letters. */
export function foldLabel(label: string): string {
  return label
    .replace(/\{#[^}]{0,80}\}/g, '')
    .replace(/[\uFFFC\uFFF9\u200B]/g, '')
    .replace(/[\s\u00A0]+/g, ' ')
    .replace(/ ?[/／] ?/g, '/')
    .replace(/[’']/g, "'")
    .trim()
    .replace(/[:：.]$/, '')
    .trim()
    .toLowerCase();
}
