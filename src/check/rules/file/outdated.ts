import type { Rule } from '../../rule.js';

/** A translation of an older version. */
export const outdated: Rule = {
  id: 'outdated',
  severity: 'warning',
  summary: 'The translation has an older version number than the source.',
  looksAt: 'pair',
  *check({ translation, source }) {
    if (
      translation.version === undefined ||
      source.version === undefined ||
      translation.version >= source.version
    )
      return;
    yield {
      message: `the translation is version ${translation.version}, the source is version ${source.version}`,
      at: { line: translation.keyLines.get('version-number') ?? 1 },
      source: { line: source.keyLines.get('version-number') ?? 1 },
    };
  },
};
