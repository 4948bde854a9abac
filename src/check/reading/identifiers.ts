const EXTENSIONS =
  'log|xml|json|ya?ml|jar|zip|war|jsp|js|ts|css|scss|html?|java|php|py|sh|bat|exe|dll|so|conf|cfg|ini|properties|csv|txt|md|sql|pdf|png|jpe?g|gif|svg|indd|tar|gz|tgz|cnf|pem|crt|cer|key|pfx|p12|any|farm|vars|plist|dmg|pkg|msi|apk|ipa|har|pcap|lock|env|template|toml';

const LOG_LEVEL = /^(?:ERROR|WARN|INFO|DEBUG|FATAL|TRACE|SEVERE)$/;

/** Tried in order; anchored patterns on short words. */
const KINDS = [
  ['UUID', /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i],
  ['IP address', /^\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5}|\/\d{1,2})?$/],
  ['error code', /^(?:[A-Z][A-Z\d]{1,9}-\d{2,9}|[a-z][a-z\d]{1,9}-\d{5,9}|0x[\da-fA-F]{2,16})$/],
  ['placeholder', /^(?:\$\{[\w.:$/-]+\}|\{\{[\w.:-]+\}\}|\{\d\}|%(?:\d\$)?[sd]|%\{\w+\}|#\{[\w.]+\})$/],
  ['path', /^(?:\/[\w@.~%+$:{}-]+){2,}\/?$/],
  ['path', /^[A-Z]:\\[\w\\.~-]{2,}$/],
  ['version', /^v?\d{1,4}(?:\.\d{1,6}){2,5}(?:-[\w.]+)?$/],
  ['file name', new RegExp(`^[\\w$~-][\\w$.~-]*\\.(?:${EXTENSIONS})$`)],
  ['dotted name', /^[A-Za-z_$][\w$]+(?:\.[A-Za-z_$][\w$]+){2,}(?:\(\))?$/],
  ['dotted name', /^[a-z][a-z\d]+\.(?:[a-z]+[A-Z]\w*)(?:\(\))?$/],
  ['host name', /^[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:com|net|org|io|cloud|dev)$/],
  ['prefixed name', /^[a-z]{2,10}:[a-z]+[A-Z][A-Za-z]*$/],
  [
    'prefixed name',
    /^(?:xtk|nms|jcr|cq|rep|sling|granite|dam|oak|crx|nt|mix|fd|xs|xsl|ncm|nl|cus|temp|ref):[a-zA-Z_]\w*$/,
  ],
  ['snake_case name', /^[A-Za-z\d$]+(?:_[A-Za-z\d$]+)+$/],
  ['exception', /^[A-Z][a-z]+(?:[A-Z][a-z]+){0,6}(?:Exception|Error)$/],
  ['camelCase name', /^[a-z]{2,}\d*[A-Z]\w*$/],
  ['log level', LOG_LEVEL],
] as const satisfies readonly (readonly [string, RegExp])[];

/** A word, and its index in the text it was found in. */
export interface Word {
  readonly text: string;
  readonly index: number;
}

/** An identifier, the same in every language. */
export interface Identifier extends Word {
  readonly kind: (typeof KINDS)[number][0];
}

/** Quick test: plain words are not identifiers. */
const UNLIKE_PROSE = /[^A-Za-z]|.[A-Z]/;
const WORD = /[!#-&+\-./\d:=?@A-Z\\_a-z{|}~]+/g;
const LONGEST = 200;
const TRAILING = '.:!?-=|@&+/';
const LEADING = '.:!?-=|@&+#';
/** Dates, time zones and date placeholders, which differ between languages. */
const DATE =
  /^(?:\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})|\d{4}\.\d{1,2}\.\d{1,2}|[YMDHdmyhs]{2,4}(?:_[YMDHdmyhs]{2,4})+|(?:[QH]\d|[FC]Y|JAN|FEB|MAR|APR|MAY|JUNE?|JULY?|AUG|SEPT?|OCT|NOV|DEC)-\d{2,4}|(?:UTC|GMT)-\d{1,4})$/;
/** Words that look like identifiers: `userID`, `messages_Test`, `Element_Name`, `webSDK`. */
const WORDS =
  /^(?:[a-z]+_[A-Z][a-z]+|[A-Z][a-z]+(?:_[A-Z][a-z]+)+|[\d_]+|(?:user|page|client|session|device|customer|order|message|visitor|asset)I[Dd]s?|(?:web|mobile)SDKs?|[a-z]{3,}(?:The|This|These|There|You|We|Please))$/;
/** Placeholders, which translators may translate. */
const EXAMPLE = /^(?:your|my|example|sample)(?:[A-Z_.-]|domain|company|site)|^\/path\/to\//;
/** Language-specific hosts: `de.wikipedia.org`. */
const LOCAL_HOST = /^[a-z]{2}\.[a-z\d-]+\.(?:com|net|org|io)$/;
/** Brand names with a capital inside. */
const BRANDS = new Set(['macOS', 'tvOS', 'watchOS', 'iPadOS', 'eBay', 'jQuery']);

/** Find the identifiers in a text. */
export function findIdentifiers(text: string): readonly Identifier[] {
  return wordsIn(text).flatMap((word) => {
    const kind = kindOf(word.text);
    if (kind === undefined || (kind === 'log level' && isShouted(text, word))) return [];
    return [{ ...word, kind }];
  });
}

/** Whether an all-caps word is next to another, as in `HOW TO FIX THE ERROR`, and therefore plain text. */
function isShouted(text: string, { text: word, index }: Word): boolean {
  const end = index + word.length;
  const neighbours = [
    /(?<![\w-])[A-Z]{2,} $/.exec(text.slice(Math.max(0, index - 20), index))?.[0],
    /^ [A-Z]{2,}(?![\w-])/.exec(text.slice(end, end + 20))?.[0],
  ];
  return neighbours.some((other) => other !== undefined && !LOG_LEVEL.test(other.trim()));
}

/** Candidate identifiers in order: ASCII runs without spaces, quotes and brackets. */
export function wordsIn(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    if (match[0].length > LONGEST) continue;
    const [word, lead] = trimWord(match[0]);
    if (word !== '') words.push({ text: word, index: match.index + lead });
  }
  return words;
}

/** The same as a set. */
export function identifierWords(text: string): ReadonlySet<string> {
  return new Set(wordsIn(text).map((word) => word.text));
}

function kindOf(word: string): Identifier['kind'] | undefined {
  if (word.length < 2 || !UNLIKE_PROSE.test(word)) return undefined;
  if (BRANDS.has(word) || DATE.test(word) || WORDS.test(word) || EXAMPLE.test(word)) return undefined;
  return LOCAL_HOST.test(word) ? undefined : KINDS.find(([, pattern]) => pattern.test(word))?.[0];
}

function trimWord(word: string): readonly [string, number] {
  let [start, end] = [0, word.length];
  while (end > start && TRAILING.includes(word.charAt(end - 1))) end -= 1;
  while (start < end && LEADING.includes(word.charAt(start))) start += 1;
  return [word.slice(start, end), start];
}
