import { writeFileSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestWord } from '../check/reading/nearest-word.js';
import { ConfigError, type Config } from '../config.js';
import { canonicalTag } from '../locale/tag.js';

/** What a command's module exports. */
export interface Command {
  /** Help text. */
  readonly usage: string;
  /** Parse the arguments after the command's name. @throws Error with a one-line message. */
  readonly prepare: (args: readonly string[]) => Job;
}

/** A command with its arguments. */
export interface Job {
  /** Settings given as arguments. */
  readonly settings?: Readonly<Record<string, string>>;
  /** @returns The exit code. @throws ConfigError for what cannot be used, which is exit code 2. */
  readonly run: (config: Config) => number | Promise<number>;
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Arguments<Known extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: Known }>
>;

/** Parse options and positional arguments. @throws Error with a one-line message; for an unknown option, it suggests the nearest one. */
export function readArguments<const Known extends Options>(
  args: readonly string[],
  options: Known,
): Arguments<Known> {
  const end = args.indexOf('--');
  for (const arg of end === -1 ? args : args.slice(0, end)) {
    const name = /^--([^=]+)/.exec(arg)?.[1];
    if (name === undefined || Object.hasOwn(options, name)) continue;
    const near = nearest(name, Object.keys(options));
    throw new Error(`unknown option --${name}${near === undefined ? '' : `; did you mean --${near}?`}`);
  }
  return parseArgs({ args: [...args], allowPositionals: true, options });
}

/** The most similar word; undefined if none is similar. */
export function nearest(wanted: string, known: readonly string[]): string | undefined {
  return nearestWord(
    wanted,
    known.map((text) => ({ text, index: 0 })),
  )?.text;
}

/** @throws Error with one line where there is anything left. */
export function refuseMore(rest: readonly string[], command: string): void {
  if (rest.length > 0) throw new Error(`unexpected argument "${rest.join(' ')}" of ${command}`);
}

/** The one argument of a command. @throws Error with one line. */
export function readOne([one, ...rest]: readonly string[], takes: string): string {
  if (one === undefined || rest.length > 0) throw new Error(takes);
  return one;
}

/** One of several words. @throws Error with one line that names them. */
export function readChoice<Word extends string>(option: string, given: string, known: readonly Word[]): Word {
  const choice = known.find((word) => word === given);
  if (choice === undefined) throw new Error(`${option} takes ${known.join(', ')}; not "${given}"`);
  return choice;
}

/** Some of several words, in the order they are known in. @throws Error with one line that names them. */
export function readChoices<Word extends string>(
  option: string,
  given: readonly string[],
  known: readonly Word[],
): readonly Word[] {
  const words = given.flatMap((text) => text.split(','));
  const chosen = known.filter((word) => words.includes(word));
  if (chosen.length === 0 || words.some((word) => !chosen.some((one) => one === word)))
    throw new Error(`${option} takes ${known.join(', ')}; give it once for each`);
  return chosen;
}

/** The items of a repeated or comma-separated option. */
export function readList(given: readonly string[]): readonly string[] {
  return given
    .flatMap((text) => text.split(','))
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** Locales as their folders are named. @throws Error with a one-line message for a malformed tag. */
export function readLocales(given: readonly string[]): readonly string[] {
  return readList(given).map((name) => {
    const tag = canonicalTag(name);
    if (tag === undefined) throw new Error(`--locale takes tags such as de or pt-BR; not "${name}"`);
    return tag;
  });
}

/** Write what a command made, to standard output where no file is named. @throws ConfigError when the file cannot be written. */
export function writeOutput(text: string, file: string | undefined, option = '--output'): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch {
    throw new ConfigError([`${option}: "${file}" cannot be written`]);
  }
}

/** Say why a command came to nothing. @returns The exit code. */
export function fail(reason: string): 1 {
  process.stderr.write(`parlance: ${reason}\n`);
  return 1;
}
