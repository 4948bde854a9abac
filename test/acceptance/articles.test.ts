import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { compileArticle, sectionNames } from '../support/compile.js';
import { HOUSE_CONTENT } from '../support/walk-site.js';

it.each(['de', 'pt', 'it'])('KA-05406 loads in %s with four sections and two steps', (locale) => {
  const file = path.join(HOUSE_CONTENT, `${locale}/KA-05406.md`);
  const compiled = compileArticle(
    '',
    {},
    { text: readFileSync(file, 'utf8'), locale, path: `${locale}/KA-05406.md`, fileNumber: 'KA-05406' },
  );
  expect(sectionNames(compiled)).toEqual(['environment', 'issue', 'cause', 'resolution']);
  expect(compiled.translation).toMatchObject({
    stepCount: 2,
    version: 3,
    createdAt: '2022-08-19T06:54:15Z',
    description: undefined,
  });
  expect(compiled.translation?.origin).toEqual({ kind: 'machine', humanDegree: 0.01 });
  expect(compiled.translation?.keywords.join()).not.toMatch(/KCS|["']/);
  expect(compiled.translation?.title).not.toMatch(/UICONTROL|^["']|["']$/);
  expect(compiled.diagnostics.filter((diagnostic) => diagnostic.severity !== 'info')).toEqual([]);
});
