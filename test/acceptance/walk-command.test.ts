import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WALK_STATE } from '../../src/walk/present/wire-state.js';
import { HOUSE_CONTENT, KNOWN_ANSWERS } from '../support/walk-site.js';
import { makeFolders, ParlanceProcess, run, until, type Folders } from '../cli/parlance-process.js';

const WALK = '/api/v1/articles/KA-05406/walk';

/** Folders whose content has KA-05406 and its walk. */
function makeWalkFolders(): Folders & Disposable {
  const folders = makeFolders();
  cpSync(HOUSE_CONTENT, folders.contentDir, { recursive: true });
  return folders;
}

function send(address: string, body: object): Promise<Response> {
  return fetch(address + WALK, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

describe('a walk served by the real process', () => {
  const folders = makeWalkFolders();
  let service: ParlanceProcess;
  let address: string;
  beforeAll(async () => {
    service = new ParlanceProcess(['serve'], folders);
    address = await service.ready();
  });
  afterAll(async () => {
    await service[Symbol.asyncDispose]();
    folders[Symbol.dispose]();
  });

  it('leads from the first question to an outcome', async () => {
    const knows: Readonly<Record<string, unknown>> = {
      ...KNOWN_ANSWERS,
      reschedule: 'done',
      worked: 'no',
      reschedule2: 'done',
      worked2: 'yes',
    };
    const asked: string[] = [];
    let answers: Readonly<Record<string, unknown>> = {};
    let state = WALK_STATE.parse(await (await send(address, { locale: 'pt', answers })).json());
    while (state.question !== null) {
      const { id } = state.question;
      expect(asked).not.toContain(id);
      asked.push(id);
      answers = { ...state.answers, [id]: knows[id] };
      state = WALK_STATE.parse(
        await (await send(address, { locale: 'pt', walk: state.walk, answers })).json(),
      );
    }
    expect(asked).toEqual(Object.keys(knows));
    expect(state.outcome?.kind).toBe('resolved');
    expect(state).toMatchObject({ schedule: { recommended: 'alternative', alternative: { time: '06:10' } } });
  });

  it('accepts all answers at once and does not return the log', async () => {
    const logs = `${KNOWN_ANSWERS.logs} canary-of-a-customer`;
    const answer = await send(address, { locale: 'de', answers: { ...KNOWN_ANSWERS, logs } });
    const text = await answer.text();
    expect(WALK_STATE.parse(JSON.parse(text))).toMatchObject({
      question: { id: 'reschedule' },
      verdict: { name: 'same', deltaMinutes: 0.2 },
      schedule: { proposed: { time: '06:05', zone: 'Europe/Berlin' } },
    });
    await until('the request is logged', () => service.stdout.includes(WALK));
    expect(text + service.stdout + service.stderr).not.toContain('canary');
  });
});

describe('a broken walk', () => {
  it('is reported by check, and its article is served without it until it is fixed', async () => {
    using folders = makeWalkFolders();
    const file = path.join(folders.contentDir, 'walks/KA-05406/walk.yaml');
    const right = readFileSync(file, 'utf8');
    writeFileSync(file, right.replace('cannot: handover', 'cannot: nowhere'));
    const { code, stdout } = await run(['check'], folders);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^walks\/KA-05406\/walk\.yaml\n\s*\d+:\d+(?:-\d+:\d+)?\s+error\s+.*nowhere/m);

    await using service = new ParlanceProcess(['serve'], folders);
    const address = await service.ready();
    const kind = async (): Promise<unknown> => {
      const answer = await fetch(`${address}/api/v1/articles/KA-05406?locale=de`);
      expect(answer.status).toBe(200);
      return ((await answer.json()) as { walk: { kind: string } | null }).walk?.kind;
    };
    expect(await kind()).toBe('plain');
    writeFileSync(file, right);
    await until('the mended walk is served', async () => (await kind()) === 'guided');
  });
});
