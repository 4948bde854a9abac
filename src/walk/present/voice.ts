import type { LocaleTag } from '../../article/article.js';
import type { WalkTexts } from '../walk-texts.js';

/** A walk in one language. */
export interface WalkVoice {
  /** The language of its texts; another than the reader's where the walk lacks theirs. */
  readonly language: LocaleTag;
  /** Formats dates and numbers: the reader's locale where its language is spoken, else {@link language}. */
  readonly locale: LocaleTag;
  readonly texts: WalkTexts;
}
