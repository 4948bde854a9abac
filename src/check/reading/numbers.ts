const NUMBER = /\d+(?:[.,'’\u00A0\u202F \u066B\u066C]\d+)*/g;
/** `1万2,500`: myriads in Chinese, Japanese and Korean. */
const MYRIADS = /(\d[\d,]*(?:\.\d+)?) ?([万萬만億亿억]) ?(\d[\d,]*)?/g;
const MYRIAD: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 만: 1e4, 億: 1e8, 亿: 1e8, 억: 1e8 };
/** Zero of each script with its own digits; the others follow it in Unicode. */
const ZEROS = Array.from('٠۰०০੦૦୦௦౦೦൦๐໐༠၀០');
const OTHER_DIGIT = new RegExp(`[${ZEROS.map((zero) => `${zero}-${digitBehind(zero, 9)}`).join('')}]`, 'g');

/**
 * Numbers of a text as digits, including their parts: `2,000` and `2.000` are both `2000`.
 *
 * Digits of other scripts and full-width digits are converted to ASCII.
 */
export function digitsIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const even = text.normalize('NFKC').replace(OTHER_DIGIT, toAscii);
  for (const [number] of even.matchAll(NUMBER)) {
    const parts = number.split(/\D/);
    found.add(bare(parts.join('')));
    for (const part of parts) found.add(bare(part));
  }
  for (const [, many = '', unit = '', rest = ''] of even.matchAll(MYRIADS))
    found.add(String(Math.round(plain(many) * (MYRIAD[unit] ?? 1)) + plain(rest)));
  return found;
}

function bare(digits: string): string {
  return digits.replace(/^0+(?=\d)/, '');
}

function plain(number: string): number {
  return Number(number.replaceAll(',', ''));
}

function toAscii(digit: string): string {
  const zero = ZEROS.find((first) => digit >= first && digit <= digitBehind(first, 9)) ?? digit;
  return String(digit.charCodeAt(0) - zero.charCodeAt(0));
}

function digitBehind(zero: string, value: number): string {
  return String.fromCharCode(zero.charCodeAt(0) + value);
}
