import type { JSX } from 'preact';
import type { Provenance, ProvenanceState } from '../../article/reading.js';
import type { PageContext } from './page-context.js';

/** States that say something; an original and a translation that is up to date need no mark. */
const MARKED: ReadonlySet<ProvenanceState> = new Set(['outdated', 'ahead', 'no-source']);

interface ProvenanceBadgesProps {
  readonly page: PageContext;
  /** As the model or the wire has it. */
  readonly provenance: Pick<Provenance, 'state' | 'kind'>;
}

/** How far an article's text can be trusted, in one or two words, for a line of a list. */
export function ProvenanceBadges({ page: { t }, provenance }: ProvenanceBadgesProps): JSX.Element {
  const { state, kind } = provenance;
  return (
    <>
      {MARKED.has(state) && <span class={`badge badge-${state}`}>{t(`provenance.state.${state}`)}</span>}
      {kind === 'machine' && <span class="badge badge-machine">{t('provenance.machine')}</span>}
    </>
  );
}
