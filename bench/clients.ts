import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { get, startService, stopService, closeConnections } from './service.js';

/**
 * Verify that clients generated from the contract by openapi-generator (Java, Python, TypeScript) compile and can read a running service.
 *
 * Needs Java 11, Maven (which downloads the generator), and Python with pydantic, urllib3 and dateutil. Without Java or Maven nothing is
 * generated, which is reported but is not a failure.
 *
 * usage: npm run clients
 */
const GENERATOR = 'org.openapitools:openapi-generator-cli:7.25.0';
const FIXTURES = resolve('test/fixtures/generated-clients');
const TSC = join(createRequire(import.meta.url).resolve('typescript/package.json'), '../bin/tsc');

/** Otherwise the generated code imports the walk's form without defining it. */
const WITH_FORMS = ['--global-property', 'skipFormModel=false'];

/** A client: how it is generated, built, and run. */
interface Made {
  readonly name: string;
  readonly options: readonly string[];
  /** @returns The command that reads the service whose URL is appended. */
  readonly build: (folder: string) => readonly string[];
}

const scratch = mkdtempSync(join(tmpdir(), 'parlance-clients-'));
const faults: string[] = [];

function run(command: readonly string[], cwd: string): SpawnSyncReturns<string> {
  const [program = '', ...given] = command;
  return spawnSync(program, given, { cwd, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** @throws Error with the end of the program's output. */
function need(command: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = run(command, cwd);
  if (status === 0) return stdout;
  const said = `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`${command.slice(0, 3).join(' ')} exited with ${status ?? String(error)}:\n${said}`);
}

const CLIENTS: readonly Made[] = [
  {
    name: 'java',
    options: [],
    build: (folder) => {
      copyFileSync(join(FIXTURES, 'Read.java'), join(folder, 'src/main/java/Read.java'));
      need(
        ['mvn', '-q', '-B', 'compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath'],
        folder,
      );
      const classpath = `target/classes:${readFileSync(join(folder, 'classpath'), 'utf8').trim()}`;
      return ['java', '-cp', classpath, 'Read'];
    },
  },
  {
    name: 'python',
    options: [],
    build: (folder) => {
      need(['python3', '-m', 'compileall', '-q', 'openapi_client'], folder);
      copyFileSync(join(FIXTURES, 'read.py'), join(folder, 'read.py'));
      return ['python3', 'read.py'];
    },
  },
  {
    name: 'typescript-fetch',
    options: ['--additional-properties=importFileExtension=.js'],
    build: (folder) => {
      copyFileSync(join(FIXTURES, 'read.ts'), join(folder, '../read.ts'));
      const flags =
        '--module nodenext --target es2022 --strict --skipLibCheck --outDir ../out --types node'.split(' ');
      writeFileSync(join(folder, '../package.json'), '{"type":"module"}');
      symlinkSync(resolve('node_modules'), join(folder, '../node_modules'));
      need([process.execPath, TSC, ...flags, '../read.ts'], folder);
      return [process.execPath, '../out/read.js'];
    },
  },
];

async function check(): Promise<void> {
  need(
    ['mvn', '-q', '-B', 'dependency:copy', `-Dartifact=${GENERATOR}`, `-DoutputDirectory=${scratch}`],
    scratch,
  );
  const service = await startService(resolve('content'), join(scratch, 'data'), '/readyz');
  try {
    const contract = join(scratch, 'openapi.json');
    writeFileSync(contract, (await get(`${service.url}/api/v1/openapi.json`)).body);
    const jar = join(scratch, `${GENERATOR.split(':').slice(1).join('-')}.jar`);
    const answers = new Set<string>();
    for (const { name, options, build } of CLIENTS) {
      const folder = join(scratch, name, 'client');
      try {
        need(
          [
            'java',
            '-jar',
            jar,
            'generate',
            ...WITH_FORMS,
            '-i',
            contract,
            '-g',
            name,
            '-o',
            folder,
            ...options,
          ],
          scratch,
        );
        const read = need([...build(folder), `${service.url}/api/v1`], folder).trim();
        answers.add(read);
        process.stdout.write(`${name}: ${read}\n`);
      } catch (error) {
        faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    if (answers.size > 1) faults.push('the clients do not read the same');
  } finally {
    await stopService(service);
    closeConnections();
  }
}

const missing = ['java', 'mvn'].filter((program) => run([program, '-version'], scratch).error !== undefined);
if (missing.length > 0)
  process.stdout.write(`NOT RUN: generated clients, no ${missing.join(' and no ')} on this machine\n`);
else await check();
rmSync(scratch, { recursive: true, force: true });
for (const fault of faults) process.stderr.write(`FAILED: ${fault}\n`);
process.exitCode = faults.length === 0 ? 0 : 1;
