/** Something wrong in a walk's files. */
export interface WalkFault {
  /** The file, as its path was given. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Stable name: `walk-dead-end`. */
  readonly code: string;
  /** An error keeps the walk from being served, a warning does not. */
  readonly severity: 'error' | 'warning';
  /** One line that says how to mend it. */
  readonly message: string;
}
