import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { onDemand } from '../http/response/on-demand.js';
import type { DeliveryDeps } from '../http/response/site.js';
import type { Library } from '../library/library.js';
import type { Strings } from '../locale/strings.js';
import { keepFindings } from './keep-findings.js';

/** What findings are made of. */
export interface FindingSources {
  readonly library: Library;
  readonly strings: Strings;
  /** The content folder's real path. */
  readonly root: string;
}

/** Ready the checker, for one article and for the report; it is loaded when somebody asks for the first findings. */
export function openFindings(
  config: Config,
  { library, strings, root }: FindingSources,
  logger: Logger,
): Pick<DeliveryDeps, 'findings' | 'allFindings'> {
  const findings = onDemand(async () => {
    const { createFindingReader } = await import('../check/article-findings.js');
    const { createCheckSettings } = await import('../check/check-settings.js');
    return createFindingReader(
      {
        root,
        path: (number, locale) => library.path(number, locale),
        sourceLocale: () => library.sourceLocale,
        internalWord: (locale) => strings.for(locale)('internalAddress'),
      },
      createCheckSettings({ internalHosts: config.internalHosts }),
    );
  });
  const collect = onDemand(async () => (await import('./collect-findings.js')).collectFindings);
  const allFindings = keepFindings(library, logger, () =>
    collect(config, library.diagnostics(), { workers: 1 }),
  );
  return { findings, allFindings };
}
