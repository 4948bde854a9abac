import matter from 'gray-matter';
// The package is CommonJS without named exports.
import yaml from 'js-yaml';
import { z } from 'zod';
import { LOCALE_MARK } from '../article/html.js';
import { diagnostic, type Diagnostic } from './diagnostic.js';

export interface SplitFile {
  readonly data: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly linesBefore: number;
  /** Line of each top-level key, counted from 1. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Nothing behind the marks: it would be a language to gray-matter, which runs JavaScript. */
const FENCE = /^---[ \t]*$/;
const KEY = /^([A-Za-z][\w-]*):/;

/** Scalars stay text: `7.10`, `12:30`, `2024-03-05` and `0x80` are converted only by their key's schema. */
function parseYaml(text: string): object {
  const data: unknown = yaml.safeLoad(text, { schema: yaml.FAILSAFE_SCHEMA });
  if (data === undefined || data === null) return {};
  // Anything but a mapping is reported.
  return typeof data === 'object' ? data : [data];
}

/**
 * Normalize a file's text: LF line endings; without BOM, our private-use marker and control characters, which HTML
 * does not allow. Line numbers do not change.
 */
export function prepareSource(raw: string): string {
  return (
    raw
      .replace(/\r\n?/g, '\n')
      .replaceAll(LOCALE_MARK, '')
      // eslint-disable-next-line no-control-regex -- control characters are what is looked for
      .replace(/^\uFEFF|[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '')
  );
}

/**
 * Split a file at its front matter and parse the YAML.
 *
 * @param text - The whole file, with LF line endings.
 * @returns The parts, or the one diagnostic that makes the file unreadable.
 */
export function splitFrontMatter(path: string, text: string): SplitFile | Diagnostic {
  const lines = text.split('\n');
  const invalid = (message: string, line = 1, column = 1): Diagnostic =>
    diagnostic(path, 'front-matter-invalid', message, line, column);
  if (!FENCE.test(lines[0] ?? '')) {
    return lines[0]?.startsWith('---') === true
      ? invalid('the first line must be "---"; only YAML is read')
      : diagnostic(
          path,
          'front-matter-missing',
          'the file does not start with a front matter block between "---" lines',
        );
  }
  const close = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (close === -1) return invalid('the front matter is not closed by a line "---"');
  const block = lines.slice(0, close + 1).join('\n');
  try {
    // Always pass options: without them gray-matter caches by text and hides errors.
    const data: unknown = matter(`${block}\n`, { engines: { yaml: parseYaml } }).data;
    if (!isRecord(data)) return invalid('the front matter is not a list of "key: value" lines', 2);
    const body = lines.slice(close + 1).join('\n');
    return { data, body, linesBefore: close + 1, lines: keyLines(lines.slice(0, close)) };
  } catch (error) {
    // js-yaml counts from 0, starting after the opening fence.
    const { reason, mark } = YAML_ERROR.safeParse(error).data ?? { reason: String(error) };
    return invalid(
      `the front matter is not valid YAML (quote the whole value if it contains quotes, brackets or ": "): ${reason}`,
      (mark?.line ?? 0) + 1,
      (mark?.column ?? 0) + 1,
    );
  }
}

function keyLines(lines: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  lines.forEach((line, index) => {
    const key = KEY.exec(line)?.[1];
    if (key !== undefined && !found.has(key)) found.set(key, index + 1);
  });
  return found;
}

const YAML_ERROR = z.object({
  reason: z.string(),
  mark: z.object({ line: z.number(), column: z.number() }).optional(),
});

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
