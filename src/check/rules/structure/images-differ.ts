import type { ArticleDocument } from '../../reading/document.js';
import type { Passage } from '../../reading/passage.js';
import type { Rule } from '../../rule.js';

/** Lost or exchanged images. */
export const imagesDiffer: Rule = {
  id: 'images-differ',
  severity: 'warning',
  summary: 'An image from the source is missing.',
  looksAt: 'same-version',
  *check({ source, translation, pairing }) {
    if (translation.passages.some(({ isUnread }) => isUnread)) return;
    const here = new Map<string, number>();
    for (const { image } of imagesOf(translation)) here.set(image, (here.get(image) ?? 0) + 1);
    for (const { image, passage, start } of imagesOf(source)) {
      const left = here.get(image) ?? 0;
      here.set(image, left - 1);
      if (left > 0) continue;
      const place = pairing.counterpart(passage) ?? translation.passages.at(-1);
      yield {
        message: `the image ${image} from the source is missing`,
        at: place ?? { line: 1 },
        source: { start },
      };
    }
  },
};

function imagesOf({ passages }: ArticleDocument): readonly {
  readonly image: string;
  readonly passage: Passage;
  readonly start: number;
}[] {
  return passages.flatMap((passage) =>
    passage.pieces
      .filter(({ kind }) => kind === 'image')
      .map(({ text, start }) => ({ image: text.split('/').at(-1) ?? text, passage, start })),
  );
}
