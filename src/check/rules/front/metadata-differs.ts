import type { Rule } from '../../rule.js';

/** Values that are the same in every locale; lists are compared as sets. */
const SAME_EVERYWHERE = [
  'solution',
  'product',
  'applies-to',
  'bug',
  'hide',
  'hidefromtoc',
  'article-number',
  'kt',
  'role',
  'level',
  'thumbnail',
  'doc-type',
] as const;

export const metadataDiffers: Rule = {
  id: 'metadata-differs',
  severity: 'warning',
  summary: 'A value that must be the same in every locale differs.',
  looksAt: 'pair',
  *check({ translation, source }) {
    for (const key of SAME_EVERYWHERE) {
      const [here, there] = [asText(translation.data[key]), asText(source.data[key])];
      // A key missing in the source is the source's fault.
      if (here === there || source.data[key] === undefined) continue;
      yield {
        message: `"${key}" is ${here === '' ? 'empty' : `"${here}"`}, but ${there === '' ? 'empty' : `"${there}"`} in the source`,
        at: { key },
        source: { key },
      };
    }
  },
};

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  const items = (
    Array.isArray(value)
      ? value.map(String)
      : typeof value === 'string'
        ? value.replace(/^(?:true|false)$/i, (flag) => flag.toLowerCase()).split(',')
        : [JSON.stringify(value)]
  )
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return [...new Set(items)].sort().join(', ');
}
