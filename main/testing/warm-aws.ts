import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const server = resolve(import.meta.dirname, 'warm-aws.py');

/** What is called `aws` instead: hands its words, environment, folder and files to the server, and ends as it says. */
const client = (python: string, socket: string) => `#!${python} -IS
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as connection:
    connection.connect(${JSON.stringify(socket)})
    given = {'words': sys.argv[1:], 'env': dict(os.environ), 'cwd': os.getcwd()}
    text = json.dumps(given).encode() + b'\\n'
    sent = socket.send_fds(connection, [text], [0, 1, 2])
    connection.sendall(text[sent:])
    code = connection.recv(1)
sys.exit(code[0] if code else 'The AWS CLI ended without a code.')
`;

let folder: Promise<string | undefined> | undefined;

/**
 * A folder with an `aws` that starts in a tenth of the time: the very AWS CLI that is installed, loaded once for all
 * commands of a test file.
 * @returns undefined where it can't be loaded: version 2 brings a Python of its own that lends it to nobody
 */
export function warmAws(): Promise<string | undefined> {
  return (folder ??= start());
}

async function start(): Promise<string | undefined> {
  const python = await pythonOfAws();
  if (python === undefined) return undefined;
  const place = mkdtempSync(join(tmpdir(), 'countersign-aws-'));
  const socket = join(place, 'socket');
  writeFileSync(join(place, 'aws'), client(python, socket));
  chmodSync(join(place, 'aws'), 0o755);
  const child = spawn(python, [server, socket], { stdio: ['pipe', 'pipe', 'inherit'] });
  process.once('exit', () => {
    child.kill();
    rmSync(place, { recursive: true, force: true });
  });
  const [said] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as unknown[];
  if (String(said).trim() !== 'ready') throw new Error('The AWS CLI could not be loaded.');
  // It goes with this process, but keeps it from nothing.
  child.unref();
  for (const pipe of [child.stdin, child.stdout]) (pipe as unknown as { unref(): void }).unref();
  return place;
}

/** The Python that has the AWS CLI which `aws` is. */
async function pythonOfAws(): Promise<string | undefined> {
  const say = async (file: string, ...args: string[]) => {
    try {
      const { stdout, stderr } = await run(file, args);
      return stdout + stderr;
    } catch {
      return '';
    }
  };
  const version = /aws-cli\/(\S+)/.exec(await say('aws', '--version'))?.[1];
  for (const python of ['python3', '/usr/bin/python3']) {
    const known = await say(
      python,
      '-c',
      'import awscli, socket, sys; socket.send_fds; print(awscli.__version__, sys.executable)',
    );
    const [found, executable] = known.trim().split(' ');
    if (found === version && executable !== undefined && !/\s/.test(executable)) return executable;
  }
  return undefined;
}
