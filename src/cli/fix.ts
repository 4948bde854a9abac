import type { Config } from '../config.js';
import { readArguments, readList, writeOutput, type Command } from './command.js';
import { groupBy } from '../group-by.js';
import { chooseContent, findAll, findWorse, writePatch, type Choice } from './content.js';

const USAGE = `usage: parlance fix [paths…] [options]

Writes certain corrections as a patch; text without a finding never changes.
Apply it with git apply.

  paths                  files or folders in CONTENT_DIR; default: everything
  --rule <id>            only this rule; repeatable, or separated by commas
  --against <ref>        put back the sentences of a git commit, branch or tag, or a folder, where a translation got
                         worse since: those check --against lists, where they are one line each
  --output, -o <file>    write to a file instead of standard output

Settings: CONTENT_DIR, SOURCE_LOCALE, INTERNAL_HOSTS.
Exit codes: 0 success, 2 usage error or unreadable or unwritable file.
`;

/** `parlance fix`: write certain corrections as a patch. */
export const command: Command = {
  usage: USAGE,
  prepare: (args) => {
    const { values, positionals } = readArguments(args, {
      rule: { type: 'string', multiple: true, default: [] },
      against: { type: 'string' },
      output: { type: 'string', short: 'o' },
    });
    const choice = { paths: positionals, rules: readList(values.rule) };
    return { run: (config) => fix(config, choice, values) };
  },
};

async function fix(
  config: Config,
  choice: Choice,
  { against, output }: { readonly against?: string | undefined; readonly output?: string | undefined },
): Promise<number> {
  const chosen = chooseContent(config, choice);
  const findings = against === undefined ? await findAll(chosen) : await findWorse(chosen, against);
  const fixable = findings.filter((finding) => finding.fix !== undefined);
  writeOutput(
    writePatch(
      config.contentDir,
      groupBy(fixable, ({ file }) => file),
    ),
    output,
  );
  return 0;
}
