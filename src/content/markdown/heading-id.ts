import type { Heading } from 'mdast';

/** `{#id}`, `{ #id }`, `{.class #id}`: an id of any letters, as kramdown and Pandoc write it. */
const ID = /^\{[^{}#]{0,100}#([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.:-]{0,99})(?:\s[^{}]{0,100})?\}$/u;

/** Extract `{#id}` from the end of a heading as its id. */
export function resolveHeadingId(heading: Heading): Heading {
  const last = heading.children.at(-1);
  if (last?.type !== 'text') return heading;
  const start = last.value.lastIndexOf('{');
  const id = start === -1 ? undefined : ID.exec(last.value.slice(start).trimEnd())?.[1];
  if (id === undefined) return heading;
  const value = last.value.slice(0, start).trimEnd();
  const before = heading.children.slice(0, -1);
  const children = value === '' ? before : [...before, { ...last, value }];
  return { ...heading, children, data: { ...heading.data, hProperties: { id } } };
}
