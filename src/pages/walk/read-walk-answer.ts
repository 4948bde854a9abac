import type { Form } from '../../http/request/read-form.js';
import { UNKNOWN } from '../../walk/engine/question-input.js';
import type { QuestionNode } from '../../walk/walk.js';
import { walkLogText } from '../../presenters/walk-log-text.js';

/** Names of the fields of a question's form. */
export const WALK_FIELDS = {
  /** The question's id. */
  question: 'question',
  /** What the question takes, where that is one value. */
  answer: 'answer',
  /** A button beside the form's own: an answer it names. */
  reply: 'reply',
  file: 'file',
  failedAt: 'failedAt',
  time: 'time',
  zone: 'zone',
  kind: 'kind',
  date: 'date',
} as const;

/**
 * Read the answer a form holds.
 *
 * @returns As an answer is sent; the walk checks it.
 */
export function readWalkAnswer(node: QuestionNode, { fields, files }: Form): unknown {
  const value = (name: keyof typeof WALK_FIELDS): string => fields.get(WALK_FIELDS[name])?.trim() ?? '';
  const reply = value('reply');
  if (reply === UNKNOWN) return UNKNOWN;
  switch (node.input.type) {
    case 'log':
      return readLog(files.get(WALK_FIELDS.file), fields.get(WALK_FIELDS.answer), value('failedAt'));
    case 'restart':
      return {
        time: value('time'),
        ...(value('zone') !== '' && { zone: value('zone') }),
        ...(value('kind') !== '' && { kind: value('kind') }),
        ...(value('kind') === 'once' && value('date') !== '' && { date: value('date') }),
      };
    case 'zone':
    case 'minutes':
    case 'choice':
      return reply === '' ? value('answer') : reply;
  }
}

/** A file goes before what was typed, and lines before a time alone: they say more. */
function readLog(file: Uint8Array | undefined, text: string | undefined, failedAt: string): unknown {
  if (file !== undefined) return walkLogText(file);
  if (text !== undefined && text.trim() !== '') return text;
  return failedAt === '' ? '' : { failedAt: [failedAt] };
}
