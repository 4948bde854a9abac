import { isNode, LineCounter, parseDocument } from 'yaml';

export interface WalkDiagnostic {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** Stable name: `walk-dead-end`. */
  readonly code: string;
  /** A walk with an error is not served; warnings do not affect it. */
  readonly severity: 'error' | 'warning';
  /** One line on how to fix it. */
  readonly message: string;
}

export interface WalkFile {
  readonly path: string;
  /** Without folders: `walk.yaml`, `de.yaml`. */
  readonly name: string;
  readonly text: string;
}

export type YamlPath = readonly PropertyKey[];

/** A parsed YAML file with source positions. */
export interface YamlSource {
  readonly path: string;
  /** Parsed value, unchecked. */
  readonly value: unknown;
  readonly diagnostics: readonly WalkDiagnostic[];
  /** Create a diagnostic at a path, or at its nearest existing ancestor. */
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

/** Alias bombs past yaml's limit throw only here; the schema then reports an empty file. */
function readValue(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
