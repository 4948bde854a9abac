import { z } from 'zod';
import { singleValueInput } from '../../../src/walk/engine/choice-input.js';
import {
  answerText,
  evaluateOnly,
  NO_FACTS,
  refuse,
  type FactSetModule,
} from '../../../src/walk/fact-set.js';
import { parseWalk, type ParsedWalk } from '../../../src/walk/files/parse-walk.js';

/** Some moment after every time in the tests. */
export const NOW = Date.parse('2025-02-03T10:00:00Z');

/** An invented set: a lamp that needs as many bulbs as it has sockets. */
export const lampFacts: FactSetModule = {
  name: 'lamp',
  facts: z.strictObject({ sockets: z.int() }).transform(({ sockets }) => ({
    ...NO_FACTS,
    name: 'lamp',
    results: new Map([['light', ['bright', 'dim']]]),
    questions: new Map([['bulbs', 'count']]),
    sentences: ['verdict.dim', 'warning.glass'],
    placeholders: ['missing'],
    reasons: () => ({ tooFew: 'At least {least}.' }),
    evaluate: (answers) => {
      const bulbs = answers.get('bulbs');
      const missing = typeof bulbs === 'number' ? sockets - bulbs : undefined;
      const light = missing !== undefined && missing > 0 ? 'dim' : 'bright';
      const base = evaluateOnly(() => light);
      return {
        ...base,
        warnings: ['glass'],
        suggest: (question) => (question === 'bulbs' ? [sockets] : []),
        present: (voice) => ({
          ...base.present(voice),
          values: new Map(missing === undefined ? [] : [['missing', String(missing)]]),
          members: { light },
        }),
      };
    },
  })),
  inputs: {
    count: z.strictObject({ type: z.literal('count') }).transform(({ type }) =>
      singleValueInput(type, {
        parse: (raw) => {
          const count = typeof raw === 'string' ? Number(raw) : raw;
          return typeof count === 'number' && count >= 0
            ? { ok: true, value: count }
            : refuse('tooFew', { least: 0 });
        },
        label: (value) => `${answerText(value)} bulbs`,
        Fields: () => <input name="answer" />,
      }),
    ),
  },
  members: { light: z.string().nullable() },
  readText: () => ({}),
  answerMembers: {},
  uploads: [],
};

/** `walk.yaml` of the invented walk. */
export const LAMP_WALK = `version: 2
start: bulbs
factSet: lamp
bounds: { sockets: 3 }
questions:
  bulbs:
    step: 1
    input: { type: count }
    next: { answered: light, unknown: shop }
  helped:
    since: 2
    input: { type: choice, options: ['yes', 'no'] }
    next: { 'yes': lit, 'no': shop, unknown: shop }
facts:
  light: { ask: light, next: { bright: helped, dim: buy } }
outcomes:
  lit: { kind: resolved }
  buy: { kind: advice }
  shop: { kind: redirect, article: KA-90002 }
`;
/** Its English texts. */
export const LAMP_TEXTS = `title: Light
intro: Count the bulbs.
questions:
  bulbs: { prompt: How many bulbs?, instructions: [Open the lamp., Count.] }
  helped: { prompt: Is there light?, options: { 'yes': 'Yes', 'no': 'No' } }
outcomes:
  lit: { title: Lit, body: Good. }
  buy: { title: 'Buy {missing} bulbs', body: Then come back. }
  shop: { title: Ask a shop, body: They know. }
verdict: { dim: Too dark }
warning: { glass: Mind the glass }
`;

/** Parse the invented walk, or a changed one. */
export function parseLamp(
  text = LAMP_WALK,
  texts: Readonly<Record<string, string>> = { en: LAMP_TEXTS },
  stepCount?: number,
): ParsedWalk {
  const files = [
    { path: 'walks/KA-90001/walk.yaml', name: 'walk.yaml', text },
    ...Object.entries(texts).map(([tag, body]) => ({
      path: `walks/KA-90001/${tag}.yaml`,
      name: `${tag}.yaml`,
      text: body,
    })),
  ];
  return parseWalk({ number: 'KA-90001', folder: 'walks/KA-90001', files, locales: ['en'], stepCount }, [
    lampFacts,
  ]);
}
