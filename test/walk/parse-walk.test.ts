import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WalkFile } from '../../src/walk/files/yaml-source.js';
import { parseFiles, walkFiles } from './support/guided-walk.js';

/** The real files with a piece of one of them changed. */
function changed(name: string, from: string | RegExp, to: string): WalkFile[] {
  return walkFiles().map((file) => {
    if (file.name !== name) return file;
    const text = file.text.replace(from, to);
    if (text === file.text) throw new Error(`nothing to change in ${name}`);
    return { ...file, text };
  });
}

const codes = (files: readonly WalkFile[]): readonly string[] => [
  ...new Set(parseFiles(files).diagnostics.map(({ code }) => code)),
];

it('finds nothing wrong with KA-05406, in twelve languages', () => {
  const { walk, diagnostics } = parseFiles(walkFiles());
  expect(diagnostics).toEqual([]);
  expect(walk?.languages).toHaveLength(12);
});

describe('a fault in walk.yaml', () => {
  it.each([
    ['broken YAML', 'version: 1', 'version: [1', 'walk-yaml'],
    ['a key twice', 'version: 1', 'version: 1\nversion: 2', 'walk-yaml'],
    ['a missing version', 'version: 1\n', '', 'walk-schema'],
    ['a bad bound', 'from: -2', 'from: soon', 'walk-schema'],
    ['an unknown key', 'start: logs', 'start: logs\nfinish: here', 'walk-schema'],
    ['an unknown kind of outcome', '{ kind: escalate }', '{ kind: panic }', 'walk-schema'],
    ['a start that is no node', 'start: logs', 'start: nowhere', 'walk-unknown-node'],
    ['an edge to no node', 'cannot: handover', 'cannot: nowhere', 'walk-unknown-node'],
    ['a result without an edge', '      credentials: credentials\n', '', 'walk-missing-edge'],
    [
      'an option without an edge',
      ', later: waitForRestart, unknown: waitForRestart }',
      ', later: waitForRestart }',
      'walk-missing-edge',
    ],
    [
      'an edge for no result',
      '{ daily: period, once: resumeOnly }',
      '{ daily: period, once: resumeOnly, weekly: period }',
      'walk-unknown-edge',
    ],
    ['a fact nobody registered', 'ask: tries', 'ask: moon', 'walk-unknown-fact'],
    ['a node nothing leads to', 'short: periodTooShort', 'short: reschedule', 'walk-unreachable'],
    ['a loop', "'no': escalate", "'no': reschedule", 'walk-loop'],
    [
      'a node named twice',
      '  escalate: { kind: escalate }',
      '  escalate: { kind: escalate }\n  period: { kind: advice }',
      'walk-duplicate-node',
    ],
    ['a redirect without an article', ', article: KA-23471', '', 'walk-redirect'],
    [
      'a question of the wrong type',
      '{ type: zone, example: Europe/Berlin }',
      '{ type: minutes, min: 1, max: 2, example: 1 }',
      'walk-missing-question',
    ],
  ])('%s is reported, and the walk is not served', (_, from, to, code) => {
    const { walk, diagnostics } = parseFiles(changed('walk.yaml', from, to));
    expect(walk).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toContain(code);
  });

  it('is placed by file, line and column', () => {
    const { diagnostics } = parseFiles(changed('walk.yaml', 'cannot: handover', 'cannot: nowhere'));
    const text = walkFiles().find((file) => file.name === 'walk.yaml')!.text;
    const line = text.slice(0, text.indexOf('cannot: handover')).split('\n').length;
    expect(diagnostics[0]).toMatchObject({
      path: 'walks/KA-05406/walk.yaml',
      line,
      severity: 'error',
      message: 'there is no node "nowhere"',
    });
    expect(diagnostics[0]?.column).toBeGreaterThan(20);
  });

  it('is a step the article does not have', () => {
    const { diagnostics } = parseFiles(walkFiles(), 1);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set(['walk-unknown-step']));
  });

  it('is that the file is missing', () => {
    expect(codes(walkFiles().filter((file) => file.name !== 'walk.yaml'))).toEqual(['walk-missing-file']);
  });
});

describe('a fault in a locale’s texts', () => {
  it.each([
    ['a missing sentence', /^ {2}oneDay: .*\n/m, '', 'walk-missing-text'],
    ['a missing option', ", 'no': 'Não, só de vez em quando'", '', 'walk-missing-text'],
    [
      'a lost placeholder',
      'início do workflow para {start} ({startZone}).',
      'início do workflow para {start}.',
      'walk-placeholders',
    ],
    ['an unknown placeholder', '{logZone}', '{zona}', 'walk-unknown-placeholder'],
    ['a lost instruction', /^ {6}- Selecione "Finish".*\n/m, '', 'walk-instructions'],
    ['an empty title', /^title: .*$/m, 'title: ""', 'walk-schema'],
  ])('%s is reported, and the walk is not served', (_, from, to, code) => {
    const { walk, diagnostics } = parseFiles(changed('pt.yaml', from, to));
    expect(walk).toBeUndefined();
    expect(diagnostics).toContainEqual(expect.objectContaining({ code, path: 'walks/KA-05406/pt.yaml' }));
  });

  it('is only a warning when a whole locale is missing', () => {
    const { walk, diagnostics } = parseFiles(walkFiles().filter((file) => file.name !== 'ko.yaml'));
    expect(walk?.languages).not.toContain('ko');
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'walk-missing-locale',
        severity: 'warning',
        message: 'add ko.yaml: until then this walk is served in another language (en)',
      }),
    ]);
  });

  it('is only a warning when a text is shown nowhere', () => {
    const { walk, diagnostics } = parseFiles(changed('pt.yaml', 'warning:\n', 'warning:\n  other: Outro\n'));
    expect(walk).toBeDefined();
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'walk-unused-text', severity: 'warning' })]);
  });
});

it('never throws, whatever the files hold', () => {
  const text = fc.oneof(
    fc.string(),
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.constantFrom(
      '&a [*a]',
      '? {}',
      '- - -',
      '__proto__: {}',
      `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]`,
    ),
  );
  fc.assert(
    fc.property(text, text, (walk, german) => {
      const files = [
        { name: 'walk.yaml', path: 'walk.yaml', text: walk },
        { name: 'de.yaml', path: 'de.yaml', text: german },
      ];
      const parsed = parseFiles(files);
      expect(parsed.walk).toBeUndefined();
      expect(parsed.diagnostics.length).toBeGreaterThan(0);
    }),
  );
});
