import type { PROVENANCE, Wire } from '../wire/schemas.js';

/** Say in a few words how far a translation can be trusted. */
export function describeProvenance(provenance: Wire<typeof PROVENANCE>): string {
  const { kind, humanDegree, outdated, missingSteps } = provenance;
  const degree = humanDegree === null ? '' : ` (${Math.round(humanDegree * 100)} % human)`;
  return [
    kind === 'machine' ? `machine translation${degree}` : 'written by people',
    ...(outdated === true ? ['older than its source'] : []),
    ...(missingSteps.length > 0 ? [`lacks steps ${missingSteps.join(', ')} of its source`] : []),
  ].join(', ');
}
