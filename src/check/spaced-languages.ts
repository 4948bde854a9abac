/**
 * Languages that put a space behind a quote or a bold word, whatever follows: those without spaces between words are not among them,
 * nor those that add endings to any word, nor those nobody here knows well enough to tell.
 */
export const SPACED_LANGUAGES: ReadonlySet<string> = new Set(
  'ar be bg bs ca cs da de el en es fr gl hr it lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv uk'.split(
    ' ',
  ),
);
