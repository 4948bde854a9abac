import type { Request } from 'express';
import type { LocaleTag } from '../../article/article.js';
import type { Reader } from '../../ledger/reader-mark.js';
import type { ReachedOutcome } from '../../ledger/walk-outcomes.js';
import type { WalkState } from '../../walk/engine/advance.js';
import type { OutcomeKind } from '../../walk/walk.js';

/** Characters of a user agent that are used. */
const LONGEST_AGENT = 512;

/** The sender of a request, for daily deduplication; passed on, never stored or logged. */
export function readerOf(req: Request): Reader {
  return { address: req.ip ?? '', userAgent: (req.get('user-agent') ?? '').slice(0, LONGEST_AGENT) };
}

/** The outcome of a walk, without its answers. */
export type WalkEnd = ReachedOutcome & { readonly outcomeKind: OutcomeKind };

/** @returns Undefined for a walk that has not ended. */
export function reachedOutcome(
  { walk, node, status, path }: WalkState,
  locale: LocaleTag,
): WalkEnd | undefined {
  if (status !== 'outcome' || node.kind !== 'outcome') return undefined;
  return {
    number: walk.number,
    locale,
    walkKind: walk.kind,
    walkVersion: walk.version,
    outcome: node.id,
    outcomeKind: node.outcome,
    lastQuestion: path.findLast((id) => walk.nodes.get(id)?.kind === 'question'),
  };
}
