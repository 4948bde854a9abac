/** A kind of fault and how to inject it. */
export interface Seed {
  readonly fault: string;
  /** The rule that must find it. */
  readonly rule: string;
  /** Where it makes sense; default: everywhere. */
  readonly locales?: readonly string[];
  /**
   * Inject the fault into an article.
   *
   * @param place - Chooses among the places where the fault can be.
   * @param kind - Chooses among its variants.
   * @returns Undefined if the article has no such place.
   */
  readonly sow: (text: string, place: number, kind: number, locale: string) => string | undefined;
}

/** Replace one of the matches of a pattern in the body. */
function spoil(
  pattern: RegExp,
  change: (found: string, kind: number) => string,
  part: 'body' | 'front' = 'body',
): Seed['sow'] {
  return (text, place, kind) => {
    const bodyStart = text.indexOf('\n---\n') + 5;
    const matches = [
      ...text.matchAll(
        new RegExp(pattern, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`),
      ),
    ].filter(({ index }) => index >= bodyStart === (part === 'body'));
    const match = matches[place % Math.max(1, matches.length)];
    if (match === undefined) return undefined;
    return text.slice(0, match.index) + change(match[0], kind) + text.slice(match.index + match[0].length);
  };
}

/** Drop or double the character in the middle. */
function mutate(name: string, kind: number): string {
  const at = Math.floor(name.length / 2);
  return kind % 2 === 0 ? name.slice(0, at) + name.slice(at + 1) : `${name.slice(0, at)}x${name.slice(at)}`;
}

/** Change a value of the front matter. */
function spoilValue(keys: readonly string[], change: (value: string, kind: number) => string): Seed['sow'] {
  return (text, place, kind) => {
    const key = keys[place % keys.length] ?? '';
    return text.replace(
      new RegExp(`^${key}: (.*)$`, 'm'),
      (_line, value: string) => `${key}: '${change(value, kind).replaceAll("'", "''")}'`,
    );
  };
}

const NAME =
  /LMP-120008|error\.log|192\.0\.2\.17|com\.lantern\.core\.LightService|lamp_state|\/var\/lantern\/state|isRunning|8\.2\.14|nms:powerState|battery\.xml|\$\{lamp\.id\}|\/etc\/lantern\/battery\.xml|NullPointerException|3f2504e0-4f89-11d3-9a0c-0305e82c3301|lampMode/;
const ALPHABETIC = ['de', 'pt-BR'];
const STEP = /^\d\. .*$/m;
const QUOTES = [
  ['"', '"'],
  ['„', '“'],
  ['「', '」'],
  ['« ', ' »'],
] as const;
/** A paragraph of plain prose. */
const PARAGRAPH = /(?<=\n\n)(?![#|>*\-`! ]|\d\. )[^\n]{20,}(?=\n\n|\n$)/;

/** Every kind of fault the checker must find. */
export const SEEDS: readonly Seed[] = [
  { fault: 'a name altered', rule: 'identifier-lost', sow: spoil(NAME, mutate) },
  {
    fault: 'a name translated away',
    rule: 'identifier-lost',
    sow: spoil(/(?<=\s)(?:ERROR|error\.log|lamp_state|isRunning|battery\.xml|lampMode)(?=\s)/, () => 'Lampe'),
  },
  {
    fault: 'a full-width colon in a name',
    rule: 'identifier-lost',
    sow: spoil(/nms:powerState/, () => 'nms：powerState'),
  },
  {
    fault: 'a character reference without its semicolon',
    rule: 'name-broken',
    sow: spoil(/(?<=\p{L}) (?=\p{L})/u, (_gap, kind) => ['&nbsp ', ' &quot； ', ' &gt； '][kind % 3] ?? ''),
  },
  {
    fault: 'a product translated though its initials stand beside it',
    rule: 'product-translated',
    sow: (text) =>
      text.includes('Lantern Cloud') ? text.replace(/(?<=\n\n.*)Lantern Cloud/g, 'Laterne') : undefined,
  },
  {
    fault: 'an address with commas',
    rule: 'identifier-lost',
    sow: spoil(/192\.0\.2\.17/, () => '192,0,2,17'),
  },
  {
    fault: 'a number altered',
    rule: 'number-lost',
    sow: spoil(/(?<=\s)(?:75|65[.,]536|30|2048|128)(?=\s)/, (number, kind) =>
      kind % 2 === 0 ? number.slice(0, -1) : `${number}1`,
    ),
  },
  {
    fault: 'inline code altered',
    rule: 'code-changed',
    sow: spoil(/`[^`\n]{3,}`/, (code, kind) =>
      kind % 3 === 0 ? code.replaceAll('`', '') : mutate(code, kind),
    ),
  },
  {
    fault: 'a block of code altered',
    rule: 'fence-changed',
    sow: spoil(/lamp --(?:reset --verbose|on)/, mutate),
  },
  {
    fault: 'a block of code unfenced',
    rule: 'fence-lost',
    sow: (text) => (text.includes('```') ? text.replaceAll('   ```\n', '') : undefined),
  },
  { fault: 'a step lost', rule: 'steps-differ', sow: spoil(/^\d\. .*\n/m, () => '') },
  { fault: 'a step joined to the one before', rule: 'steps-differ', sow: spoil(/\n[2-5]\. /, () => ' ') },
  { fault: 'a bullet lost', rule: 'list-differs', sow: spoil(/^- .*\n/m, () => '') },
  { fault: 'a heading lost', rule: 'headings-differ', sow: spoil(/^#{2,3} /m, () => '') },
  { fault: 'a table cell lost', rule: 'table-differs', sow: spoil(/ \| (?=[^\s-][^\n]* \|\n)/, () => ' ') },
  { fault: 'an image lost', rule: 'images-differ', sow: spoil(/!\[\]\(assets\/lamp\.png\)/, () => '') },
  {
    fault: 'an image exchanged',
    rule: 'images-differ',
    sow: spoil(/assets\/lamp\.png/, () => 'assets/other.png'),
  },
  {
    fault: 'a link lost',
    rule: 'links-differ',
    sow: spoil(/\[([^\]\n]+)\]\([^)\n]+\)/, (link) => link.replace(/^\[|\].*$/g, '')),
  },
  { fault: 'a link torn apart', rule: 'links-differ', sow: spoil(/(?<!!\[)\]\(/, () => '] (') },
  {
    fault: 'a list interrupted',
    rule: 'ordered-list-broken',
    sow: spoil(/\n[2-5]\. /, (marker) => `\n\nLampe\n${marker}`),
  },
  {
    fault: 'a number of a step changed',
    rule: 'ordered-list-broken',
    sow: spoil(/^[2-5](?=\. )/m, (number) => String(Number(number) + 3)),
  },
  {
    fault: 'leaked quotes',
    rule: 'quotes-leaked',
    sow: spoilValue(['title', 'description', 'keywords'], (value, kind) =>
      (QUOTES[kind % QUOTES.length] ?? ['"', '"']).join(value),
    ),
  },
  {
    fault: 'one leaked quote',
    rule: 'quotes-unbalanced',
    sow: spoilValue(['title', 'description', 'keywords'], (value, kind) =>
      kind % 2 === 0 ? `"${value}` : `${value}"`,
    ),
  },
  {
    fault: 'escaped quotes',
    rule: 'quotes-escaped',
    sow: spoilValue(['title', 'description', 'keywords'], (value) => `\\"${value}\\"`),
  },
  {
    fault: 'a product before the marker',
    rule: 'product-before-quote',
    sow: spoilValue(['keywords'], (value, kind) => `${['Lantern', 'LC', 'AEM'][kind % 3] ?? ''} "${value}"`),
  },
  {
    fault: 'a description that is only the word',
    rule: 'placeholder-description',
    sow: spoilValue(
      ['description'],
      (_value, kind) => ['Beschreibung', 'Descrição', '説明', '설명', 'Description', '描述'][kind % 6] ?? '',
    ),
  },
  {
    fault: 'a title without its code',
    rule: 'title-lacks-identifier',
    sow: (text) =>
      /^title: .*LMP-120008/m.test(text) ? text.replace(/^(title: .*)LMP-120008/m, '$1') : undefined,
  },
  {
    fault: 'a title not translated',
    rule: 'title-untranslated',
    sow: (text) =>
      text.replace(
        /^title: .*$/m,
        text.includes('KA-90101') && text.includes('LMP-120008')
          ? 'title: The lamp goes dark with error LMP-120008'
          : 'title: Batteries of the lamp run out within an hour',
      ),
  },
  {
    fault: 'a heading of another article',
    rule: 'title-heading-differ',
    sow: (text, _place, kind) =>
      text.replace(
        /^# .*$/m,
        `# ${['Xylophon zum Frühstück', 'Quittung NEO-4711', '別の話題について'][kind % 3] ?? ''}`,
      ),
  },
  {
    fault: 'a heading in the wrong sense',
    rule: 'wrong-sense-label',
    sow: (text, _place, _kind, locale) =>
      text.replace(
        /^## .*\{#resolution\}$/m,
        `## ${{ de: 'Bildschirmauflösung', 'pt-BR': 'Resolução da tela', ja: '解像度' }[locale] ?? ''} {#resolution}`,
      ),
  },
  {
    fault: 'a quote glued to the next word',
    rule: 'quote-glued',
    locales: ALPHABETIC,
    sow: spoil(/(?<=[a-zçãé]) (?=\p{L}{4,}\s)/u, (gap) => ` &quot;Lampe&quot;${gap.trim()}`),
  },
  {
    fault: 'a tag glued to the next word',
    rule: 'tag-glued',
    locales: ALPHABETIC,
    sow: spoil(/(?<=\s)\p{Lu}?\p{Ll}{3,} (?=\p{Ll}{3,}\s)/u, (word) => `<b>${word.trim()}</b>`),
  },
  {
    fault: 'a word doubled',
    rule: 'word-doubled',
    locales: ALPHABETIC,
    sow: spoil(/(?<=\s)(?!isRunning)\p{Ll}{4,}(?=\s)/u, (word) => `${word} ${word}`),
  },
  {
    fault: 'a product doubled',
    rule: 'word-doubled',
    sow: spoil(/Lantern(?= )/, (word) => `${word} ${word}`),
  },
  {
    fault: 'an address that swallows text',
    rule: 'autolink-swallows',
    locales: ['ja'],
    sow: spoil(/。(?=\n)/, () => '。詳細はhttps://help.example/faqを参照'),
  },
  {
    fault: 'an address that swallows a quote',
    rule: 'autolink-swallows',
    locales: ALPHABETIC,
    sow: spoil(/\.(?=\n\n)/, () => ': &quot;https://help.example/faq&quot;und.'),
  },
  {
    fault: 'an address encoded twice',
    rule: 'address-double-encoded',
    sow: spoil(/\.html(?=\))|guide(?=\))/, (end) => `${end}?a=1&amp;amp;b=2`),
  },
  {
    fault: 'emphasis that does not close',
    rule: 'emphasis-broken',
    sow: spoil(/(?<=\s|、|が )\*(?=[^\s*])[^*\n]+\*/, (emphasis, kind) =>
      kind % 2 === 0 ? `${emphasis.slice(0, -1)} *` : emphasis.slice(0, -1),
    ),
  },
  {
    fault: 'zero-width characters in a row',
    rule: 'zero-width-run',
    sow: spoil(/(?<=\n\n)(?![#|>!`])(?=\S)/, (_nothing, kind) =>
      kind % 2 === 0 ? '\u200B\u200B' : '&#x200B;&#x200B;&#x200B;',
    ),
  },
  {
    fault: 'a paragraph not translated',
    rule: 'paragraph-untranslated',
    sow: (text, place) => untranslate(text, place),
  },
  {
    fault: 'an older version',
    rule: 'outdated',
    sow: (text, _place, kind) => text.replace('version-number: 4', `version-number: ${(kind % 3) + 1}`),
  },
  {
    fault: 'a newer version',
    rule: 'ahead-of-source',
    sow: (text, _place, kind) => text.replace('version-number: 4', `version-number: ${(kind % 3) + 5}`),
  },
  {
    fault: 'other products',
    rule: 'metadata-differs',
    sow: spoilValue(['solution', 'product', 'applies-to'], (value) => value.replace('Lantern', 'Laterne')),
  },
  {
    fault: 'another kind of article',
    rule: 'metadata-differs',
    sow: (text) => text.replace('bug: false', 'bug: true'),
  },
  {
    fault: 'an internal address',
    rule: 'private-data',
    sow: spoil(
      /[.。](?=\n)/,
      (end, kind) =>
        `${end} https://${['wiki.intranet.example', 'acme.sharepoint.com', 'team.slack.com'][kind % 3] ?? ''}/lamp/${kind}`,
    ),
  },
  {
    fault: 'a signed address',
    rule: 'private-data',
    sow: spoil(
      /[.。](?=\n)/,
      (end, kind) =>
        `${end} [x](https://files.example/a?${['sessiontoken', 'access_token', 'signature'][kind % 3] ?? ''}=0123456789abcdef)`,
    ),
  },
  {
    fault: 'an address with a token of a service, or a mail filter around it',
    rule: 'private-data',
    sow: spoil(/[.。](?=\n)/, (end, kind) => {
      const address = [
        'files.example/a?api_key=4f3c2b1a09e8d7c6b5a4',
        'files.example/a?id=7&token=eyJhbGciOiJIUzI1NiJ9.e30.4f3c2b1a',
        'files.example/a?X-Amz-Signature=4f3c2b1a09e8d7c6b5a4',
        'eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Flantern.example',
        'urldefense.com/v3/__https://lantern.example__',
      ][kind % 5];
      return `${end} [x](https://${address ?? ''})`;
    }),
  },
  {
    fault: 'a paragraph too long to be read',
    rule: 'passage-unread',
    sow: spoil(/(?<=\n\n)[^\n#|>*`!-][^\n]{20,}(?=\n\n)/, (text) => `${text} `.repeat(2000).slice(0, 40_000)),
  },
  {
    fault: 'a link to no article',
    rule: 'dead-article-link',
    sow: spoil(/KA-90102(?=\.html)/, (_number, kind) => `KA-${70_000 + (kind % 9999)}`),
  },
  {
    fault: 'a suppression without a reason',
    rule: 'suppression-invalid',
    sow: spoil(STEP, (step) => `<!-- parlance-disable-next-line word-doubled -->\n${step}`),
  },
  {
    fault: 'text of another language',
    rule: 'language-differs',
    sow: (text, _place, kind) =>
      `${text.slice(0, text.indexOf('\n# '))}\n\n${OTHER_LANGUAGES[kind % OTHER_LANGUAGES.length] ?? ''}\n`,
  },
];

const OTHER_LANGUAGES = [
  'La lámpara parpadea tres veces después de cada actualización y luego permanece apagada durante varios minutos. Compruebe que el cable esté conectado. Si la lámpara sigue apagada, póngase en contacto con el servicio de asistencia. '.repeat(
    3,
  ),
  'La lampe clignote trois fois après chaque mise à jour, puis elle reste éteinte pendant plusieurs minutes. Vérifiez que le câble est bien branché. Si la lampe reste éteinte, contactez le service d’assistance. '.repeat(
    3,
  ),
  'The lamp blinks three times after each update and then stays dark for several minutes. Check that the cable is plugged in. If the lamp stays dark, contact the support team. '.repeat(
    3,
  ),
];

/** Replace a paragraph with English prose of the source. */
function untranslate(text: string, place: number): string | undefined {
  const isFirst = text.includes('LMP-120008');
  const originals = isFirst
    ? [
        'This article explains why the lamp goes dark after an update and how to bring the light back.',
        'The lamp goes dark and the file error.log shows LMP-120008 with the level ERROR.',
        'The service at 192.0.2.17 stops, and com.lantern.core.LightService writes the property lamp_state to /var/lantern/state.',
        'The message "light restored" confirms that the lamp works as it should.',
      ]
    : [
        'The batteries of the lamp last for one hour only, although they are new and fully charged.',
        'The lamp asks for nms:powerState every second, and the file battery.xml grows to 2048 kilobytes.',
        'The placeholder ${lamp.id} in /etc/lantern/battery.xml stays empty, and NullPointerException shows up in the log.',
      ];
  const bodyStart = text.indexOf('\n---\n') + 5;
  const paragraphs = [...text.matchAll(new RegExp(PARAGRAPH, 'g'))].filter(({ index }) => index > bodyStart);
  const chosen = isFirst ? [0, 1, 2, paragraphs.length - 1] : [0, 1, 2];
  const at = place % originals.length;
  const match = paragraphs[chosen[at] ?? 0];
  if (match === undefined) return undefined;
  return text.slice(0, match.index) + (originals[at] ?? '') + text.slice(match.index + match[0].length);
}
