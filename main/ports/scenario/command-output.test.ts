import { mkdtempSync, readFileSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandOutput } from './command-output.ts';

const env = { PATH: process.env['PATH'], GIVEN: 'it' };
const node = (source: string, options = {}, ...argv: string[]) =>
  commandOutput([process.execPath, '-e', source, ...argv], { env, ...options });

describe('a program', () => {
  it('prints what it is run for; no shell reads its arguments', async () => {
    expect(await node('console.log(process.env.GIVEN, process.argv[1])', {}, '$(id) && `id`')).toBe(
      'it $(id) && `id`\n',
    );
  });

  it('says how it ended and nothing of what it printed', async () => {
    const failed = node('console.log("hunter2"); console.error("hunter2"); process.exit(3)');
    await expect(failed).rejects.toThrow('it ended with code 3');
    await expect(node('process.kill(process.pid, "SIGTERM")')).rejects.toThrow('SIGTERM');
  });

  it('is refused where it is not there', async () => {
    await expect(commandOutput(['countersign-no-such-program'], { env })).rejects.toMatchObject({
      code: 'CODE_SOURCE',
    });
    await expect(commandOutput([''], { env })).rejects.toMatchObject({ code: 'CODE_SOURCE' });
  });

  it('ends with all it started when it takes too long or prints too much', async () => {
    const started = startsAnother();
    await expect(started.output({ timeout: 3_000 })).rejects.toThrow('did not end within 3 s');
    await started.hasEnded();
    await expect(
      node('const on = () => process.stdout.write("x".repeat(100_000), on); on();'),
    ).rejects.toThrow('more than a megabyte');
  });

  it('ends with all it started as soon as nobody wants it any more', async () => {
    const started = startsAnother();
    const signal = cancelling();
    const output = started.output({ signal });
    await expect.poll(() => started.pid(), { timeout: 20_000 }).toBeDefined();
    signal.cancel();
    await expect(output).rejects.toThrow('it was stopped');
    await started.hasEnded();
    await expect(node('console.log(1)', { signal })).rejects.toThrow('it was stopped');
  });
});

/** A program that starts another one and waits. */
function startsAnother() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-command-'));
  const file = join(folder, 'pid');
  const source = `
    const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const { writeFileSync, renameSync } = require('fs');
    writeFileSync(process.argv[1] + '.part', String(child.pid));
    renameSync(process.argv[1] + '.part', process.argv[1]);
    setInterval(() => {}, 1000);`;
  const pid = () => (existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined);
  return {
    pid,
    output: (options: object) => node(source, options, file),
    async hasEnded() {
      const other = pid();
      if (other !== undefined) await expect.poll(() => isRunning(other)).toBe(false);
      rmSync(folder, { recursive: true });
    },
  };
}

function cancelling() {
  const heard: (() => void)[] = [];
  let cancelled = false;
  return {
    get cancelled() {
      return cancelled;
    },
    onCancel: (run: () => void) => void heard.push(run),
    cancel() {
      cancelled = true;
      for (const run of heard) run();
    },
  };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A child nobody waits for is dead and still has its number.
    return (
      process.platform !== 'linux' || !readFileSync(`/proc/${String(pid)}/stat`, 'utf8').includes(') Z ')
    );
  } catch {
    return false;
  }
}
