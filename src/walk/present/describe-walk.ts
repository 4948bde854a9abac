import type { OutcomeKind, Walk } from '../walk.js';
import { fillPlaceholders, type WalkVoice } from '../walk-texts.js';
import { presentQuestion, type WalkContext } from './present-node.js';
import type { WireQuestion } from './wire-state.js';

/** The answer to `GET …/walk`: what a client must know to answer everything at once. */
export interface WireWalkDescription {
  readonly walk: {
    readonly number: string;
    readonly kind: string;
    readonly version: number;
    readonly title: string;
  };
  readonly intro: string;
  readonly start: string;
  /** `early` questions may be answered before they are asked. */
  readonly questions: readonly (WireQuestion & { readonly early: boolean })[];
  readonly outcomes: readonly { readonly id: string; readonly kind: OutcomeKind; readonly title: string }[];
  readonly links: Readonly<Record<string, string>>;
}

/** Describe a walk in a language; values that only answers give are shown as three dots. */
export function describeWalk(walk: Walk, voice: WalkVoice, context: WalkContext): WireWalkDescription {
  const nodes = [...walk.nodes.values()];
  const none = new Map<string, string>();
  return {
    walk: { number: walk.number, kind: walk.kind, version: walk.version, title: voice.texts.title },
    intro: voice.texts.intro,
    start: walk.start,
    questions: nodes
      .filter((node) => node.kind === 'question')
      .map((node) => ({ ...presentQuestion(node, undefined, voice, none, context), early: node.isEarly })),
    outcomes: nodes
      .filter((node) => node.kind === 'outcome')
      .map(({ id, outcome }) => {
        return {
          id,
          kind: outcome,
          title: fillPlaceholders(voice.texts.outcomes.get(id)?.title ?? id, none),
        };
      }),
    links: context.links,
  };
}
