import { identifierWords } from './identifiers.js';
import { digitsIn } from './numbers.js';
import { passageText, type Passage } from './passage.js';

/** A searchable text; analyzed lazily, once for all rules. */
export class Wording {
  private known: { text?: string; words?: ReadonlySet<string>; digits?: ReadonlySet<string>; bare?: string } =
    {};

  constructor(private readonly read: () => string) {}

  get text(): string {
    return (this.known.text ??= this.read());
  }

  /** Candidate identifiers. */
  get words(): ReadonlySet<string> {
    return (this.known.words ??= identifierWords(this.text));
  }

  /** Numbers as digits. */
  get digits(): ReadonlySet<string> {
    return (this.known.digits ??= digitsIn(this.text));
  }

  /** The text normalized like code. */
  get squeezed(): string {
    return (this.known.bare ??= squeezeCode(this.text));
  }
}

/** The wording of a passage. */
export const wordingOf = oncePerPassage((passage) => new Wording(() => passageText(passage)));

/** Code normalized for comparison: without spaces. */
export function squeezeCode(code: string): string {
  return code.replace(/[\s\u200B\uFEFF]+/g, '').replaceAll('&amp;', '&');
}

/** Create a cache of passage wordings, since a source is compared with every locale. */
export function oncePerPassage<Reading extends object>(
  read: (passage: Passage) => Reading,
): (passage: Passage) => Reading {
  const known = new WeakMap<Passage, Reading>();
  return (passage) => {
    const before = known.get(passage);
    if (before !== undefined) return before;
    const reading = read(passage);
    known.set(passage, reading);
    return reading;
  };
}

/** Ordinary words of a text: lower-case letters, at least two. Names and codes are excluded. */
export function naturalWords(text: string): readonly string[] {
  return text.match(/(?<![\p{L}\p{N}_./:@-])\p{Ll}{2,30}(?![\p{L}\p{N}_/:@]|\.\p{L}|-\p{Lu})/gu) ?? [];
}

/**
 * Languages that always put a space after a quote or a bold word. Excluded: languages without spaces between words, those that attach
 * endings to any word, and those we do not know well enough.
 */
export const SPACED_LANGUAGES: ReadonlySet<string> = new Set(
  'ar be bg bs ca cs da de el en es fr gl hr it lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv uk'.split(
    ' ',
  ),
);
