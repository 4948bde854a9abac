import { isNode, LineCounter, parseDocument } from 'yaml';
import type { WalkFault } from './walk-fault.js';

/** A file of a walk. */
export interface WalkFile {
  /** To name it in faults. */
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
  readonly faults: readonly WalkFault[];
  /** Make a fault at a place; at the nearest place around it when it does not exist. */
  readonly fault: (
    at: YamlPath,
    code: string,
    message: string,
    severity?: WalkFault['severity'],
  ) => WalkFault;
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
  const faults = document.errors.map((error): WalkFault => {
    const message = error.message.split('\n', 1)[0] ?? '';
    return { path: file.path, ...place(error.pos[0]), code: 'walk-yaml', severity: 'error', message };
  });
  return {
    path: file.path,
    value: faults.length > 0 ? undefined : readValue(() => document.toJS()),
    faults,
    fault: (at, code, message, severity = 'error') => ({
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
