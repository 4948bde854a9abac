import type { Rule, RuleFacts } from '../../rule.js';

/** Version rules: `sign` is the sign of the difference between translation and source. */
const DIFFERENCES: readonly (RuleFacts & { readonly sign: number; readonly than: string })[] = [
  {
    id: 'outdated',
    severity: 'warning',
    summary: 'The translation has an older version number than the source.',
    sign: -1,
    than: 'the source is version',
  },
  {
    id: 'ahead-of-source',
    severity: 'note',
    summary: 'The translation has a newer version number than the source.',
    sign: 1,
    than: 'the source only version',
  },
];

/** A translation of another version than its source: `outdated`, `ahead-of-source`. */
export const versionDiffers: readonly Rule[] = DIFFERENCES.map(({ sign, than, ...facts }) => ({
  ...facts,
  looksAt: 'pair',
  *check({ translation: { version: here }, source: { version: there } }) {
    if (here === undefined || there === undefined || Math.sign(here - there) !== sign) return;
    const message = `the translation is version ${here}, ${than} ${there}`;
    yield { message, at: { key: 'version-number' }, source: { key: 'version-number' } };
  },
}));
