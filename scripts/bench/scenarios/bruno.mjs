import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lastLines, npmCommand, runCommand } from '../../setup/command.mjs';
import { cacheDir } from '../../setup/paths.mjs';
import { CLIENT_ID, PASSWORD, TOTP_SEED } from './users.mjs';

const VERSION = '4.1.0';
const STALL_SECONDS = 60;
const home = join(cacheDir, 'bench', 'bruno');
export const bruno = {
  name: `bruno ${VERSION}`,
  script: join(home, 'node_modules', '@usebruno', 'cli', 'bin', 'bru.js'),
};

/**
 * Bruno's CLI from npm, for the bench alone: it is no dependency of ours, not even of development.
 * @returns {Promise<string | undefined>} why it is not there
 */
export async function installBruno() {
  if (existsSync(bruno.script)) return undefined;
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const wanted = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
  const [file, args, options] = npmCommand([...wanted, `@usebruno/cli@${VERSION}`]);
  const { output } = await runCommand(file, args, { cwd: home, stallSeconds: STALL_SECONDS, ...options });
  return existsSync(bruno.script)
    ? undefined
    : `Bruno's CLI ${VERSION} could not be installed:\n${lastLines(output, 4)}`;
}

/**
 * Writes the sign-in as a collection: the same two requests, with the same checks.
 * @param {string} folder @param {string} endpoint
 */
export function writeCollection(folder, endpoint) {
  mkdirSync(join(folder, 'environments'), { recursive: true });
  const write = (name, text) => writeFileSync(join(folder, name), text);
  write('bruno.json', JSON.stringify({ version: '1', name: 'bench', type: 'collection' }));
  const variables = { endpoint, client_id: CLIENT_ID, password: PASSWORD, seed: TOTP_SEED };
  const lines = Object.entries(variables).map(([name, value]) => `  ${name}: ${value}\n`);
  write('environments/bench.bru', `vars {\n${lines.join('')}}\n`);
  write(
    'initiate-auth.bru',
    requestText({
      ...{ name: 'InitiateAuth', seq: 1 },
      body: {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: '{{client_id}}',
        AuthParameters: { USERNAME: '{{username}}', PASSWORD: '{{password}}' },
      },
      more: `assert {
  res.status: eq 200
  res.body.ChallengeName: eq SOFTWARE_TOKEN_MFA
}

script:post-response {
  bru.setVar("session", res.body.Session);
}
`,
    }),
  );
  write(
    'respond-to-auth-challenge.bru',
    requestText({
      ...{ name: 'RespondToAuthChallenge', seq: 2 },
      body: {
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        ClientId: '{{client_id}}',
        ChallengeResponses: { USERNAME: '{{username}}', SOFTWARE_TOKEN_MFA_CODE: '{{code}}' },
        Session: '{{session}}',
      },
      more: `script:pre-request {
${indented(totpScript)}
}

assert {
  res.status: eq 200
  res.body.AuthenticationResult.AccessToken: isString
}
`,
    }),
  );
}

function requestText({ name, seq, body, more }) {
  return `meta {
  name: ${name}
  type: http
  seq: ${seq}
}

post {
  url: {{endpoint}}/
  body: text
  auth: none
}

headers {
  Content-Type: application/x-amz-json-1.1
  X-Amz-Target: AWSCognitoIdentityProviderService.${name}
}

body:text {
  ${JSON.stringify(body)}
}

${more}`;
}

/** RFC 6238 by Node's own crypto, which is the fastest that Bruno's scripts can have. */
const totpScript = `const { createHmac } = require("crypto");
let bits = "";
for (const letter of bru.getEnvVar("seed")) bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
const counter = Buffer.alloc(8);
counter.writeUInt32BE(Math.floor(Date.now() / 30000), 4);
const digest = createHmac("sha1", key).update(counter).digest();
const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
bru.setVar("code", String(number % 1000000).padStart(6, "0"));`;

function indented(text) {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
