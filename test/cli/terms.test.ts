import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { makeFolders, run } from './parlance-process.js';

const SOURCE = 'Select **Save**, then [!UICONTROL Load file] in [!DNL Lantern Cloud].';

function article(version: number, body: string): string {
  return `---\ntitle: T\ndescription: D\nversion-number: ${version}\narticle-number: KA-90060\n---\n\n${body}\n`;
}

describe('parlance terms', () => {
  let folders: ReturnType<typeof makeFolders>;
  const put = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(folders.contentDir, file)), { recursive: true });
    writeFileSync(path.join(folders.contentDir, file), text);
  };

  beforeEach(() => {
    folders = makeFolders();
    for (const locale of ['en', 'sv']) mkdirSync(path.join(folders.contentDir, locale), { recursive: true });
    for (let number = 90061; number < 90064; number++) {
      put(`en/KA-${number}.md`, article(1, SOURCE).replaceAll('90060', String(number)));
      const word = number === 90063 ? 'Lagra, "nu"' : 'Spara';
      const text = `Välj <b>${word}</b>, sedan [!UICONTROL Läs in fil] i [!DNL Lyktmoln].`;
      put(`sv/KA-${number}.md`, article(1, text).replaceAll('90060', String(number)));
    }
    return () => folders[Symbol.dispose]();
  });

  it('counts the translations of each term, and marks the most used one', async () => {
    const { code, stdout } = await run(['terms', '--locale', 'sv'], folders);
    expect(code).toBe(0);
    expect(stdout.split('\r\n')).toEqual(
      expect.arrayContaining([
        'locale,kind,term,translation,count,preferred',
        'sv,bold,Save,Spara,2,most used',
        'sv,bold,Save,"Lagra, ""nu""",1,',
        'sv,name,Lantern Cloud,Lyktmoln,3,most used',
      ]),
    );
  });

  it('writes a list that check accepts and enforces', async () => {
    const { stdout } = await run(['terms', '--locale', 'sv', '--format', 'yaml'], folders);
    put('terms/sv.yaml', stdout.replace('Lyktmoln', 'Lantern Cloud'));
    const { stdout: checked } = await run(['check', '--rule', 'term-differs', '--json'], folders);
    const { findings } = JSON.parse(checked) as { findings: { file: string; message: string }[] };
    const messages = findings.filter(({ file }) => file === 'sv/KA-90063.md').map(({ message }) => message);
    expect(messages).toEqual([
      '"Save" is "Spara" in the list of terms, not "Lagra, "nu""',
      '"Lantern Cloud" is "Lantern Cloud" in the list of terms, not "Lyktmoln"',
    ]);
    const { stdout: patch } = await run(['fix', 'sv/KA-90061.md', '--rule', 'term-differs'], folders);
    expect(patch).toContain('+Välj <b>Spara</b>, sedan [!UICONTROL Läs in fil] i [!DNL Lantern Cloud].');
  });

  it('writes TBX-Basic, with non-preferred terms as deprecated', async () => {
    const output = path.join(folders.dataDir, 'terms.tbx');
    await run(['terms', '--locale', 'sv', '--format', 'tbx', '-o', output], folders);
    const tbx = readFileSync(output, 'utf8');
    expect(tbx).toContain(
      '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">',
    );
    expect(tbx).toContain(
      '<term>Lagra, &quot;nu&quot;</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>',
    );
  });

  it.each([
    ['sv.yaml', 'Save: [', /terms\/sv\.yaml: /],
    ['sv.yaml', `a: &a [b]\nc: [${'*a, '.repeat(200)}]`, /terms\/sv\.yaml: Excessive alias/],
    ['sv.yaml', 'Save:\n  here: Spara', /terms\/sv\.yaml: Save: /],
    ['svenska-listan-a.yaml', 'Save: Spara', /the file name is not a language tag/],
  ])('rejects a list %s with %j in one line', async (file, text, message) => {
    put(`terms/${file}`, text);
    for (const command of ['terms', 'check']) {
      const { code, stderr } = await run([command], folders);
      expect([command, code]).toEqual([command, 2]);
      expect(stderr).toMatch(message);
    }
  });

  it.each([
    [['--format', 'xls'], /--format takes csv, tbx, yaml/],
    [['--format', 'yaml'], /takes one --locale/],
    [['--locale', 'xx'], /unknown locale "xx"/],
  ])('explains %j', async (options, message) => {
    const { code, stderr } = await run(['terms', ...options], folders);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
