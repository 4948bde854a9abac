import { formatFor } from '../locale/format.js';
import { provenanceWords } from '../presenters/provenance-words.js';
import type { PROVENANCE, Wire } from '../presenters/schemas.js';
import type { McpDeps } from './mcp-deps.js';

/** Say how far a translation can be trusted, in the words of every page, in English; and which steps it lacks. */
export function describeProvenance(provenance: Wire<typeof PROVENANCE>, { strings }: McpDeps): string {
  const words = provenanceWords(provenance, strings.for('en'), formatFor('en')).join(', ');
  const { missingSteps } = provenance;
  return missingSteps.length === 0 ? words : `${words}: ${missingSteps.join(', ')} of the original`;
}
