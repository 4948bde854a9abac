import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { advance } from '../../src/walk/engine/advance.js';
import { parseWalk, type ParsedWalk } from '../../src/walk/files/parse-walk.js';
import type { WalkFile } from '../../src/walk/files/yaml-source.js';
import { NOW } from './support/lamp-walk.js';

const GUIDE = readFileSync(new URL('../../docs/walks.md', import.meta.url), 'utf8');

/** The files that docs/walks.md shows: each block begins with its name. */
function readmeFiles(): WalkFile[] {
  return [...GUIDE.matchAll(/^```yaml\n# (\S+\.yaml)[^]*?^```$/gm)].map(([block, name = '']) => {
    return { name, path: name, text: block.slice(block.indexOf('\n') + 1, -3) };
  });
}

function parse(files: readonly WalkFile[]): ParsedWalk {
  return parseWalk({ number: 'KA-90001', folder: 'walks/KA-90001', files, locales: ['en'], stepCount: 2 });
}

const changed = (from: string, to: string): readonly string[] => {
  const files = readmeFiles().map((file) => ({ ...file, text: file.text.replace(from, to) }));
  return parse(files).diagnostics.map(({ code }) => code);
};

describe('the walk in docs/walks.md', () => {
  const { walk, diagnostics } = parse(readmeFiles());

  it('is valid', () => {
    expect(readmeFiles().map(({ name }) => name)).toEqual(['walk.yaml', 'en.yaml']);
    expect(diagnostics).toEqual([]);
  });

  it.each([
    [{}, 'question', 'lamp'],
    [{ lamp: 'blinks' }, 'question', 'clock'],
    [{ lamp: 'blinks', clock: 'done' }, 'outcome', 'lit'],
    [{ lamp: 'dark' }, 'outcome', 'power'],
    [{ lamp: 'unknown', clock: 'unknown' }, 'outcome', 'handover'],
    [{ clock: 'done' }, 'notYet', 'lamp'],
  ])('leads from %j to %s %s', (answers, status, node) => {
    if (walk === undefined) throw new Error('the walk has diagnostics');
    const state = advance(walk, { answers }, NOW);
    expect([state.status, state.node.id]).toEqual([status, node]);
  });
});

describe('a walk without a fact set', () => {
  it('cannot draw conclusions', () => {
    const facts = 'facts:\n  cause: { ask: verdict, next: { same: lit } }\noutcomes:';
    expect(changed('outcomes:', facts)).toContain('walk-unknown-fact');
  });

  it('has no bounds, which are required with one', () => {
    expect(changed('start: lamp', 'start: lamp\nfactSet: restart-clock')).toContain('walk-schema');
  });
});
