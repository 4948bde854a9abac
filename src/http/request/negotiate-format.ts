import Negotiator from 'negotiator';

/** What an article can be served as. */
const FORMATS = ['html', 'json', 'md'] as const;
/** One of them. */
export type Format = (typeof FORMATS)[number];

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  html: 'text/html',
  json: 'application/json',
  md: 'text/markdown',
};

/**
 * What a client takes, most wanted first; HTML where it takes anything.
 *
 * The one reader of `Accept` for answers that may be kept: the cache tells their variants apart by it.
 *
 * @param accept - The header as sent.
 */
export function acceptedFormats(accept: string | undefined): readonly Format[] {
  const headers = accept === undefined ? {} : { accept };
  const types = new Negotiator({ headers }).mediaTypes(Object.values(MEDIA_TYPES));
  return types.flatMap((type) => FORMATS.find((format) => MEDIA_TYPES[format] === type) ?? []);
}
