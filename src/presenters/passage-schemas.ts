import { z } from 'zod';
import { CHANGES } from '../article/changes.js';
import { ONE_PAGE, PASSAGE, shape } from './schemas.js';

/** The passages of an article in one locale. */
export const PASSAGE_LIST = shape('PassageList', {
  number: z.string(),
  requested: z.string(),
  served: z.string(),
  isFallback: z.boolean(),
  items: z.array(PASSAGE),
  total: z.number().int(),
  next: ONE_PAGE,
});

/** A change of an article in a locale. */
export const CHANGE = shape('Change', {
  sequence: z.number().int(),
  number: z.string(),
  locale: z.string(),
  change: z.enum(CHANGES),
  version: z.number().int().nullable(),
  hash: z
    .string()
    .nullable()
    .meta({ description: 'Hash of text and provenance; null for removed articles.' }),
  changedAt: z.iso.datetime(),
  links: z.object({ api: z.string(), html: z.string() }),
});

/** One page of the change feed. */
export const CHANGE_LIST = shape('ChangeList', {
  items: z.array(CHANGE),
  next: z.string().meta({ description: 'The `since` to continue from; never expires.' }),
  epoch: z.string(),
});

/** A passage as served under a hash, and as it is now. */
export const CITED_PASSAGE = shape('CitedPassage', {
  hash: z.string(),
  id: z.string(),
  number: z.string(),
  locale: z.string(),
  path: z.array(z.string()),
  step: z.number().int().nullable(),
  text: z.string(),
  isCurrent: z.boolean(),
  removedAt: z.string().nullable(),
  current: z
    .object({ hash: z.string(), text: z.string(), href: z.string() })
    .nullable()
    .meta({ description: 'The current passage in its place; null if there is none.' }),
  href: z.string(),
});
