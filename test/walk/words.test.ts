import { expect, it } from 'vitest';
import { RESTART_WORDS } from '../../src/walk/facts/restart-clock/formats.js';
import { WALK_WORDS } from '../../src/walk/present/walk-words.js';
import { placeholdersIn } from '../../src/walk/walk-texts.js';

/** A tree of texts with the placeholders of each in its place; lists, which may differ in length, as `list`. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return 'list';
  if (typeof value !== 'object' || value === null) {
    expect(value).toMatch(/\S/);
    return [...new Set(placeholdersIn(String(value)))];
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shapeOf(part)]));
}

it.each(WALK_WORDS.locales())('the texts of %s have the keys and placeholders of English', (language) => {
  expect(shapeOf(WALK_WORDS.in(language))).toEqual(shapeOf(WALK_WORDS.in('en')));
  expect(shapeOf(RESTART_WORDS.in(language))).toEqual(shapeOf(RESTART_WORDS.in('en')));
});
