import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { cli, onEndpoint } from './terminal.mjs';

const REFUSED = JSON.stringify({ __type: 'NotAuthorizedException', message: 'No.' });

/** One request and a check that fails: reports keep the chain, with the time of its request. */
const scenario = `version: 1
name: One request
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: bob, PASSWORD: { wrong: wrong } }
    expect: { challenge: SOFTWARE_TOKEN_MFA }
`;

/**
 * Milliseconds from the start of the process to the moment in which its first request has come to a service.
 * @param {string} folder for files
 * @param {number} rounds
 */
export async function toService(folder, rounds) {
  const file = writeScenario(folder);
  let came = 0;
  const server = createServer((request, response) => {
    came ||= performance.now();
    request.resume();
    response.writeHead(400, { 'Content-Type': 'application/x-amz-json-1.1' }).end(REFUSED);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${server.address().port}`;
  const times = [];
  for (let round = 0; round < rounds; round++) {
    came = 0;
    const begun = performance.now();
    await ended(['run', file, ...onEndpoint(endpoint)], folder);
    if (came === 0) throw new Error('No request came.');
    times.push(came - begun);
  }
  server.close();
  return times;
}

/** The same to the first request that a run sends to its own sandbox, which it starts first. */
export async function toSandbox(folder, rounds) {
  const file = writeScenario(folder);
  const report = join(folder, 'first.json');
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const begun = Date.now();
    await ended(['run', file, '--workers', '1', '--reporter', `json:${report}`], folder);
    const sent = sentIn(JSON.parse(readFileSync(report, 'utf8')));
    if (sent === undefined) throw new Error('The report holds no request.');
    times.push(sent - begun);
  }
  return times;
}

function writeScenario(folder) {
  const file = join(folder, 'first-request.yaml');
  writeFileSync(file, scenario);
  return file;
}

/** The first request's time, wherever in the report its chain stands. */
function sentIn(value) {
  if (typeof value !== 'object' || value === null) return undefined;
  if (value.type === 'step.sent') return value.at;
  for (const part of Object.values(value)) {
    const found = sentIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function ended(args, cwd) {
  const child = spawn(process.execPath, [cli, ...args], { cwd, stdio: 'ignore' });
  const [code] = await once(child, 'close');
  if (code !== 1) throw new Error(`The run ended with ${code}: its check should have failed.`);
}
