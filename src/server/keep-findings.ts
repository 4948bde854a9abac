import type { Logger } from 'pino';
import type { Finding } from '../check/finding.js';
import type { Library } from '../library/library.js';

/**
 * Keep the findings of the served revision for those who ask for the report.
 *
 * The whole content is checked in one thread when somebody asks for the first time after a change; until that is done there are no
 * numbers, and nobody waits.
 *
 * @param collect - Checks the whole content.
 * @returns A function that gives the findings; undefined while they are being made.
 */
export function keepFindings(
  library: Pick<Library, 'revision'>,
  logger: Pick<Logger, 'error'>,
  collect: () => Promise<readonly Finding[]>,
): () => readonly Finding[] | undefined {
  let kept: { readonly revision: string; readonly findings: readonly Finding[] } | undefined;
  let isChecking = false;
  const check = async (revision: string): Promise<void> => {
    isChecking = true;
    try {
      kept = { revision, findings: await collect() };
    } catch (error) {
      logger.error({ err: error }, 'content not checked for the report');
    } finally {
      isChecking = false;
    }
  };
  return () => {
    const { revision } = library;
    if (revision !== undefined && kept?.revision !== revision && !isChecking) void check(revision);
    return kept?.revision === revision ? kept?.findings : undefined;
  };
}
