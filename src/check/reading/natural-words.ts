/** Words of a text that people write: letters only, small, two and more. Names, codes and the like are left out. */
export function naturalWords(text: string): readonly string[] {
  return text.match(/(?<![\p{L}\p{N}_./:@-])\p{Ll}{2,30}(?![\p{L}\p{N}_/:@]|\.\p{L}|-\p{Lu})/gu) ?? [];
}
