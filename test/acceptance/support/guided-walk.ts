import { readdirSync, readFileSync } from 'node:fs';
import { parseWalk, type ParsedWalk } from '../../../src/walk/files/parse-walk.js';
import type { WalkFile } from '../../../src/walk/files/yaml-source.js';
import { advance, type WalkState } from '../../../src/walk/engine/advance.js';
import { uiLanguages } from '../../../src/locale/text-tables.js';
import type { z } from 'zod';
import type { RESTART_MEMBERS } from '../../../src/walk/facts/restart-clock/present.js';
import { createVoice } from '../../../src/walk/present/walk-words.js';
import type { Walk } from '../../../src/walk/walk.js';

const FOLDER = new URL('../../../content/walks/KA-05406/', import.meta.url);

/** The walk's own files, to be changed by a test. */
export function walkFiles(): WalkFile[] {
  return readdirSync(FOLDER).map((name) => {
    return { name, path: `walks/KA-05406/${name}`, text: readFileSync(new URL(name, FOLDER), 'utf8') };
  });
}

/** Parse files as those of KA-05406, which has two steps. */
export function parseFiles(files: readonly WalkFile[], stepCount = 2): ParsedWalk {
  const locales = uiLanguages();
  return parseWalk({ number: 'KA-05406', folder: 'walks/KA-05406', files, locales, stepCount });
}

/** The real walk of KA-05406. */
export const guidedWalk: Walk = parseFiles(walkFiles()).walk!;

/** Some moment after every time in the tests. */
export const NOW = Date.parse('2025-02-03T10:00:00Z');

/** The state that answers lead to. */
export function go(answers: unknown, version?: unknown, walk: Walk = guidedWalk): WalkState {
  return advance(walk, version === undefined ? { answers } : { answers, version }, NOW);
}

/** Members of a state about restarts. */
export type Members = {
  readonly [Name in keyof typeof RESTART_MEMBERS]: z.infer<(typeof RESTART_MEMBERS)[Name]>;
};

/** What the answers of a state show, as it goes over the wire in English. */
export function found({ walk, facts }: WalkState): Members {
  return facts.present(createVoice(walk, 'en')).members as unknown as Members;
}

/** A state as data, to compare two of them. */
export function asData(state: WalkState): unknown {
  const { walk, node, facts, ...rest } = state;
  return { ...rest, walk: walk.number, node: node.id, found: found(state), warnings: facts.warnings };
}
