import { frontValues } from '../../reading/front-values.js';
import type { Hit, Rule } from '../../rule.js';

/** Prefixes of machine-readable names: namespaces of repositories, databases, markup and URLs. */
const PREFIX = '(?:jcr|cq|sling|granite|dam|oak|rep|crx|nt|mix|xtk|nms|ncm|nl|fd|xs|xsl|xml|https?|urn)';
/** A character reference without its semicolon, which is displayed literally. */
const REFERENCE = '&(?:quot|apos|amp|lt|gt|nbsp|#\\d{2,5}|#x[\\da-f]{2,5})(?:；|(?![;\\w=]))';
/** A space after the colon; followed by a word in the local script. */
const SPLIT = '(?<![A-Za-z\\d])(?:jcr|cq|sling|xtk|nms|ncm|crx):[ \\u00A0]{1,2}\\p{L}[\\p{L}\\d]*';
/** These, or a full-width colon within a name. */
const BROKEN = new RegExp(`(?<![A-Za-z\\d])${PREFIX}：[A-Za-z_/]\\w*|${SPLIT}|${REFERENCE}`, 'gu');
/** In code, any two ASCII words form a name. */
const IN_CODE = /[A-Za-z\d_.-]+：[A-Za-z\d_/.-]+/g;

/** A name or character reference that machines read, broken at its mark. */
export const nameBroken: Rule = {
  id: 'name-broken',
  severity: 'error',
  summary: 'A name is broken at its colon, or a character reference at its semicolon.',
  looksAt: 'alone',
  onSource: false,
  *check({ translation, source }) {
    let original: string | undefined;
    const isInSource = (name: string): boolean => {
      if (source === undefined) return false;
      original ??= JSON.stringify([source.data, source.passages.map(({ prose }) => prose)]);
      return original.includes(name);
    };
    for (const { key, value } of frontValues(translation)) {
      for (const [name] of value.matchAll(BROKEN))
        if (!isInSource(name)) yield { message: messageOf(name, key), at: { key }, ...fixOf(name) };
    }
    for (const passage of translation.passages) {
      for (const { 0: name, index } of passage.prose.matchAll(BROKEN))
        if (!isInSource(name))
          yield { message: messageOf(name), at: passage.span(index, name.length), ...fixOf(name) };
      const { kind, start, end, code } = passage;
      for (const piece of kind === 'code' ? [{ kind, start, end, text: code }] : passage.pieces)
        if (piece.kind === 'code')
          for (const [name] of piece.text.matchAll(IN_CODE))
            yield { message: messageOf(name), at: piece, ...fixOf(name) };
    }
  },
};

function messageOf(name: string, key?: string): string {
  const right = repaired(name);
  const what = right === undefined ? 'write it as in the source' : `write "${right}"`;
  const wrong = name.startsWith('&') ? 'is shown as it is written' : 'is a broken name';
  return `${key === undefined ? '' : `"${key}": `}"${name}" ${wrong}; ${what}`;
}

/** Only the mark can be corrected automatically. */
function fixOf(name: string): Pick<Hit, 'fix'> {
  const right = repaired(name);
  return right === undefined ? {} : { fix: { wrong: name, right } };
}

function repaired(name: string): string | undefined {
  if (name.startsWith('&')) return `${name.replace(/；$/, '')};`;
  return name.includes('：') ? name.replaceAll('：', ':') : undefined;
}
