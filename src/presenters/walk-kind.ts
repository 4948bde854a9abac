import type { Reading } from '../article/reading.js';
import type { ReadingDeps } from '../http/response/site.js';
import type { Walk } from '../walk/walk.js';

/** The kind of walk an article has: one written for it, one made of its steps, or none. */
export function walkKind(
  { library }: Pick<ReadingDeps, 'library'>,
  { article, translation, provenance }: Reading,
): Walk['kind'] | undefined {
  if (library.walk(article.number) !== undefined) return 'guided';
  return translation.steps.length + provenance.missingSteps.length > 0 ? 'plain' : undefined;
}
