import { spawnSync } from 'node:child_process';
import path from 'node:path';

/** Preloaded into the command's process; prints its peak memory at exit. */
const TELL_MEMORY =
  "data:text/javascript,process.on('exit',()=>console.error('peak '+process.resourceUsage().maxRSS))";

/**
 * Run `parlance report` over an up-to-date library: everything is checked, counted and rendered.
 *
 * @returns Seconds, and peak memory in MB.
 * @throws Error when the report fails.
 */
export function writeReport(
  contentDir: string,
  dataDir: string,
): { readonly seconds: number; readonly memory: number } {
  const started = performance.now();
  const out = path.join(dataDir, 'report.html');
  const call = ['--import', TELL_MEMORY, 'bin/parlance.js', 'report', '--out', out];
  const env = { ...process.env, CONTENT_DIR: contentDir, DATA_DIR: dataDir };
  const { status, stderr } = spawnSync(process.execPath, call, { env, encoding: 'utf8' });
  const peak = /^peak (\d+)/m.exec(stderr)?.[1];
  if (status !== 0 || peak === undefined) throw new Error(`no report: ${stderr}`);
  return { seconds: (performance.now() - started) / 1000, memory: Number(peak) / 1024 };
}
