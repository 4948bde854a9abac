import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseWalk } from '../../src/walk/files/parse-walk.js';
import { LAMP_TEXTS, LAMP_WALK, parseLamp } from './support/lamp-walk.js';

/** A text with a piece of it changed. */
function changed(text: string, from: string | RegExp, to: string): string {
  const result = text.replace(from, to);
  if (result === text) throw new Error(`nothing to change: ${String(from)}`);
  return result;
}

describe('an error in walk.yaml', () => {
  it.each([
    ['broken YAML', 'version: 2', 'version: [2', 'walk-yaml'],
    ['a key twice', 'version: 2', 'version: 2\nversion: 3', 'walk-yaml'],
    ['a missing version', 'version: 2\n', '', 'walk-schema'],
    ['another fact set', 'factSet: lamp', 'factSet: moon', 'walk-schema'],
    ['a bad bound', 'sockets: 3', 'sockets: many', 'walk-schema'],
    ['an input no set brings', 'type: count', 'type: weight', 'walk-schema'],
    ['an unknown key', 'start: bulbs', 'start: bulbs\nfinish: here', 'walk-schema'],
    ['an unknown kind of outcome', '{ kind: advice }', '{ kind: panic }', 'walk-schema'],
    ['a start that is no node', 'start: bulbs', 'start: nowhere', 'walk-unknown-node'],
    ['an edge to no node', "'yes': lit", "'yes': nowhere", 'walk-unknown-node'],
    ['a result without an edge', ', dim: buy', '', 'walk-missing-edge'],
    ['an option without an edge', "'no': shop, ", '', 'walk-missing-edge'],
    ['an edge for no result', ', dim: buy', ', dim: buy, dark: buy', 'walk-unknown-edge'],
    ['a fact the set lacks', 'ask: light', 'ask: heat', 'walk-unknown-fact'],
    ['a node nothing leads to', 'dim: buy', 'dim: shop', 'walk-unreachable'],
    ['a loop', "'no': shop", "'no': light", 'walk-loop'],
    ['a node named twice', '  lit: {', '  bulbs: { kind: advice }\n  lit: {', 'walk-duplicate-node'],
    ['a redirect without an article', ', article: KA-90002', '', 'walk-redirect'],
    ['no question the set reads', /bulbs/g, 'lamps', 'walk-missing-question'],
  ])('(%s) is reported, and the walk is not served', (_, from, to, code) => {
    const { walk, diagnostics } = parseLamp(changed(LAMP_WALK, from, to));
    expect(walk).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  it('has file, line and column', () => {
    const text = changed(LAMP_WALK, "'yes': lit", "'yes': nowhere");
    const { diagnostics } = parseLamp(text);
    const line = text.slice(0, text.indexOf('nowhere')).split('\n').length;
    expect(diagnostics[0]).toMatchObject({
      path: 'walks/KA-90001/walk.yaml',
      line,
      severity: 'error',
      message: 'node "nowhere" does not exist',
    });
    expect(diagnostics[0]?.column).toBeGreaterThan(10);
  });

  it('can be a step the article lacks', () => {
    expect(parseLamp(LAMP_WALK, undefined, 1).diagnostics).toEqual([]);
    const { diagnostics } = parseLamp(LAMP_WALK, undefined, 0);
    expect(diagnostics.map(({ code }) => code)).toEqual(['walk-unknown-step']);
  });

  it('can be a missing file', () => {
    const { diagnostics } = parseWalk({ number: 'KA-90001', folder: '', files: [], locales: [] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['walk-missing-file']);
  });
});

describe('an error in a locale’s texts', () => {
  const german = (from: string | RegExp, to: string): ReturnType<typeof parseLamp> =>
    parseLamp(LAMP_WALK, { en: LAMP_TEXTS, de: changed(LAMP_TEXTS, from, to) });

  it.each([
    ['a missing sentence', 'glass: Mind the glass', '', 'walk-missing-text'],
    ['a missing option', ", 'no': 'No'", '', 'walk-missing-text'],
    ['a lost placeholder', 'Buy {missing} bulbs', 'Buy bulbs', 'walk-placeholders'],
    ['a placeholder that nothing fills', '{missing}', '{weather}', 'walk-unknown-placeholder'],
    ['a lost instruction', ', Count.', '', 'walk-instructions'],
    ['an empty title', 'title: Light', 'title: ""', 'walk-schema'],
  ])('(%s) is reported, and the walk is not served', (_, from, to, code) => {
    const { walk, diagnostics } = german(from, to);
    expect(walk).toBeUndefined();
    expect(diagnostics).toContainEqual(expect.objectContaining({ code, path: 'walks/KA-90001/de.yaml' }));
  });

  it('can be that no language has texts', () => {
    expect(parseLamp(LAMP_WALK, {}).diagnostics).toMatchObject([
      { code: 'walk-missing-text', severity: 'error' },
    ]);
  });

  it('is only a warning if a site locale is missing', () => {
    const { walk, diagnostics } = parseLamp(LAMP_WALK, { de: LAMP_TEXTS });
    expect(walk?.languages).toEqual(['de']);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'walk-missing-locale',
        severity: 'warning',
        message: 'add en.yaml; until then this walk is served in another language (de)',
      }),
    ]);
  });

  it('is only a warning if a text is unused', () => {
    const { walk, diagnostics } = german('glass: Mind the glass', 'glass: Mind the glass, other: Odd');
    expect(walk).toBeDefined();
    expect(diagnostics).toEqual([expect.objectContaining({ code: 'walk-unused-text', severity: 'warning' })]);
  });
});

it('parseWalk never throws for any files', () => {
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
      const parsed = parseLamp(walk, { de: german });
      expect(parsed.walk).toBeUndefined();
      expect(parsed.diagnostics.length).toBeGreaterThan(0);
    }),
  );
});
