/** Why something sent can't be taken; each is a key of the words in every language, with the placeholders named. */
export const WALK_REASONS = {
  unknownQuestion: ['question'],
  unknownVersion: ['version'],
  tooManyAnswers: ['limit'],
  wrongType: ['expected'],
  notAnOption: ['options'],
  unknownMember: ['member'],
  badZone: ['zone'],
  badZoneNear: ['zone', 'suggestion'],
  badMinutes: ['min', 'max'],
  badTime: ['written'],
  badDate: ['written'],
  future: ['written'],
  noTime: [],
  noFault: [],
  onlyRestart: ['written'],
  binary: [],
  tooLarge: ['limit'],
  notYet: [],
} as const satisfies Record<string, readonly string[]>;

/** @see WALK_REASONS */
export type WalkReason = keyof typeof WALK_REASONS;

/** One thing wrong with what was sent. */
export interface WalkError {
  /** RFC 6901 pointer into the body: `/answers/zone`. */
  readonly pointer: string;
  readonly reason: WalkReason;
  /** For the reason's placeholders. */
  readonly values: Readonly<Record<string, string | number>>;
}

/** Make one token of an RFC 6901 pointer. */
export function pointerToken(name: string): string {
  return `/${name.slice(0, 80).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
