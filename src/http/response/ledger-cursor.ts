import { z } from 'zod';
import { createCursor } from './cursor.js';

const CODEC = createCursor(z.number().int().positive().max(Number.MAX_SAFE_INTEGER));
/** Lists of the ledger grow at their head only, so a place in them never expires. */
const REVISION = 'ledger';

/** Write a place in one of the ledger's lists as an opaque word. */
export function encodeLedgerCursor(place: number): string {
  return CODEC.encode(REVISION, place);
}

/** @throws Problem `invalid-parameter` (400) for what is none of ours; `cursor-expired` (410) for one of another list. */
export function decodeLedgerCursor(text: string | undefined): number | undefined {
  return text === undefined ? undefined : CODEC.decode(REVISION, text);
}
