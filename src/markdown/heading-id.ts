import type { Heading } from 'mdast';
import { text } from './nodes.js';

const ID = /\s*\{#([A-Za-z][\w-]{0,63})\}\s*$/;

/** Take `{#id}` off the end of a heading and keep it as the heading's id. */
export function resolveHeadingId(heading: Heading): Heading {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return heading;
  const match = ID.exec(last.value);
  if (match?.[1] === undefined) return heading;
  const value = last.value.slice(0, match.index);
  const before = heading.children.slice(0, -1);
  const children = value === '' ? before : [...before, { ...last, ...text(value) }];
  return { ...heading, children, data: { ...heading.data, hProperties: { id: match[1].toLowerCase() } } };
}
