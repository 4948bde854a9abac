import { identifierWords } from './identifiers.js';
import { digitsIn } from './numbers.js';
import { oncePerPassage } from './once-per-passage.js';
import { passageText } from './passage.js';

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
