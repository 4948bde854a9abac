import Negotiator from 'negotiator';

/** Formats of an article. */
const FORMATS = ['html', 'json', 'md'] as const;
/** One of them. */
export type Format = (typeof FORMATS)[number];

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html',
  json: 'application/json',
  md: 'text/markdown',
};

/**
 * Formats a client accepts, preferred first; HTML when it accepts anything.
 *
 * The only parser of `Accept` for cacheable responses, since the cache keys their variants by it.
 *
 * @param accept - The header as sent.
 */
export function acceptedFormats(accept: string | undefined): readonly Format[] {
  const headers = accept === undefined ? {} : { accept };
  const types = new Negotiator({ headers }).mediaTypes(Object.values(MEDIA_TYPES));
  return types.flatMap((type) => FORMATS.find((format) => MEDIA_TYPES[format] === type) ?? []);
}
