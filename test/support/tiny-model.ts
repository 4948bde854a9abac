import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A field of a protobuf message: its number, and an integer, string, bytes or message. */
type Field = readonly [number: number, value: number | string | Uint8Array | readonly Field[]];

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

/** @see https://protobuf.dev/programming-guides/encoding/ */
function message(fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)]);
      const bytes =
        typeof value === 'string' ? Buffer.from(value) : value instanceof Uint8Array ? value : message(value);
      return Buffer.concat([Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]), bytes]);
    }),
  );
}

const [FLOAT, INT64] = [1, 7];

/** An input or output of a graph; undefined: a dimension of any length. */
function valueInfo(
  name: string,
  type: number,
  dimensions: readonly (number | undefined)[],
): readonly Field[] {
  const shape = dimensions.map((size): Field => [1, [size === undefined ? [2, 'n'] : [1, size]]]);
  return [
    [1, name],
    [
      2,
      [
        [
          1,
          [
            [1, type],
            [2, shape],
          ],
        ],
      ],
    ],
  ];
}

/**
 * Write an embedding model that looks each word up in a table.
 *
 * @param groups - Groups of synonyms, each with its own direction. Other words have no meaning.
 * @param length - Length of the vectors.
 * @see https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function writeTinyModel(
  folder: string,
  groups: readonly (readonly string[])[],
  settings: object = { languages: ['en'] },
  length = 1,
): void {
  mkdirSync(folder, { recursive: true });
  const vocabulary: Record<string, number> = { '[UNK]': 0 };
  const table = [groups.map(() => 0)];
  groups.forEach((words, group) => {
    for (const word of words) {
      vocabulary[word] = table.length;
      table.push(groups.map((_, i) => (i === group ? length : 0)));
    }
  });
  const weights = Float32Array.from(table.flat());
  const model = message([
    [1, 8],
    [
      7,
      [
        [
          1,
          [
            [1, 'table'],
            [1, 'input_ids'],
            [2, 'last_hidden_state'],
            [4, 'Gather'],
          ],
        ],
        [2, 'tiny'],
        [
          5,
          [
            [1, table.length],
            [1, groups.length],
            [2, FLOAT],
            [8, 'table'],
            [9, new Uint8Array(weights.buffer)],
          ],
        ],
        [11, valueInfo('input_ids', INT64, [1, undefined])],
        [12, valueInfo('last_hidden_state', FLOAT, [1, undefined, groups.length])],
      ],
    ],
    [
      8,
      [
        [1, ''],
        [2, 13],
      ],
    ],
  ]);
  const tokenizer = {
    version: '1.0',
    added_tokens: [],
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: vocabulary,
    },
  };
  writeFileSync(path.join(folder, 'model.onnx'), model);
  writeFileSync(path.join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  writeFileSync(path.join(folder, 'embeddings.json'), JSON.stringify(settings));
}
