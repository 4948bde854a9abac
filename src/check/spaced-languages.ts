/**
 * Languages that always put a space after a quote or a bold word. Excluded: languages without spaces between words, those that attach
 * endings to any word, and those we do not know well enough.
 */
export const SPACED_LANGUAGES: ReadonlySet<string> = new Set(
  'ar be bg bs ca cs da de el en es fr gl hr it lt lv mk nb nl nn no pl pt ro ru sk sl sq sr sv uk'.split(
    ' ',
  ),
);
