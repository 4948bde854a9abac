import type { Provenance } from '../article/reading.js';
import { withNull } from '../absent.js';
import type { Format } from '../locale/format.js';
import type { Translate } from '../locale/strings.js';
import type { PROVENANCE, Wire } from './schemas.js';

/**
 * Describe the provenance of a translation, for lists, chats and pages.
 *
 * @param provenance - As computed or as presented.
 * @param t - Translator of the reader's language.
 * @returns Short phrases, the most important last: kind, human share, risk, versions, state, missing steps.
 */
export function provenanceWords(
  provenance: Provenance | Wire<typeof PROVENANCE>,
  t: Translate,
  format: Format,
): readonly string[] {
  const { state, kind, missingSteps, risk } = provenance;
  const humanDegree = provenance.humanDegree ?? undefined;
  const version = provenance.version ?? undefined;
  const sourceVersion = provenance.sourceVersion ?? undefined;
  if (state === 'source') return [t('provenance.state.source')];
  const isCompared = version !== undefined && sourceVersion !== undefined;
  return [
    t(kind === 'machine' ? 'provenance.machine' : 'provenance.human'),
    ...(kind === 'machine' && humanDegree !== undefined
      ? [t('provenance.share', { degree: format.percent(humanDegree) })]
      : []),
    ...(kind === 'machine' ? [t(`risk.${risk}`)] : []),
    ...(isCompared ? [t('provenance.versions', { version, sourceVersion })] : []),
    t(`provenance.state.${state}`),
    ...(missingSteps.length > 0 ? [t('provenance.missing', { count: missingSteps.length })] : []),
  ];
}

/** Present the provenance of a translation; the same shape everywhere. */
export function presentProvenance(provenance: Provenance): Wire<typeof PROVENANCE> {
  const { state, kind, humanDegree, version, sourceLocale, sourceVersion, outdated, missingSteps, risk } =
    provenance;
  const source = { sourceLocale, sourceVersion, outdated, missingSteps };
  return withNull({ state, kind, humanDegree, version, ...source, risk });
}
