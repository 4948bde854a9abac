import { readdirSync, readFileSync } from 'node:fs';
import { buildPlainWalk } from '../src/walk/plain/build-plain-walk.js';
import { advance } from '../src/walk/engine/advance.js';
import { parseWalk } from '../src/walk/files/parse-walk.js';
import { readLog } from '../src/walk/facts/restart-clock/log/read-log.js';
import { shownSteps } from '../src/walk/plain/plan-steps.js';
import { startLogPost } from './post-log.js';
import { buildReading, buildSteps, buildTranslation } from '../test/support/build-article.js';

const SIZE = 256 * 1024;
const NOW = Date.parse('2025-02-03T10:00:00Z');

/** Milliseconds of each run, sorted, without the first runs, in which V8 compiles. */
function measure(run: () => unknown, runs: number): readonly number[] {
  const times: number[] = [];
  for (let i = 0; i < runs + 5; i++) {
    const begun = performance.now();
    run();
    if (i >= 5) times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}

/** The same for asynchronous work. */
async function measureAsync(run: () => Promise<unknown>, runs: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < runs + 5; i++) {
    const begun = performance.now();
    await run();
    if (i >= 5) times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}

function report(name: string, times: readonly number[]): void {
  const at = (share: number): string =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(3);
  console.log(`${name.padEnd(44)} median ${at(0.5)} ms   p95 ${at(0.95)} ms   worst ${at(1)} ms`);
}

const repeat = (text: string): string => text.repeat(Math.ceil(SIZE / text.length)).slice(0, SIZE);

const folder = 'content/walks/KA-05406';
const files = readdirSync(folder).map((name) => ({
  name,
  path: name,
  text: readFileSync(`${folder}/${name}`, 'utf8'),
}));
const parse = (): ReturnType<typeof parseWalk> =>
  parseWalk({ number: 'KA-05406', folder, files, locales: [], stepCount: 2 });
const { walk } = parse();
if (walk === undefined) throw new Error('the walk has faults');
report('parse and check the walk’s files', measure(parse, 20));

const translation = buildTranslation({
  steps: buildSteps(...Array.from({ length: 20 }, (_, i) => `Step ${i + 1}`)),
});
const reading = buildReading([translation]);
const PLAN = {
  kind: 'sequence',
  lists: [{ index: 0, steps: translation.steps.map((step) => step.number) }],
} as const;
const build = (): ReturnType<typeof buildPlainWalk> =>
  buildPlainWalk(reading, PLAN, shownSteps(translation, [], undefined), []);
const plain = build();
if (plain === undefined) throw new Error('no plain walk');
const steps = Object.fromEntries(translation.steps.map((step) => [`step-${step.number}`, 'done']));
report('build a plain walk from 20 steps', measure(build, 500));
report(
  'a state from 20 answers (plain)',
  measure(() => advance(plain, { answers: steps }, NOW), 2000),
);

const times = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) =>
    new Date(Date.UTC(2022, 0, 1 + i, 6, 0, 12)).toISOString().slice(0, 19),
  );
const answers = (count: number): object => ({
  logs: { failedAt: times(count), fault: 'logon' },
  zone: 'America/New_York',
  restart: { time: '06:00', zone: 'Europe/Paris', kind: 'daily' },
  period: 60,
});
report(
  'a state from all answers, 2 times (guided)',
  measure(() => advance(walk, { answers: answers(2) }, NOW), 2000),
);
report(
  'a state from all answers, 20 times (guided)',
  measure(() => advance(walk, { answers: answers(20) }, NOW), 2000),
);
report(
  'a state from all answers, 100 times (guided)',
  measure(() => advance(walk, { answers: answers(100) }, NOW), 500),
);

const logs: Readonly<Record<string, string>> = {
  'a journal':
    "19/08/2022 06:00:12 mcSynch Empty return for method 'Logon' of service 'xtk:session'.\n19/08/2022 06:00:01 Workflow is being run\n",
  'a module’s log':
    '2022-08-19 05:59:58.102+02:00 00002572 00007893 1 info log Starting workflow (operator)\n',
  'times only': '19/08/2022 06:00:12 ',
  'short lines': '1\n',
  'short times': '1/1/2022 1:11\t\n',
  'empty lines': '\n',
  'one digit': '1',
  'half dates': '1/1/2022 1',
  'console times': '12:00:00 >\n',
  'marks to be composed': '\u0315\u0300\u0323\u0301',
  'half signatures': 'logon xtk : ',
  'full-width digits': '１９／08',
};
for (const [name, text] of Object.entries(logs)) {
  const log = repeat(text);
  report(
    `256 KB: ${name}`,
    measure(() => readLog(log, NOW), 20),
  );
}

await using service = await startLogPost();
for (const name of ['a journal', 'short lines']) {
  const log = repeat(logs[name] ?? '').slice(0, -1);
  for (const shape of ['json', 'form'] as const) {
    const posted = await measureAsync(() => service.send(log, shape), 30);
    report(`256 KB over HTTP, ${shape}: ${name}`, posted);
  }
}
