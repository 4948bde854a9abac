import type { Provenance } from '../article/reading.js';
import type { PROVENANCE, Wire } from './schemas.js';

/** How far a translation can be trusted, on the wire: the one shape that every answer, page and file gives it in. */
export function presentProvenance(provenance: Provenance): Wire<typeof PROVENANCE> {
  const { state, kind, humanDegree, version, sourceLocale, sourceVersion, outdated, missingSteps } =
    provenance;
  return {
    state,
    kind,
    humanDegree: humanDegree ?? null,
    version: version ?? null,
    sourceLocale: sourceLocale ?? null,
    sourceVersion: sourceVersion ?? null,
    outdated: outdated ?? null,
    missingSteps,
  };
}
