import type { JSX } from 'preact';

/** A stretch of text in UTF-16 units; `end` is the first one after. */
interface Range {
  readonly start: number;
  readonly end: number;
}

interface MarkedTextProps {
  readonly text: string;
  /** In order, not overlapping. */
  readonly ranges: readonly Range[];
}

/** Text with some stretches of it marked. */
export function MarkedText({ text, ranges }: MarkedTextProps): JSX.Element {
  const pieces: (string | JSX.Element)[] = [];
  let at = 0;
  for (const { start, end } of ranges) {
    pieces.push(text.slice(at, start), <mark>{text.slice(start, end)}</mark>);
    at = end;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}
