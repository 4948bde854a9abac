import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanQuotes, dropMarker, quoteEdges, splitList } from '../../src/content/leaked-quotes.js';
import { compileArticle, diagnosticCodes } from '../support/compile.js';

const NONE = quoteEdges('The lamp blinks');

describe('cleanQuotes with an unquoted source', () => {
  it.each([
    ['"Die Lampe blinkt"', 'Die Lampe blinkt'],
    ["'Die Lampe blinkt'", 'Die Lampe blinkt'],
    ["'L'errore della lampada'", "L'errore della lampada"],
    ['\u00A0"Die Lampe blinkt"\u200B', 'Die Lampe blinkt'],
    ['\\"Status\\" der Lampe', '"Status" der Lampe'],
    ['错误\\“灯在闪烁\\”', '错误“灯在闪烁”'],
    ['錯誤\\「燈在閃爍\\」', '錯誤「燈在閃爍」'],
    ['"Fehler "blinkt" bei Lampe"', 'Fehler "blinkt" bei Lampe'],
    [`"L’errore della lampada è "noto""`, `L’errore della lampada è "noto"`],
    ['""', ''],
  ])('turns %j into %j', (raw, clean) => {
    expect(cleanQuotes(raw, NONE)).toBe(clean);
  });

  it.each([
    'Monitor 27"',
    "Kabel 6'",
    'Kabel 6\' 2"',
    "Die Eltern'",
    "'90 Jahre",
    '27" breit, 14"',
    '„Anmelden“',
    '“灯在闪烁”',
    '「ランプが点滅する」',
    '『ランプ』の点滅',
    '« La lampe clignote »',
    '‘Lampa’',
    '”Lampan”',
    '»Lampe«',
    '״מנורה״',
    `'Die Lampe blinkt"`,
    '"Die Lampe blinkt',
    'Die Lampe blinkt"',
    '"Status" und "Farbe"',
    '"Status" der Lampe',
    'Farbe der "Lampe"',
    "Lampen' Licht",
    '"',
    '',
  ])('leaves %j as it is', (value) => {
    expect(cleanQuotes(value, NONE)).toBe(value);
    expect(cleanQuotes(value, undefined)).toBe(value);
  });
});

describe('cleanQuotes with a quoted source', () => {
  it.each([
    ['"Status" error in the lamp', '"Status"-Fehler der Lampe"'],
    ['Choose "Preferred lamp"', '"Wählen Sie "Bevorzugte Lampe"'],
    ['"It blinks"', '"Sie blinkt"'],
  ])('with source %j leaves %j as it is', (source, raw) => {
    expect(cleanQuotes(raw, quoteEdges(source))).toBe(raw);
  });
});

describe('cleanQuotes without a source', () => {
  it.each([
    ['"Die Lampe blinkt"', 'Die Lampe blinkt'],
    ['"Fehler "blinkt" der Lampe"', '"Fehler "blinkt" der Lampe"'],
    ['Die Lampe ist \\"an\\"', 'Die Lampe ist "an"'],
  ])('turns %j into %j', (raw, clean) => {
    expect(cleanQuotes(raw, undefined)).toBe(clean);
  });

  it('removes at most one character at each end', () => {
    const text = fc.stringMatching(/^["'「」a-z ]{1,20}$/);
    fc.assert(
      fc.property(text, fc.option(text.map(quoteEdges), { nil: undefined }), (raw, source) => {
        const trimmed = raw.trim();
        const inner = trimmed.slice(1, -1).trim();
        expect(cleanQuotes(raw, source)).toContain(inner);
        expect(trimmed).toContain(cleanQuotes(raw, source));
      }),
    );
  });
});

describe('a file with leaked quotes', () => {
  it('shows the clean value, and keeps the raw one in its report', () => {
    const source = compileArticle('x').context;
    const compiled = compileArticle(
      'x',
      { title: `'"Die Lampe blinkt"'`, description: `'"x y"'` },
      { source, locale: 'de' },
    );
    expect(compiled.translation).toMatchObject({ title: 'Die Lampe blinkt', description: 'x y' });
    expect(diagnosticCodes(compiled)).toEqual(['quotes-leaked', 'quotes-leaked']);
    expect(compiled.diagnostics[0]).toMatchObject({
      line: 2,
      severity: 'warning',
      message: expect.stringContaining('"Die Lampe blinkt"'),
    });
  });

  it('has markup, entities and zero-width characters resolved in title and description', () => {
    const { translation } = compileArticle('x', {
      title: '"[!UICONTROL Status] &gt; [!DNL Lantern]\u200B `<`x`>`"',
      description: "'A &amp; B'",
    });
    expect(translation).toMatchObject({ title: 'Status > Lantern <x>', description: 'A & B' });
  });
});

describe('keywords', () => {
  it.each([
    ['KCS, lamp, blinking', ['lamp', 'blinking']],
    ['KCS、ランプ、点滅', ['ランプ', '点滅']],
    ['KCS，灯，闪烁;红', ['灯', '闪烁', '红']],
    [`"KCS, Lampe, Blinken'`, ['Lampe', 'Blinken']],
    ['「KCS、ランプ、点滅」', ['ランプ', '点滅」']],
    ['Kabel, Monitor 27"', ['Kabel', 'Monitor 27"']],
    ['Lantern "KCS, lámpara', ['Lantern', 'lámpara']],
    ['KCS', []],
    [' KCS , , a , ', ['a']],
    ['KCS, a, a', ['a']],
    ['KCS, error "blinks", b', ['error "blinks"', 'b']],
    ['', []],
  ])('of %j are %j', (raw, keywords) => {
    expect([...new Set(dropMarker(splitList(raw)))]).toEqual(keywords);
  });
});

describe('descriptions', () => {
  it.each([
    'Description',
    'Beschreibung',
    'Descripción',
    'Descrizione',
    '説明',
    '설명',
    'Beschrijving',
    'Descrição',
    'Beskrivning',
    '描述',
    '說明',
    'description',
    '  Description ',
  ])('that are just the word %j are dropped', (word) => {
    const compiled = compileArticle('x', { description: `'${word}'` });
    expect(compiled.translation?.description).toBeUndefined();
    expect(diagnosticCodes(compiled)).toEqual(['placeholder-description']);
  });

  it('that start with the word are kept', () => {
    expect(compileArticle('x', { description: 'Description of the lamp' }).translation?.description).toBe(
      'Description of the lamp',
    );
  });
});
