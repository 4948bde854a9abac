import { z } from 'zod';
import { CARD_WIDTHS, cardKey } from '../../social-card/card.js';
import { parseQuery } from '../../http/request/parse-query.js';
import { articleCard } from './article-metadata.js';
import type { PageRequest } from '../layout/page.js';

const QUERY = z.object({
  v: z.string().max(64).optional(),
  width: z.coerce
    .number()
    .pipe(z.literal(CARD_WIDTHS, { error: `takes one of ${CARD_WIDTHS.join(', ')}` }))
    .default(CARD_WIDTHS[0]),
});

/**
 * `/:locale/articles/:number/card.png`: the card of an article.
 *
 * Its ETag is the card key, so that revalidation renders nothing. With the current `?v=` it is immutable.
 */
export async function serveCard({ req, res, deps, reading }: PageRequest): Promise<void> {
  const { v, width } = parseQuery(req, QUERY);
  const card = articleCard(reading, deps.site(), width);
  const key = cardKey(card);
  res.set('ETag', `"${key}"`).set('Content-Language', reading.served);
  if (req.fresh) {
    res.set('Cache-Control', cachingOf(v, key)).status(304).end();
    return;
  }
  const picture = await deps.cards.draw(card);
  res.set('Cache-Control', cachingOf(v, key));
  res.type('png').send(Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength));
}

function cachingOf(asked: string | undefined, key: string): string {
  return asked === key ? 'public, max-age=31536000, immutable' : 'public, max-age=3600';
}
