import { afterEach, beforeEach, expect, it } from 'vitest';
import { ContentFolder } from '../support/content-folder.js';

let content: ContentFolder;

beforeEach(() => {
  content = new ContentFolder();
});

afterEach(() => {
  content.close();
});

function html(): string {
  const blocks = content
    .library()
    .resolve('KA-90001', 'de')
    ?.translation.sections.flatMap(({ blocks }) => blocks);
  return blocks?.map((block) => (block.kind === 'html' ? block.html : '')).join('') ?? '';
}

const codes = (): string[] =>
  content
    .library()
    .diagnostics()
    .map(({ code }) => code);

it('a linked attachment leads to the file; a missing, oversized or unknown one becomes text', async () => {
  content.write('de/assets/plan.pdf', '%PDF-1.7');
  content.article(
    'de/KA-90001.md',
    '[Plan](assets/plan.pdf#page=2), [Flicken](assets/patch.zip), [Programm](assets/tool.exe), [Netz](https://a.example/b.pdf)',
  );
  await content.sync();
  expect(html()).toContain('<a href="/files/de/assets/plan.pdf#page=2">Plan</a>, Flicken, Programm');
  expect(html()).toContain('href="https://a.example/b.pdf"');
  expect(codes()).toEqual(['attachment-missing', 'unsafe-address']);
});

it('an article is recompiled when an attachment is added or removed', async () => {
  content.article('de/KA-90001.md', '[Plan](assets/plan.pdf)');
  await content.sync();
  expect(codes()).toEqual(['attachment-missing']);
  content.write('de/assets/plan.pdf', '%PDF-1.7');
  await content.sync();
  expect(html()).toContain('href="/files/de/assets/plan.pdf"');
  content.remove('de/assets/plan.pdf');
  await content.sync();
  expect(codes()).toEqual(['attachment-missing']);
});

it.each(['../../secret.pdf', '/etc/secret.pdf', '..%2F..%2Fsecret.pdf', '.hidden/plan.pdf', 'a%00.pdf'])(
  'an attachment named %s is not linked',
  async (name) => {
    content.write('secret.pdf', 'canary');
    content.write('de/.hidden/plan.pdf', 'canary');
    content.article('de/KA-90001.md', `[Plan](${name})`);
    await content.sync();
    expect(html()).toBe('<p>Plan</p>');
  },
);
