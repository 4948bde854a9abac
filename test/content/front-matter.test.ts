import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from '../../src/content/split-front-matter.js';
import { articleFile, compileArticle, diagnosticCodes } from '../support/compile.js';

function yaml(...lines: string[]): ReturnType<typeof splitFrontMatter> {
  return splitFrontMatter('en/KA-90001.md', `---\n${lines.join('\n')}\n---\ntext\n`);
}

describe('splitFrontMatter', () => {
  it.each([
    [
      'text behind a quoted value',
      ['title: "lamp_num"、"lamp_page"… "0"'],
      'multiline key may not be an implicit key',
      3,
    ],
    [
      'a closing quote that was lost',
      ['title: "\\"lamp_num\\"、…\\"0\\"', 'solution: Lantern', 'bug: false'],
      'unexpected end of the stream',
      5,
    ],
    [
      'an unquoted mark of an interface',
      ['title: [!UICONTROL Status] blinks'],
      'unknown tag !<!UICONTROL>',
      2,
    ],
    ['an unquoted mark of a name', ['title: [!DNL Lantern] blinks'], 'unknown tag !<!DNL>', 2],
    [
      'a quoted value with more behind it',
      ['title: x', 'applies-to: "Lantern", Cloud'],
      'end of the stream or a document separator is expected',
      3,
    ],
    [
      'a colon in an unquoted value',
      ['description: Fix "x.LampException: Unknown lamp" now'],
      'incomplete explicit mapping pair',
      2,
    ],
    [
      'double quotes inside double quotes',
      ['title: "Lamp with quotes "in title" here"'],
      'multiline key may not be an implicit key',
      3,
    ],
    ['quotes before a bracket', ['title: ["lamp" [x]'], 'missed comma between flow collection entries', 2],
    ['a bar with text behind it', ['title: | the lamp'], 'a line break is expected', 2],
    [
      'a continuation line with an asterisk',
      ['title: the lamp', '* '],
      'name of an alias node must contain at least one character',
      3,
    ],
    ['a key twice', ['exl-id: a', 'exl-id: b'], 'duplicated mapping key', 3],
    ['an escaped bracket in double quotes', ['title: "a \\] b"'], 'unknown escape sequence', 2],
    ['an escaped asterisk in double quotes', ['title: "a \\* b"'], 'unknown escape sequence', 2],
    ['a function', ['title: !!js/function "function () {}"'], 'unknown tag', 2],
  ])('reports %s with its line', (_name, lines, reason, line) => {
    const found = yaml(...lines);
    expect(found).toMatchObject({ code: 'front-matter-invalid', severity: 'error', line });
    expect(found).toHaveProperty('message', expect.stringContaining(reason));
  });

  it('reports the same errors on a second read', () => {
    const lines = ['title: "a" b'];
    expect(yaml(...lines)).toEqual(yaml(...lines));
    expect(yaml(...lines)).toHaveProperty('code', 'front-matter-invalid');
  });

  it('never shares values between two readings of one text', () => {
    const [one, two] = [yaml('solution: [A]'), yaml('solution: [A]')];
    if ('code' in one || 'code' in two) throw new Error('both can be read');
    expect(one.data).not.toBe(two.data);
  });

  it.each([
    '---js\n{ title: process.exit(1) }\n---\n',
    '---javascript\ntitle\n---\n',
    '---json\n{"title": "x"}\n---\n',
    '---coffee\ntitle\n---\n',
    '--- \u00A0x\ntitle: x\n---\n',
  ])('never evaluates %j', (text) => {
    expect(splitFrontMatter('x.md', text)).toMatchObject({ code: 'front-matter-invalid', line: 1 });
  });

  it.each(['# No front matter\n', '', '\n---\ntitle: x\n---\n', '***\ntitle: x\n***\n'])(
    'reports a file without front matter: %j',
    (text) => {
      expect(splitFrontMatter('x.md', text)).toMatchObject({ code: 'front-matter-missing' });
    },
  );

  it('reports front matter that is not closed', () => {
    expect(splitFrontMatter('x.md', '---\ntitle: x\ntext')).toMatchObject({ code: 'front-matter-invalid' });
  });

  it.each(['- a\n- b', 'just text', '42'])('reports front matter that is not a mapping: %j', (text) => {
    expect(yaml(text)).toMatchObject({ code: 'front-matter-invalid' });
  });

  it('keeps the line numbers of the body', () => {
    const found = splitFrontMatter('x.md', '---\ntitle: x\n\n---\n\nsix\n---\n');
    expect(found).toMatchObject({ body: '\nsix\n---\n', linesBefore: 4 });
  });

  it('never throws for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const found = yaml(text);
        expect('code' in found ? found.severity : typeof found.data).toMatch(/error|object/);
      }),
    );
  });
});

describe('a file whose front matter has diagnostics', () => {
  it('is rejected with one diagnostic on one line', () => {
    const compiled = compileArticle('', {}, { text: '---\ntitle: "a" b\n---\n' });
    expect(compiled.translation).toBeUndefined();
    expect(compiled.diagnostics).toHaveLength(1);
    expect(compiled.diagnostics[0]?.message).not.toContain('\n');
  });

  it('is rejected without a title, or with an empty or null one', () => {
    for (const title of [undefined, '', '""', 'null', '" "']) {
      const compiled = compileArticle('text', { title });
      expect(compiled.translation).toBeUndefined();
      expect(diagnosticCodes(compiled)).toEqual(['title-missing']);
    }
  });

  it.each([
    '1.10',
    '7.10',
    '12:30',
    '2024-03-05',
    '0x80',
    '007',
    '0o17',
    'true',
    'No',
    '1e3',
    '1_000',
    '.inf',
    '<<',
  ])('reads the title %s as written', (title) => {
    expect(compileArticle('text', { title, description: title }).translation).toMatchObject({
      title,
      description: title,
    });
  });

  it('reads list items as written, and drops none because of an invalid one', () => {
    const lists = '["a, b", c, 2024-01-01, true, 5, 7.10, {Error: timeout}, [x, y], ~]';
    const { translation, facts } = compileArticle('text', { keywords: lists, 'applies-to': '[7.10, 8.0]' });
    expect(translation?.keywords).toEqual([
      'a, b',
      'c',
      '2024-01-01',
      'true',
      '5',
      '7.10',
      'Error: timeout',
      'x, y',
      '~',
    ]);
    expect(facts?.appliesTo).toEqual(['7.10', '8.0']);
  });

  it.each([
    ['yes', true],
    ['"true"', true],
    ['TRUE', true],
    ['false', false],
    ['null', false],
    ['~', false],
  ])('reads the flag %s as %s', (bug, isBug) => {
    const compiled = compileArticle('text', { bug });
    expect(compiled.facts?.isBug).toBe(isBug);
    expect(diagnosticCodes(compiled)).toEqual([]);
  });

  it('truncates a title or description of more than 512 characters, with a warning', () => {
    const long = 'a💡'.repeat(70_000);
    const compiled = compileArticle('text', { title: long, description: long });
    const { title = '', description = '' } = compiled.translation ?? {};
    expect([title.length <= 512, description.length <= 512]).toEqual([true, true]);
    expect(title).toMatch(/^(?:a💡)+a?…$/u);
    expect(diagnosticCodes(compiled)).toEqual(['text-cut', 'text-cut']);
  });

  it('reads a title that is a number', () => {
    expect(compileArticle('text', { title: '12345' }).translation?.title).toBe('12345');
  });

  it.each([
    ['title', '{ a: 1 }', 'title-missing'],
    ['solution', '{ a: 1 }', 'field-type'],
    ['bug', 'perhaps', 'field-type'],
    ['version-number', 'three', 'field-type'],
    ['version-number', '0', 'field-type'],
    ['version-number', '1.5', 'field-type'],
    ['article-created-date', 'in August', 'date-invalid'],
    ['version-number', '0x3', 'field-type'],
    ['description', '[a, b]', 'field-type'],
  ])('reports "%s" with the value %s and reads the rest', (key, value, code) => {
    const compiled = compileArticle('text', { [key]: value });
    expect(diagnosticCodes(compiled)).toContain(code);
    if (code === 'field-type') expect(compiled.translation?.title).toBe('The lamp blinks');
  });

  it.each([
    'description',
    'solution',
    'article-created-date',
    'article-published-date',
    'version-number',
    'article-number',
  ])('is read without "%s", with a warning', (key) => {
    const compiled = compileArticle('text', { [key]: undefined });
    expect(compiled.diagnostics).toMatchObject([
      { code: 'field-missing', severity: 'warning', message: expect.stringContaining(key) },
    ]);
    expect(compiled.translation).toBeDefined();
  });

  it('names the line of the key', () => {
    const { diagnostics } = compileArticle('text', { 'article-created-date': 'yesterday' });
    expect(diagnostics).toMatchObject([{ code: 'date-invalid', line: 5 }]);
  });
});

describe('keys', () => {
  it('keep products of both lists once, in order, and split at commas only', () => {
    const { facts } = compileArticle('text', {
      solution: 'Lantern,Lantern Cloud',
      product: 'Lantern Cloud, Lamp',
      'applies-to': '"Lamp 1.0"',
    });
    expect(facts).toEqual({
      products: ['Lantern', 'Lantern Cloud', 'Lamp'],
      appliesTo: ['Lamp 1.0'],
      isBug: false,
      isHidden: false,
    });
  });

  it('may be lists', () => {
    expect(compileArticle('text', { solution: '["A", "B"]' }).facts?.products).toEqual(['A', 'B']);
  });

  it('may be empty', () => {
    expect(compileArticle('text', { solution: '' }).facts?.products).toEqual([]);
  });

  it('give the translation method and the human share', () => {
    const origin = (front: Record<string, string>): unknown =>
      compileArticle('text', front).translation?.origin;
    expect(origin({})).toEqual({ kind: 'human', humanDegree: undefined });
    expect(origin({ 'workflow-type': 'tm+mt', 'ht-degree': '2%' })).toEqual({
      kind: 'machine',
      humanDegree: 0.02,
    });
    expect(origin({ 'workflow-type': 'tm+mt', 'ht-degree': "'100%'" })).toEqual({
      kind: 'machine',
      humanDegree: 1,
    });
    expect(origin({ 'workflow-type': 'tm+mt', 'ht-degree': 'much' })).toEqual({
      kind: 'machine',
      humanDegree: undefined,
    });
  });

  it('that are unknown are ignored', () => {
    expect(diagnosticCodes(compileArticle('text', { 'x-anything': '[1, 2]', __proto__x: '1' }))).toEqual([]);
  });
});

describe('private keys', () => {
  it('never appear in compiled output', () => {
    const secrets = {
      'internal-notes': 'Ticket SECRET-1',
      'dynamics-url': 'https://crm.example/SECRET-2',
      'article-created-by': 'SECRET Writer',
      'article-published-by': 'SECRET Editor',
      'exl-id': 'SECRET-3',
      'source-git-commit': 'SECRET-4',
    };
    const compiled = compileArticle('## Resolution\n\n1. Step\n', secrets);
    expect(compiled.translation).toBeDefined();
    expect(JSON.stringify(compiled)).not.toContain('SECRET');
  });

  it('stay private in diagnostics', () => {
    const text = articleFile('x', { 'internal-notes': 'Ticket SECRET-1', title: '"a" b' });
    expect(JSON.stringify(compileArticle('', {}, { text }))).not.toContain('SECRET');
  });

  it('leave no internal URL in title, description, keywords or heading', () => {
    const secret = 'https://wiki.intranet.example/SECRET';
    const compiled = compileArticle(`# See ${secret}\n\ntext`, {
      title: `'See ${secret}'`,
      description: `'See ${secret}'`,
      keywords: `'KCS, ${secret}'`,
    });
    expect(compiled.translation?.title).toMatch(/^See \[internal address\]$/i);
    expect(JSON.stringify(compiled)).not.toContain('SECRET');
  });
});

describe('article numbers', () => {
  it('come from the front matter, or else from the file name', () => {
    expect(compileArticle('x', { 'article-number': 'ka-90001' }).translation?.number).toBe('KA-90001');
    expect(compileArticle('x', { 'article-number': undefined }).translation?.number).toBe('KA-90001');
    expect(compileArticle('x', {}, { fileNumber: undefined }).translation?.number).toBe('KA-90001');
  });

  it('of video pages come from their own key', () => {
    const { translation, diagnostics } = compileArticle(
      'x',
      { 'article-number': undefined, kt: '90003', 'version-number': undefined },
      { fileNumber: 'KT-90003' },
    );
    expect(translation?.number).toBe('KT-90003');
    expect(diagnostics).toEqual([]);
  });

  it.each([
    [{ 'article-number': 'KA-90002' }, 'KA-90001', 'number-mismatch'],
    [{ 'article-number': undefined, kt: '90004' }, 'KT-90003', 'number-mismatch'],
    [{ 'article-number': undefined }, undefined, 'number-missing'],
    [{ 'article-number': 'KA-12' }, undefined, 'number-missing'],
    [{ 'article-number': '../../etc/passwd' }, 'KA-90001', 'number-missing'],
    [{ 'article-number': '5406' }, 'KA-90001', 'number-missing'],
  ])('reject the file if they are %j and the file name is %s', (front, fileNumber, code) => {
    const compiled = compileArticle('x', front, { fileNumber });
    expect(compiled.translation).toBeUndefined();
    expect(diagnosticCodes(compiled)).toEqual([code]);
  });
});
