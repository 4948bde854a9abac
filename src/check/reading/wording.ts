import { identifierWords } from './identifiers.js';
import { digitsIn } from './numbers.js';
import { passageText, type Passage } from './passage.js';

/** A text something is looked for in; taken apart when first asked, and only once for all rules. */
export class Wording {
  private known: { text?: string; words?: ReadonlySet<string>; digits?: ReadonlySet<string>; bare?: string } =
    {};

  constructor(private readonly read: () => string) {}

  get text(): string {
    return (this.known.text ??= this.read());
  }

  /** All that could be an identifier. */
  get words(): ReadonlySet<string> {
    return (this.known.words ??= identifierWords(this.text));
  }

  /** Every number, as bare digits. */
  get digits(): ReadonlySet<string> {
    return (this.known.digits ??= digitsIn(this.text));
  }

  /** The text as code is compared. */
  get squeezed(): string {
    return (this.known.bare ??= squeezeCode(this.text));
  }
}

/** The wording of a passage. */
export const wordingOf = oncePerPassage((passage) => new Wording(() => passageText(passage)));

/** Code as it is compared: without spaces, which translators move. */
export function squeezeCode(code: string): string {
  return code.replace(/[\s\u200B\uFEFF]+/g, '').replaceAll('&amp;', '&');
}

/** Make a reading of passages that is done once for each, whichever rule asks: a source is compared with every locale. */
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

/** Words of a text that people write: letters only, small, two and more. Names, codes and the like are left out. */
export function naturalWords(text: string): readonly string[] {
  return text.match(/(?<![\p{L}\p{N}_./:@-])\p{Ll}{2,30}(?![\p{L}\p{N}_/:@]|\.\p{L}|-\p{Lu})/gu) ?? [];
}
