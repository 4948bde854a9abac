import { refuse, UNKNOWN, type Input } from '../fact-set.js';

/** Name of the form field or button with the answer. */
export const ANSWER_FIELD = 'answer';

/**
 * Defaults of an input that takes one value from one form field.
 *
 * @param type - Its name in walk files and on the wire.
 */
export function singleValueInput(
  type: string,
  rest: Pick<Input, 'parse' | 'label' | 'Fields'> & Partial<Input>,
): Input {
  return {
    type,
    options: [],
    limits: {},
    takesFile: false,
    encode: String,
    decode: (text) => text,
    readForm: ({ fields }) => fields.get(ANSWER_FIELD)?.trim() ?? '',
    toFields: (value) => new Map(typeof value === 'object' ? [] : [[ANSWER_FIELD, String(value)]]),
    ...rest,
  };
}

/** A choice: the one input that needs no fact set. */
export function choiceInput(options: readonly string[]): Input {
  return singleValueInput('choice', {
    options,
    parse: (raw) => {
      if (typeof raw !== 'string') return refuse('wrongType', { expected: 'string' });
      if (options.includes(raw)) return { ok: true, value: raw };
      return refuse('notAnOption', { options: [...options, UNKNOWN].join(', ') });
    },
    label: () => undefined,
    Fields: undefined,
  });
}

/**
 * The edges a question with this input must have.
 *
 * @returns Each option, or `answered`; `unknown` last.
 */
export function edgeNames({ options }: Input): readonly string[] {
  return [...(options.length > 0 ? options : ['answered']), UNKNOWN];
}
