import { z } from 'zod';
import type { ListPosition } from '../../article/listing.js';
import { createCursor } from './cursor.js';

/** Places in the list of articles. */
export const LIST_CURSOR = createCursor<ListPosition>(
  z.object({ updatedAt: z.string(), number: z.string() }),
);
