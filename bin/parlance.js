#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

// From Node 22.8 on, what was compiled once is not compiled at the next start.
module.enableCompileCache?.();
const compiled = new URL('../dist/main.js', import.meta.url);
if (!existsSync(compiled) && !(await import('./build.js')).build()) process.exit(1);
const { main } = await import(compiled.href);
process.exitCode = await main(process.argv.slice(2), process.env);
