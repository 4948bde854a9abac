import type { Passage } from './passage.js';

/** Make a reading of passages that is done once for each, whichever rule asks: a source is compared with every locale. */
export function oncePerPassage<Reading extends object>(
  read: (passage: Passage) => Reading,
): (passage: Passage) => Reading {
  const known = new WeakMap<Passage, Reading>();
  return (passage) => {
    const before = known.get(passage);
    if (before !== undefined) return before;
    const reading = read(passage);
    known.set(passage, reading);
    return reading;
  };
}
