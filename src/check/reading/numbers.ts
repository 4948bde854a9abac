const NUMBER = /\d+(?:[.,'’\u00A0\u202F \u066B\u066C]\d+)*/g;

/**
 * Every number of a text as bare digits, its parts too: `2,000` and `2.000` are both `2000`.
 *
 * Digits of other scripts and full-width ones are read as ASCII.
 */
export function digitsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const even = text.normalize('NFKC').replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  for (const [number] of even.matchAll(NUMBER)) {
    const parts = number.split(/\D/);
    found.add(bare(parts.join('')));
    for (const part of parts) found.add(bare(part));
  }
  return found;
}

function bare(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}
