const TWO_DIGIT_ITEM = /^( *)(\d{2})[.)] +\S/;

/**
 * Give the children of list items 10 and up the fourth space they need.
 *
 * Translations indent them by three, so that CommonMark ends the list there and starts another at 11.
 *
 * @returns The lines, those under such an item shifted by one column.
 * @see docs/decisions/0006-two-digit-items.md
 */
export function shiftTwoDigitItems(lines: readonly string[]): string[] {
  const shifted: string[] = [];
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    shifted.push(line);
    index += 1;
    const item = TWO_DIGIT_ITEM.exec(line);
    if (item === null) continue;
    const short = (item[1]?.length ?? 0) + 3;
    const end = childrenEnd(lines, index, short);
    if (end === undefined) continue;
    for (; index < end; index++) {
      const child = lines[index] ?? '';
      shifted.push(child === '' ? child : ` ${child}`);
    }
  }
  return shifted;
}

/** Where the block of continuation lines ends; undefined when the first of them is not indented one short. */
function childrenEnd(lines: readonly string[], from: number, short: number): number | undefined {
  let first = from;
  while (lines[first]?.trim() === '') first += 1;
  const opening = lines[first];
  if (opening === undefined || indentOf(opening) !== short) return undefined;
  let end = first;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    if (line.trim() !== '' && indentOf(line) < short) break;
    end += 1;
  }
  return end;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
