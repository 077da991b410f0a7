import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installedCommandPrompt, windowsIn } from '../../scripts/setup/command-prompt.mjs';
import { bareEnvironment, shell } from './aws-tools.ts';
import { missingOutside, type Skipping } from './outside.ts';

const run = promisify(execFile);

/** How lines get to cmd.exe: it replaces %NAME% otherwise in a file than at its prompt. */
export type Handed = 'pasted' | 'saved';

/** Windows' command prompt, as Wine reads its rules, with the curl of this computer as curl.exe. */
export interface CommandPrompt {
  /**
   * Gives it lines that end in a curl command, and that command's answer back.
   * @throws with all it said, where no command ran or curl failed
   */
  curl(lines: string, handed: Handed, environment?: Readonly<Record<string, string>>): Promise<string>;
  end(): Promise<void>;
}

/** Skips or fails the test where set-up could not get it. */
export async function commandPrompt(context: Skipping): Promise<CommandPrompt> {
  const installed = installedCommandPrompt();
  if (installed === undefined)
    return missingOutside(
      context,
      'Wine’s cmd.exe is missing. npm run setup fetches it from Debian’s packages, where there are any (x64).',
    );
  const folder = mkdtempSync(join(tmpdir(), 'countersign-prompt-'));
  const windows = windowsIn(join(folder, 'windows'), installed);
  const programs = join(folder, 'programs');
  mkdirSync(programs);
  symlinkSync((await shell('command -v curl')).out.trim(), join(programs, 'curl.exe'));
  const own = { ...bareEnvironment(), ...windows, WINEPATH: `Z:${programs}` };
  // Started here, it stays, and holds no pipe of a command's: else each command waits for it to go.
  await once(spawn(installed.server, ['-p'], { env: own, stdio: 'ignore' }), 'exit');
  let count = 0;
  return {
    async curl(lines, handed, environment = {}) {
      count += 1;
      const answer = join(folder, `answer-${String(count)}`);
      const told = `${lines} --silent --show-error --noproxy "*" --output "${answer}"\n`.replaceAll(
        '\n',
        '\r\n',
      );
      const file = join(folder, `lines-${String(count)}.bat`);
      writeFileSync(file, told);
      // Pasted from a file, not a pipe: cmd.exe goes back to where a line ended.
      const started = handed === 'saved' ? '"$WINE" cmd /c "Z:$LINES"' : '"$WINE" cmd < "$LINES"';
      const ran = await shell(started, { ...own, ...environment, WINE: installed.wine, LINES: file });
      if (!existsSync(answer)) throw new Error(`curl was not run, or failed:\n${ran.out}${ran.err}`);
      return readFileSync(answer, 'utf8');
    },
    async end() {
      await run(installed.server, ['-k'], { env: own }).catch(() => undefined);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
