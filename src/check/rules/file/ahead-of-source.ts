import type { Rule } from '../../rule.js';

/** A translation of a version the source does not have. */
export const aheadOfSource: Rule = {
  id: 'ahead-of-source',
  severity: 'note',
  summary: 'The translation has a newer version number than the source.',
  looksAt: 'pair',
  *check({ translation, source }) {
    if (
      translation.version === undefined ||
      source.version === undefined ||
      translation.version <= source.version
    )
      return;
    yield {
      message: `the translation is version ${translation.version}, the source only version ${source.version}`,
      at: { line: translation.keyLines.get('version-number') ?? 1 },
      source: { line: source.keyLines.get('version-number') ?? 1 },
    };
  },
};
