import { readFileSync, writeFileSync } from 'node:fs';
import type { MadeFile } from './make-content.js';
import { get, pause, type Service } from './service.js';

/** Results of saving files under load. */
export interface Changes {
  /** Milliseconds from a save to the first response that shows it. */
  readonly times: readonly number[];
  readonly asked: number;
  readonly failed: number;
}

/** Save a file and poll until its new title is served, under a background load of 50 requests per second; the file is restored. */
export async function changeUnderLoad(
  service: Service,
  { file, page }: MadeFile,
  others: readonly MadeFile[],
  runs: number,
): Promise<Changes> {
  const before = readFileSync(file, 'utf8');
  let [failed, asked] = [0, 0];
  const load = setInterval(() => {
    asked += 1;
    get(service.url + (others[asked % others.length]?.page ?? page)).then(
      ({ status }) => (failed += status === 200 ? 0 : 1),
      () => (failed += 1),
    );
  }, 20);
  const times: number[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      const word = `changed${run}x${Date.now()}`;
      const saved = performance.now();
      writeFileSync(file, before.replace(/^title: .*$/m, `title: ${word}`));
      while (!(await get(service.url + page)).body.includes(word)) await pause(5);
      times.push(performance.now() - saved);
      await pause(300);
    }
  } finally {
    clearInterval(load);
    writeFileSync(file, before);
  }
  await pause(200);
  return { times, failed, asked };
}
