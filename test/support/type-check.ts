import path from 'node:path';
import ts from 'typescript';

/**
 * Check the types of a file against another that exists in memory only.
 *
 * @param made - Text of the files that are not on the disk, by absolute path.
 * @returns What TypeScript has to say, one line a fault.
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
