#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import module from 'node:module';

// Loading the modules takes more than a hundred open files; Linux says here how many there may be.
const fewestFiles = 256;
const limits = existsSync('/proc/self/limits') ? readFileSync('/proc/self/limits', 'utf8') : '';
const openFiles = Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? fewestFiles);
if (openFiles < fewestFiles) {
  process.stderr.write(
    `parlance: ulimit -n is ${openFiles}; takes ${fewestFiles} open files or more, and one more for each connection\n`,
  );
  process.exit(2);
}
// From Node 22.8 on, what was compiled once is not compiled at the next start.
module.enableCompileCache?.();
const compiled = new URL('../dist/main.js', import.meta.url);
if (!existsSync(compiled) && !(await import('./build.js')).build()) process.exit(1);
const { main } = await import(compiled.href);
process.exitCode = await main(process.argv.slice(2), process.env);
