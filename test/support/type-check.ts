import path from 'node:path';
import ts from 'typescript';

/**
 * Type-check a file against files that exist only in memory.
 *
 * @param made - Texts of the files in memory, by absolute path.
 * @returns TypeScript's errors, one per line.
 */
export function typeFaults(file: string, made: ReadonlyMap<string, string>): readonly string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: [],
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  const disk = ts.createCompilerHost(options);
  host.fileExists = (name) => made.has(path.resolve(name)) || disk.fileExists(name);
  host.readFile = (name) => made.get(path.resolve(name)) ?? disk.readFile(name);
  host.getSourceFile = (name, target, ...rest) => {
    const text = made.get(path.resolve(name));
    return text === undefined
      ? disk.getSourceFile(name, target, ...rest)
      : ts.createSourceFile(name, text, target, true);
  };
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
