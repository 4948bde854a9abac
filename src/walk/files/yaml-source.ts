import { isNode, LineCounter, parseDocument } from 'yaml';

/** Something wrong in a walk's files. */
export interface WalkDiagnostic {
  /** The file, as its path was given. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** Stable name: `walk-dead-end`. */
  readonly code: string;
  /** An error keeps the walk from being served, a warning does not. */
  readonly severity: 'error' | 'warning';
  /** One line that says how to correct it. */
  readonly message: string;
}

/** A file of a walk. */
export interface WalkFile {
  /** To name it in diagnostics. */
  readonly path: string;
  /** Without folders: `walk.yaml`, `de.yaml`. */
  readonly name: string;
  readonly text: string;
}

/** Keys and indexes from a file's top to a place in it. */
export type YamlPath = readonly PropertyKey[];

/** A file read as YAML, which can say where everything stands. */
export interface YamlSource {
  readonly path: string;
  /** As parsed; not yet checked. */
  readonly value: unknown;
  /** What could not be read at all. */
  readonly diagnostics: readonly WalkDiagnostic[];
  /** Make a diagnostic at a place; at the nearest place around it when it does not exist. */
  readonly diagnostic: (
    at: YamlPath,
    code: string,
    message: string,
    severity?: WalkDiagnostic['severity'],
  ) => WalkDiagnostic;
}

/** Read a file as YAML 1.2; never throws. */
export function readYaml(file: WalkFile): YamlSource {
  const lineCounter = new LineCounter();
  const document = parseDocument(file.text, {
    lineCounter,
    prettyErrors: false,
    uniqueKeys: true,
    logLevel: 'error',
  });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const offsetOf = (at: YamlPath): number => {
    for (let length = at.length; length > 0; length--) {
      const node = document.getIn(at.slice(0, length), true);
      if (isNode(node) && node.range != null) return node.range[0];
    }
    return 0;
  };
  const diagnostics = document.errors.map((error): WalkDiagnostic => {
    const message = error.message.split('\n', 1)[0] ?? '';
    return { path: file.path, ...place(error.pos[0]), code: 'walk-yaml', severity: 'error', message };
  });
  return {
    path: file.path,
    value: diagnostics.length > 0 ? undefined : readValue(() => document.toJS()),
    diagnostics,
    diagnostic: (at, code, message, severity = 'error') => ({
      path: file.path,
      ...place(offsetOf(at)),
      code,
      severity,
      message,
    }),
  };
}

/** Aliases that multiply past yaml's limit throw only here; the schema then says that the file is empty. */
function readValue(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
