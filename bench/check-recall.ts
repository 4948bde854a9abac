import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createCheckSettings } from '../src/check/check-settings.js';
import { checkDocument } from '../src/check/check-translation.js';
import { pairDocuments } from '../src/check/reading/pairing.js';
import { textOf } from '../src/check/reading/front-values.js';
import { readDocument, type ArticleDocument } from '../src/check/reading/document.js';
import { digitsIn } from '../src/check/reading/numbers.js';
import { findIdentifiers } from '../src/check/reading/identifiers.js';
import type { Passage } from '../src/check/reading/passage.js';
import { RULE_FACTS, RULES } from '../src/check/rule-table.js';
import wrongLabels from '../src/check/terms/wrong-sense.json' with { type: 'json' };
import wrongWords from '../src/check/terms/wrong-sense-words.json' with { type: 'json' };

/**
 * Measure the checker's recall: the share of faults injected into real articles that it finds, by kind of fault and locale.
 *
 * Each fault is injected into one place of one article, which is then checked with its source; it counts as found if its rule has
 * more findings than before. Faults are injected only where the source has a counterpart of the same version.
 *
 * usage: npm run bench:check-recall -- --content DIR [--tries 20] [--fault PART] [--missed]
 */
const { values } = parseArgs({
  options: {
    content: { type: 'string' },
    tries: { type: 'string', default: '20' },
    fault: { type: 'string', default: '' },
    missed: { type: 'boolean', default: false },
  },
});
const contentDir = values.content;
if (contentDir === undefined) throw new Error('--content DIR is missing');
const TRIES = Number(values.tries);
/** Places tried per article. */
const PLACES = 2;

interface Place {
  readonly here: Passage;
  readonly there: Passage;
  readonly language: string;
  /** Names of two words and more that the source lists. */
  readonly products: readonly string[];
}
interface Fault {
  readonly name: string;
  readonly rule: string;
  /** Languages it makes sense in; default: all. */
  readonly languages?: readonly string[];
  /** The passage's Markdown with the fault; undefined if it has no place for it. */
  readonly spoil?: (place: Place, nth: number) => string | undefined;
  /** The same for a whole file. */
  readonly spoilFile?: (text: string, source: ArticleDocument, nth: number) => string | undefined;
}

const SPACED = ['de', 'es', 'fr', 'it', 'pt', 'sv'];
const LATIN = [...SPACED, 'nl'];
const ENGLISH =
  'This sentence was never translated because the machine stopped before it could reach the end.';

/** Names of some kinds that both passages contain, the translation only once. */
const sharedNames = ({ here, there }: Place, kinds: RegExp): readonly string[] => {
  const known = new Set(findIdentifiers(there.prose).map(({ text }) => text));
  return findIdentifiers(here.prose)
    .filter(({ kind, text }) => kinds.test(kind) && known.has(text) && here.raw.split(text).length === 2)
    .map(({ text }) => text);
};
const exchange = (raw: string, before: string, after: string): string => raw.split(before).join(after);
const altered = (name: string, nth: number): string => {
  const at = Math.floor(name.length / 2);
  return nth % 2 === 0 ? name.slice(0, at) + name.slice(at + 1) : `${name.slice(0, at)}x${name.slice(at)}`;
};
const name =
  (kinds: RegExp, change: (name: string, nth: number) => string): NonNullable<Fault['spoil']> =>
  (place, nth) => {
    const names = sharedNames(place, kinds);
    const chosen = names[nth % Math.max(1, names.length)];
    const changed = chosen === undefined ? undefined : change(chosen, nth);
    return chosen === undefined || changed === undefined || changed === chosen
      ? undefined
      : exchange(place.here.raw, chosen, changed);
  };
/** Replace one match of a pattern in a passage of prose. */
const match =
  (
    pattern: RegExp,
    change: (found: string, nth: number) => string,
    kinds = /./,
  ): NonNullable<Fault['spoil']> =>
  ({ here }, nth) => {
    if (!kinds.test(here.kind) || here.kind === 'code' || here.isUnread) return undefined;
    const found = [...here.raw.matchAll(pattern)];
    const one = found[nth % Math.max(1, found.length)];
    if (one === undefined) return undefined;
    return here.raw.slice(0, one.index) + change(one[0], nth) + here.raw.slice(one.index + one[0].length);
  };
/** Change a value of the front matter. */
const value =
  (
    keys: readonly string[],
    change: (value: string, nth: number) => string,
  ): NonNullable<Fault['spoilFile']> =>
  (text, _source, nth) => {
    const key = keys[nth % keys.length] ?? '';
    const line = new RegExp(`^${key}: (.*)$`, 'm').exec(text);
    const before = line?.[1]?.replace(/^(["'])(.*)\1$/, '$2') ?? '';
    // A value with its own quotes already has another fault.
    if (before === '' || /["'“”„«»「」『』\\:]/.test(before)) return undefined;
    return text.replace(line?.[0] ?? '', () => `${key}: '${change(before, nth).replaceAll("'", "''")}'`);
  };
const pieceOf = (passage: Passage, kind: string): string | undefined => {
  const piece = passage.pieces.find((one) => one.kind === kind);
  return piece && passage.raw.slice(piece.start - passage.start, piece.end - passage.start);
};
const isOrdinary = ({ kind, place, isQuoted, isUnread }: Passage): boolean =>
  kind === 'paragraph' && place === undefined && !isQuoted && !isUnread;

const SMALL_WORDS: Readonly<Record<string, string>> = {
  de: 'der|dem|den|und|für|im',
  es: 'el|la|de|en|con|para',
  fr: 'le|les|des|du|pour|dans',
  it: 'il|di|del|per|con|nel',
  nl: 'de|een|van|en',
  pt: 'os|de|do|em|no|para',
  sv: 'och|att|som|en',
};
const LIST = z.record(
  z.string(),
  z.array(z.object({ for: z.string(), wrong: z.string(), unless: z.string().optional() })),
);
const WRONG_WORDS = LIST.parse(wrongWords);
const WRONG_LABELS = LIST.parse(wrongLabels);
/** A text that a pattern of the list matches; undefined where it needs markup. */
const sampleOf = (pattern = ''): { readonly text: string; readonly isFirst: boolean } | undefined => {
  if (pattern === '' || pattern.includes('uFFF9')) return undefined;
  const text = pattern
    .replace(/\^\\s\*|\\b|\\p\{L\}[*+]/g, '')
    .replace(/\(\?![^)]*\)/g, '')
    .replace(/\(\?:([^|)]*)[^)]*\)\??/g, '$1')
    .replace(/\[(.)[^\]]*\]/g, '$1')
    .replace(/.\?/g, '')
    .split('|')[0];
  return text === undefined || text === '' || !new RegExp(pattern, 'iu').test(text)
    ? undefined
    : { text, isFirst: pattern.startsWith('^') };
};

const FAULTS: readonly Fault[] = [
  { name: 'name altered', rule: 'identifier-lost', spoil: name(/name|path|exception|code/, altered) },
  { name: 'version altered', rule: 'identifier-lost', spoil: name(/version/, (v) => v.replace('.', '')) },
  { name: 'UUID or IP altered', rule: 'identifier-lost', spoil: name(/UUID|IP/, altered) },
  {
    name: 'placeholder translated',
    rule: 'identifier-lost',
    spoil: name(/placeholder/, (p) => p.replace(/[A-Za-z]+/, 'valeur')),
  },
  {
    name: 'name translated away',
    rule: 'identifier-lost',
    spoil: name(/file|snake|camel|exception|code|level/, () => 'Lampe'),
  },
  {
    name: 'full-width colon',
    rule: 'name-broken',
    spoil: name(/prefix/, (n) =>
      /^(?:jcr|cq|sling|xtk|nms|dam|oak|rep|crx):/.test(n) ? n.replace(':', '：') : n,
    ),
  },
  {
    name: 'number altered',
    rule: 'number-lost',
    spoil: ({ here, there }, nth) => {
      const number =
        /(?<![\w.,:/#$€£+-])\d{2,6}(?![\w:/-]|[.,]\d| ?[ap]m| (?:thousand|million|and|to)\b)/i.exec(
          there.prose,
        )?.[0];
      if (number === undefined || Number(number) < 13 || here.raw.split(number).length !== 2)
        return undefined;
      if (Number(number) % 1000 === 0 || !here.prose.includes(number)) return undefined;
      return exchange(here.raw, number, nth % 2 === 0 ? number.slice(0, -1) : `${number}1`);
    },
  },
  {
    name: 'inline code altered',
    rule: 'code-changed',
    spoil: ({ here, there }, nth) => {
      const code = here.pieces.find(
        (piece) =>
          piece.kind === 'code' &&
          piece.text.length > 3 &&
          there.pieces.some(({ kind, text }) => kind === 'code' && text === piece.text),
      );
      if (code === undefined || here.raw.split(code.text).length !== 2) return undefined;
      return exchange(here.raw, code.text, altered(code.text, nth));
    },
  },
  {
    name: 'code block altered',
    rule: 'fence-changed',
    spoil: ({ here }, nth) => {
      const word = here.isFenced ? /[A-Za-z]{5,}/.exec(here.code)?.[0] : undefined;
      return word === undefined
        ? undefined
        : here.raw.replace(new RegExp(`(?<!\`)${word}`), altered(word, nth));
    },
  },
  {
    name: 'code block unfenced',
    rule: 'fence-lost',
    spoil: ({ here }) =>
      here.isFenced ? here.raw.replace(/^[`~]+.*\n|[`~]+\s*$/g, '').replaceAll('#', '') : undefined,
  },
  {
    name: 'step lost',
    rule: 'steps-differ',
    spoilFile: (text, _source, nth) => dropLine(text, /^[1-9]\. .*\n/gm, nth),
  },
  {
    name: 'bullet lost',
    rule: 'list-differs',
    spoilFile: (text, _source, nth) => dropLine(text, /^[-*] .*\n(?=[-*] )/gm, nth),
  },
  {
    name: 'heading lost',
    rule: 'headings-differ',
    spoil: ({ here }) =>
      here.kind === 'heading' && here.level > 1 ? here.raw.replace(/^#+ /, '') : undefined,
  },
  {
    name: 'image lost',
    rule: 'images-differ',
    spoil: ({ here }) => {
      const image = pieceOf(here, 'image');
      return image === undefined ? undefined : here.raw.replace(image, () => 'x');
    },
  },
  {
    name: 'link lost',
    rule: 'links-differ',
    spoil: ({ here }) => {
      const link = /(?<!!)\[([^\]!\n]+)\]\((?:https?:)[^)\s]+\)/.exec(here.raw);
      return link ? here.raw.replace(link[0], () => link[1] ?? '') : undefined;
    },
  },
  {
    name: 'step number changed',
    rule: 'ordered-list-broken',
    spoilFile: (text, _source, nth) => {
      const steps = [...text.matchAll(/(?<=^1\. .*\n)2(?=\. )/gm)];
      const step = steps[nth % Math.max(1, steps.length)];
      return step && `${text.slice(0, step.index)}7${text.slice(step.index + 1)}`;
    },
  },
  {
    name: 'quotes leaked',
    rule: 'quotes-leaked',
    spoilFile: value(['title', 'description', 'keywords'], (text, nth) =>
      (
        [
          ['"', '"'],
          ['„', '“'],
          ['「', '」'],
          ['« ', ' »'],
        ][nth % 4] ?? []
      ).join(text),
    ),
  },
  {
    name: 'one quote leaked',
    rule: 'quotes-unbalanced',
    spoilFile: value(['title', 'description', 'keywords'], (text, nth) =>
      nth % 2 ? `"${text}` : `${text}"`,
    ),
  },
  {
    name: 'quotes escaped',
    rule: 'quotes-escaped',
    spoilFile: value(['title', 'description', 'keywords'], (text) => `\\"${text}\\"`),
  },
  {
    name: 'code gone from title',
    rule: 'title-lacks-identifier',
    spoilFile: (text, source) => {
      const names = findIdentifiers(textOf(source, 'title') ?? '').map(({ text: one }) => one);
      const title = /^title: .*$/m.exec(text)?.[0] ?? '';
      const one = names.find((each) => title.split(each).length === 2);
      return one === undefined ? undefined : text.replace(title, () => exchange(title, one, ''));
    },
  },
  {
    name: 'title in English',
    rule: 'title-untranslated',
    spoilFile: (text, source) => {
      const title = source.data['title'];
      const words = typeof title === 'string' ? title.match(/(?<![\w"'])[a-z]{3,}(?![\w"'])/g) : undefined;
      if (typeof title !== 'string' || (words?.length ?? 0) < 3 || /["']/.test(title)) return undefined;
      return text.replace(/^title: .*$/m, () => `title: ${JSON.stringify(title)}`);
    },
  },
  {
    name: 'heading of another article',
    rule: 'title-heading-differ',
    spoilFile: (text) => text.replace(/^# .*$/m, () => '# Xylophon zum Frühstück'),
  },
  {
    name: 'quote glued',
    rule: 'quote-glued',
    languages: SPACED,
    spoil: match(/(?<=\p{Ll}) (?=\p{L}{4,}\s)/gu, () => ' "Lampe"', /paragraph/),
  },
  {
    name: 'tag glued',
    rule: 'tag-glued',
    languages: SPACED,
    spoil: match(/(?<=\s)\p{Ll}{3,} (?=\p{Ll}{3,}\s)/gu, (word) => `<b>${word.trim()}</b>`, /paragraph/),
  },
  {
    name: 'word doubled',
    rule: 'word-doubled',
    languages: LATIN,
    spoil: match(/(?<=\s)\p{Ll}{5,}(?=\s)/gu, (word) => `${word} ${word}`, /paragraph/),
  },
  {
    name: 'phrase repeated',
    rule: 'text-looped',
    spoil: match(
      /(?<=[\s\p{Ll}])\p{Ll}{3,} \p{Ll}{3,}(?=[\s.])|[\u3040-\u9FFF]{6}(?=[\u3040-\u9FFF])|[\uAC00-\uD7FF]{2,} [\uAC00-\uD7FF]{2,}(?= )/gu,
      (phrase) => Array.from({ length: 3 }, () => phrase).join(/[\u3040-\u9FFF]/.test(phrase) ? '' : ' '),
      /paragraph/,
    ),
  },
  {
    name: 'sentence cut off',
    rule: 'length-differs',
    spoil: ({ here, there }) =>
      isOrdinary(here) && there.prose.length > 250 && here.pieces.every(({ kind }) => kind === 'text')
        ? here.raw.slice(0, here.raw.length / 10)
        : undefined,
  },
  {
    name: 'message translated',
    rule: 'message-translated',
    spoil: ({ here, there }) => {
      const message = /["“\uFFF9]([A-Z][^"“”\n\uFFF9\uFFFC]{11,200})["”\uFFF9]/.exec(there.prose)?.[1] ?? '';
      return /\b(?:error|failed|cannot|unable|invalid|denied|not found)\b/i.test(message) &&
        message.split(' ').length > 3 &&
        !/:$|^(?:Note|If|When|Why|How|What)\b/.test(message)
        ? exchange(here.raw, message, 'Es geht etwas schief und niemand weiß warum')
        : undefined;
    },
  },
  {
    name: 'date swapped',
    rule: 'date-swapped',
    spoil: ({ here }) => {
      const date = /(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?=[ T]\d\d:\d\d:\d\d)/.exec(here.raw);
      return date === null || date[2] === date[3]
        ? undefined
        : exchange(here.raw, date[0], [date[1], date[3], date[2]].join('-'));
    },
  },
  {
    name: 'product translated',
    rule: 'product-translated',
    spoil: ({ here, there, products }) => {
      const product = products.find((one) => there.prose.includes(one) && here.raw.includes(one));
      return product === undefined ? undefined : exchange(here.raw, product, 'Verwaltung der Lampen');
    },
  },
  {
    name: 'image exchanged',
    rule: 'images-differ',
    spoil: match(/(?<=!\[[^\]]*\]\([^)\s]*\/)[^/)\s]+(?=\))/g, () => 'other.png'),
  },
  {
    name: 'table cell lost',
    rule: 'table-differs',
    spoilFile: (text) => text.replace(/(?<=\n\|.*)\| [^|\n]{3,}(?=\|\n)/, ''),
  },
  {
    name: 'double quote lost',
    rule: 'quote-unpaired',
    spoil: ({ here, there }) =>
      (here.prose.match(/"/g)?.length ?? 0) === 2 &&
      !/["“„«「『』」»”]/.test(`${here.prose.replaceAll('"', '')}${there.prose.replaceAll(/["“”]/g, '')}`)
        ? here.raw.replace(/&quot;|"/, '')
        : undefined,
  },
  {
    name: 'small number lost',
    rule: 'number-lost',
    spoil: ({ here, there }) => {
      if (there.kind === 'heading') return undefined;
      const number = /(?<![\w.,:/()-])[4-9](?= (?!thousand|million|of|and|to|or|bits?|am|pm)[a-z]{3,})/.exec(
        there.prose,
      );
      return number === null ||
        /(?:steps?|version|figure|level|part|point|option|issue|items?|[A-Z]\w*) $/.test(
          there.prose.slice(0, number.index),
        ) ||
        here.raw.split(number[0]).length !== 2 ||
        !digitsIn(here.prose).has(number[0])
        ? undefined
        : here.raw.replace(number[0], '');
    },
  },
  {
    name: 'word in the wrong sense',
    rule: 'wrong-sense-word',
    spoil: ({ here, there, language }, nth) => {
      const words = (WRONG_WORDS[language] ?? []).filter(
        (word) =>
          new RegExp(word.for, 'iu').test(there.prose) &&
          !(word.unless !== undefined && new RegExp(word.unless, 'iu').test(there.prose)) &&
          !new RegExp(word.wrong, 'iu').test(here.prose),
      );
      const wrong = sampleOf(words[nth % Math.max(1, words.length)]?.wrong);
      if (wrong === undefined || !isOrdinary(here)) return undefined;
      return wrong.isFirst ? `${wrong.text} ${here.raw}` : `${here.raw} ${wrong.text}`;
    },
  },
  {
    name: 'heading in the wrong sense',
    rule: 'wrong-sense-label',
    spoil: ({ here, there, language }) => {
      const line = there.prose.replaceAll('\uFFF9', '').trim().toLowerCase();
      const term = (WRONG_LABELS[language] ?? []).find((one) => one.for.toLowerCase() === line);
      return term === undefined || here.kind !== 'heading'
        ? undefined
        : here.raw.replace(/(?<=^#+ ).*/, () => term.wrong);
    },
  },
  {
    name: 'acronym moved',
    rule: 'acronym-moved',
    languages: ['es'],
    spoil: ({ here, there }) => {
      const acronym = /(?<=[a-z] )[A-Z]{3,6}(?= [a-z])/.exec(there.prose)?.[0] ?? '';
      const isFirst = new RegExp(`(?:^|[.!?:]\\s+)${acronym}\\b`).test(there.prose);
      return acronym === '' || isFirst || !/^\p{Lu}\p{Ll}+ /u.test(here.raw)
        ? undefined
        : `${acronym} ${here.raw}`;
    },
  },
  {
    name: '"variable" inserted',
    rule: 'word-inserted',
    languages: ['es', 'fr', 'it', 'pt'],
    spoil: (place, nth) => {
      const { here, there, language } = place;
      if (/variab|\bvars?\b|\$\{|parameter|var(?:y|ies)/i.test(there.prose)) return undefined;
      const names = sharedNames(place, /file|name|path/);
      const one = names[nth % Math.max(1, names.length)];
      const words: Readonly<Record<string, string>> = {
        fr: 'la variable',
        pt: 'a variável',
        it: 'la variabile',
      };
      return one === undefined
        ? undefined
        : exchange(here.raw, one, `${words[language] ?? 'la variable'} ${one}`);
    },
  },
  {
    name: 'particle without a word',
    rule: 'particle-orphaned',
    languages: ['ja', 'ko'],
    spoil: ({ here, there, language }) =>
      !isOrdinary(here) || /^\s*(?:is|are|was|were|can|has|have|must|should|will)\b/.test(there.prose)
        ? undefined
        : language === 'ja'
          ? here.raw.replace(/^[^。、\n<*[`]{2,}?を(?=[\p{Script=Katakana}\p{Script=Han}])/u, 'を')
          : here.raw.replace(/^[\uAC00-\uD7AF]+([을를은는]) /, '$1 '),
  },
  {
    name: 'stray stop',
    rule: 'stop-stray',
    spoil: ({ here, there, language }) =>
      /[.:;!?。：；！？]/.test(there.prose.trim().slice(0, -1)) ||
      /[.。]/.test(here.prose.trim().slice(0, -1))
        ? undefined
        : ['ja', 'zh'].includes(language)
          ? here.raw.replace(/(?<=[\p{L}]) ?(?=<b>[^\s<])/u, '。 ')
          : here.raw.replace(/(?<=\p{L}{3}) (?=<b>[^\s<])/u, '. '),
  },
  {
    name: 'sentence cut after a preposition',
    rule: 'sentence-cut',
    languages: LATIN,
    spoil: ({ here, language }) =>
      isOrdinary(here)
        ? here.raw.replace(
            new RegExp(`(?<= \\p{L}{2,} (?:${SMALL_WORDS[language] ?? ''})) [^.<*\\[]+\\.$`, 'u'),
            '.',
          )
        : undefined,
  },
  {
    name: 'two words of a name glued',
    rule: 'name-glued',
    spoil: ({ here, there, products }) => {
      const product = products.find(
        (one) => /^[A-Z][a-z]+ [A-Z][a-z]+$/.test(one) && there.prose.includes(one) && here.raw.includes(one),
      );
      return product === undefined ? undefined : exchange(here.raw, product, product.replace(' ', ''));
    },
  },
  {
    name: 'address swallows text',
    rule: 'autolink-swallows',
    spoil: ({ here, language }) =>
      isOrdinary(here)
        ? `${here.raw} https://help.example/faq${['ja', 'ko', 'zh'].includes(language) ? '을参照' : '&quot;und'}`
        : undefined,
  },
  {
    name: 'semicolon swallowed by an entity',
    rule: 'name-broken',
    spoil: match(
      /(?<=\p{L}{2}) (?=\p{L}{2})/gu,
      (_gap, nth) => ['&nbsp ', ' &quot； ', '&amp ', ' &gt； ', ' &#39 '][nth % 5] ?? '',
      /paragraph/,
    ),
  },
  {
    name: 'address encoded twice',
    rule: 'address-double-encoded',
    spoil: match(/(?<=\]\(https?:[^)\s?#]{5,})(?=\))/g, () => '?a=1&amp;amp;b=2'),
  },
  {
    name: 'emphasis open',
    rule: 'emphasis-broken',
    spoil: match(
      /(?<![\w*\\])\*(?=[^\s*])[^*\n]+\*(?!\*)/g,
      (emphasis) => emphasis.slice(0, -1),
      /paragraph/,
    ),
  },
  {
    name: 'zero-width run',
    rule: 'zero-width-run',
    spoil: ({ here }) => (isOrdinary(here) ? `${here.raw}\u200B\u200B` : undefined),
  },
  {
    name: 'paragraph in English',
    rule: 'paragraph-untranslated',
    spoil: ({ here, there }) => {
      const text = there.raw;
      return isOrdinary(here) &&
        there.pieces.every(({ kind }) => kind === 'text') &&
        (text.match(/(?<![\w.])[a-z]{3,}(?![\w.])/g)?.length ?? 0) > 8 &&
        !/^["“*]|[{}=;\\]|\d:\d/.test(text)
        ? text
        : undefined;
    },
  },
  {
    name: 'text in English',
    rule: 'language-differs',
    spoilFile: (text) => `${text.slice(0, text.indexOf('\n# '))}\n\n# X\n\n${`${ENGLISH} `.repeat(5)}\n`,
  },
  {
    name: 'older version',
    rule: 'outdated',
    spoilFile: (text) => text.replace(/^(version-number: )\d+/m, '$10'),
  },
  {
    name: 'newer version',
    rule: 'ahead-of-source',
    spoilFile: (text) => text.replace(/^(version-number: \d+)/m, '$10'),
  },
  {
    name: 'other products',
    rule: 'metadata-differs',
    spoilFile: (text) => text.replace(/^(solution: )(.*)$/m, '$1Lampe'),
  },
  {
    name: 'internal or signed address',
    rule: 'private-data',
    spoil: ({ here }, nth) =>
      isOrdinary(here)
        ? `${here.raw} ${
            [
              'https://wiki.intranet.example/lamp',
              'https://acme.sharepoint.com/sites/a',
              '[x](https://files.example/a?access_token=0123456789abcdef)',
              '[x](https://files.example/a?X-Amz-Signature=4f3c2b1a09e8d7c6b5a4)',
              '[x](https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Flantern.example)',
            ][nth % 5] ?? ''
          }`
        : undefined,
  },
];

function productsOf({ data }: ArticleDocument): readonly string[] {
  const listed = ['solution', 'product', 'applies-to'].map((key) => data[key]).join();
  return listed
    .split(',')
    .map((product) => product.trim())
    .filter((product) => product.includes(' '));
}

function dropLine(text: string, pattern: RegExp, nth: number): string | undefined {
  const body = text.indexOf('\n---\n') + 5;
  const lines = [...text.matchAll(pattern)].filter(({ index }) => index > body);
  const line = lines[nth % Math.max(1, lines.length)];
  return line && text.slice(0, line.index) + text.slice(line.index + line[0].length);
}

const settings = createCheckSettings({
  ruleIds: new Set(RULE_FACTS.map(({ id }) => id)),
  internalHosts: ['*.intranet.*', '*.sharepoint.com'],
});
const read = (
  locale: string,
  file: string,
): { readonly text: string; readonly document: ArticleDocument } => {
  const text = readFileSync(path.join(contentDir, locale, 'articles', file), 'utf8');
  return { text, document: readDocument({ path: `${locale}/${file}`, locale, text }) };
};
const files = readdirSync(path.join(contentDir, 'en', 'articles')).sort();
const locales = readdirSync(contentDir, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'en' && entry.name !== 'terms')
  .map(({ name: locale }) => locale);
const sources = new Map(files.map((file) => [file, read('en', file)]));
const results = new Map<string, Map<string, { sown: number; found: number }>>();

for (const locale of locales) {
  const language = new Intl.Locale(locale).language;
  const translations = files.flatMap((file) => {
    const source = sources.get(file);
    try {
      return source === undefined ? [] : [{ file, source: source.document, ...read(locale, file) }];
    } catch {
      return [];
    }
  });
  const pairings = new Map(
    translations.map(({ file, source, document }) => [file, pairDocuments(source, document).all.pairs]),
  );
  for (const { name: fault, rule: id, languages, spoil, spoilFile } of FAULTS) {
    if (!fault.includes(values.fault) || languages?.includes(language) === false) continue;
    const rules = RULES.filter((rule) => rule.id === id);
    const counts = { sown: 0, found: 0 };
    const row = results.get(`${fault} (${id})`) ?? new Map<string, { sown: number; found: number }>();
    results.set(`${fault} (${id})`, row.set(locale, counts));
    translations: for (const { file, source, document, text } of translations) {
      if (source.version !== document.version) continue;
      const spoilt =
        spoilFile === undefined
          ? (pairings.get(file) ?? [])
              .flatMap(({ source: there, translation: here }) => {
                const raw = spoil?.({ here, there, language, products: productsOf(source) }, counts.sown);
                return raw === undefined || raw === here.raw || text.split(here.raw).length !== 2
                  ? []
                  : [text.replace(here.raw, () => raw)];
              })
              .slice(0, PLACES)
          : [spoilFile(text, source, counts.sown) ?? text];
      for (const changed of spoilt) {
        if (changed === text) continue;
        const count = (of: ArticleDocument): number => checkDocument(of, source, settings, rules).length;
        counts.sown += 1;
        if (count(readDocument({ path: `${locale}/${file}`, locale, text: changed })) > count(document))
          counts.found += 1;
        else if (values.missed) {
          const [before, after] = [text.split('\n'), changed.split('\n')];
          const line = after.findIndex((one, index) => one !== before[index]);
          console.log(
            `${fault} not found in ${locale}/${file}:${line + 1}\n  ${before[line]?.slice(0, 300) ?? ''}\n  ${after[line]?.slice(0, 300) ?? ''}`,
          );
        }
        if (counts.sown >= TRIES) break translations;
      }
    }
  }
}

console.table(
  Object.fromEntries(
    [...results].map(([fault, row]) => {
      const all = [...row.values()];
      const [sown, found] = [all, all].map((counts, i) =>
        counts.reduce((sum, count) => sum + (i === 0 ? count.sown : count.found), 0),
      );
      const cells = [...row].map(([locale, count]) => [
        locale,
        count.found === count.sown ? String(count.sown) : `${count.found}/${count.sown}`,
      ]);
      const share = sown ? `${Math.round((1000 * (found ?? 0)) / sown) / 10} %` : '';
      return [fault, { all: sown, found: share, ...Object.fromEntries(cells) }];
    }),
  ),
);
