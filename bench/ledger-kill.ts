import { killWhileWriting } from '../test/support/kill-while-writing.js';
import { hasPostgres, startPostgres } from '../test/support/postgres-cluster.js';

/** Number of kills (an optional argument), and of link writes each interrupts. */
const [TIMES, WRITES] = [Number(process.argv[2] ?? 20), 2000];

/** Kill the service repeatedly in the middle of 2,000 link writes, on SQLite and on PostgreSQL, and count lost writes. */
async function measure(name: string, url?: string): Promise<boolean> {
  const started = performance.now();
  const results = await killWhileWriting(TIMES, WRITES, url);
  const sum = (count: (result: (typeof results)[number]) => number): number =>
    results.reduce((total, result) => total + count(result), 0);
  const [acknowledged, lost, doubled] = [
    sum((one) => one.acknowledged),
    sum((one) => one.lost),
    sum((one) => one.doubled),
  ];
  const unsound = results.filter(({ integrity }) => integrity?.includes('"ok"') === false).length;
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(
    `${name}: ${TIMES} kills, ${acknowledged} acknowledged writes, ${lost} lost, ${doubled} duplicated, ${unsound} files damaged, ${seconds} s\n`,
  );
  return lost + doubled + unsound === 0;
}

let isSound = await measure('SQLite');
if (hasPostgres()) {
  const cluster = await startPostgres();
  try {
    isSound = (await measure('PostgreSQL', cluster.createDatabase())) && isSound;
  } finally {
    await cluster.remove();
  }
}
process.exitCode = isSound ? 0 : 1;
