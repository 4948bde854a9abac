import { existsSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_REVISION, xorIntoRevision } from '../../src/ingest/library-writer.js';
import { ContentFolder } from '../support/content-folder.js';

const NAMES = [
  'en/KA-90001.md',
  'en/b/KA-90001.md',
  'de/KA-90001.md',
  'de/b/KA-90001.md',
  'it/KA-90001.md',
  'en/KA-90002.md',
  'de/KA-90002.md',
];
const LABELS = ['Environment', 'Cause', 'Umfeld', 'Note'];

/** One thing that can happen to a content folder. */
const edit = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      name: fc.constantFrom(...NAMES),
      label: fc.constantFrom(...LABELS),
      product: fc.constantFrom('Lantern', 'Lamp'),
      date: fc.constantFrom('8/19/2022 6:54:15 AM', '8/20/2022 6:54:15 AM', undefined),
      hide: fc.constantFrom('true', undefined),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('remove' as const), name: fc.constantFrom(...NAMES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('break' as const), name: fc.constantFrom(...NAMES) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('touch' as const), name: fc.constantFrom(...NAMES) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('image' as const), isThere: fc.boolean() }) },
);
type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function apply(content: ContentFolder, step: Edit): string[] {
  switch (step.kind) {
    case 'write': {
      const { label, product, date, hide } = step;
      const body = `## Description {#description}\n\n### ${label}\n\nx ![](assets/lamp.png)\n\n## Resolution {#resolution}\n\n1. y\n`;
      content.article(step.name, body, {
        title: `'"${label}"'`,
        solution: product,
        'article-published-date': date,
        hide,
      });
      return [step.name];
    }
    case 'remove':
      content.remove(step.name);
      return [step.name];
    case 'break':
      content.write(step.name, '---\ntitle: "a" b\n---\n');
      return [step.name];
    case 'touch':
      if (existsSync(path.join(content.root, step.name))) content.touch(step.name);
      return [step.name];
    case 'image':
      if (step.isThere) content.write('en/assets/lamp.png', 'x');
      else content.remove('en/assets/lamp.png');
      return [];
  }
}

describe('an incrementally updated library', () => {
  it('equals, row by row, one built from scratch, after changes in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        async (rounds, knowsPaths) => {
          const content = new ContentFolder();
          try {
            content.article('en/KA-90003.md');
            await content.sync();
            for (const round of rounds) {
              const paths = round.flatMap((step) => apply(content, step));
              const isImage = round.some((step) => step.kind === 'image');
              await content.sync({ paths: knowsPaths && !isImage ? [...new Set(paths)] : undefined });
            }
            expect(content.rows()).toEqual(await content.freshRows());
          } finally {
            content.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('xorIntoRevision', () => {
  const file = fc.record({
    path: fc.string(),
    hash: fc.string(),
    contextHash: fc.string(),
    images: fc.array(fc.tuple(fc.string(), fc.boolean()), { maxLength: 2 }),
  });

  it('is its own inverse', () => {
    fc.assert(
      fc.property(file, file, (one, two) => {
        const both = xorIntoRevision(xorIntoRevision(EMPTY_REVISION, one), two);
        expect(xorIntoRevision(both, one)).toBe(xorIntoRevision(EMPTY_REVISION, two));
      }),
    );
  });

  it('is commutative', () => {
    fc.assert(
      fc.property(fc.uniqueArray(file, { selector: ({ path }) => path }), (files) => {
        expect(files.reduce(xorIntoRevision, EMPTY_REVISION)).toBe(
          files.reduceRight(xorIntoRevision, EMPTY_REVISION),
        );
      }),
    );
  });

  it('distinguishes any difference', () => {
    const base = { path: 'a', hash: 'b', contextHash: 'c', images: [] };
    const revisions = [
      base,
      { ...base, path: 'ab', hash: '' },
      { ...base, hash: 'x' },
      { ...base, contextHash: '' },
      { ...base, images: [['x', true] as const] },
    ].map((other) => xorIntoRevision(EMPTY_REVISION, other));
    expect(new Set(revisions).size).toBe(revisions.length);
  });
});
