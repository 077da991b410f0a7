import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chainOf } from '@core/chain/model.ts';
import type { ReadFile } from '@core/evidence/importing.ts';
import { fileChunks } from './file-chunks.ts';
import { readImport } from './read-import.ts';

const CORPUS = resolve(import.meta.dirname, '../../../src/evidence/har/corpus');

type Har = Extract<ReadFile, { kind: 'har' }>;

async function read(name: string): Promise<Har> {
  const source = { name, ofBytes: 1_000_000, chunks: fileChunks(join(CORPUS, name)) };
  const file = await readImport(source, () => undefined);
  if (file.kind !== 'har') throw new Error(`${name} is ${file.kind}`);
  return file;
}

/** Every chain as `user: step step …`: `!` and the code where it was refused, `?` where something before it is missing. */
function told({ chains }: Har): string[] {
  return chains.map(({ events }) => {
    const chain = chainOf(events);
    const steps = chain?.steps.map(({ answers, outcome, holes }) => {
      const missing = holes.some(({ kind }) => kind === 'before') ? '?' : '';
      return `${missing}${answers}${outcome?.kind === 'error' ? `!${outcome.code}` : ''}`;
    });
    return `${chain?.username ?? ''}: ${steps?.join(' ') ?? ''}`;
  });
}

const CY = 'cy: USER_SRP_AUTH PASSWORD_VERIFIER SMS_MFA!CodeMismatchException SMS_MFA GetUser GlobalSignOut';
const EVA = 'eva: USER_AUTH EMAIL_OTP';
const THREE = [
  'ada: USER_SRP_AUTH PASSWORD_VERIFIER DEVICE_SRP_AUTH DEVICE_PASSWORD_VERIFIER',
  'ada: USER_SRP_AUTH PASSWORD_VERIFIER SOFTWARE_TOKEN_MFA ConfirmDevice UpdateDeviceStatus',
  'ann: USER_SRP_AUTH PASSWORD_VERIFIER SOFTWARE_TOKEN_MFA!CodeMismatchException SOFTWARE_TOKEN_MFA GetUser',
  'bob: USER_SRP_AUTH PASSWORD_VERIFIER REFRESH_TOKEN_AUTH GlobalSignOut',
  'bob: USER_SRP_AUTH PASSWORD_VERIFIER!NotAuthorizedException',
];

/** What a page did, whoever wrote the file. */
const FILES: Readonly<Record<string, readonly [tool: string, chains: readonly string[]]>> = {
  'amplify.charles.har': ['Charles Proxy 4.6.7', [CY, EVA]],
  'amplify.chrome.har': ['Chrome', [CY, EVA]],
  'amplify.cut-in-the-middle.har': ['Chrome', [CY.replace('USER_SRP_AUTH ', '?'), EVA]],
  'amplify.firefox.har': ['Firefox 143.0', [CY, EVA]],
  'amplify.mitmproxy.har': ['mitmproxy 11.0.2', [CY, EVA]],
  'amplify.proxyman.har': ['Proxyman 5.20.0', [CY, EVA]],
  'amplify.safari.har': ['WebKit Web Inspector 1.0', [CY, EVA]],
  'identity-js.chrome.har': ['Chrome', THREE],
  'identity-js.chrome.har.gz': ['Chrome', THREE],
  // Every token is one and the same word: whose GlobalSignOut it was, and whose refresh, nobody can tell any more.
  'identity-js.chrome-by-hand.har': [
    'Chrome',
    [
      ': ?GlobalSignOut',
      ': REFRESH_TOKEN_AUTH',
      ...THREE.map((chain) => chain.replace(' REFRESH_TOKEN_AUTH GlobalSignOut', '')),
    ],
  ],
};

describe('the corpus', () => {
  it('is all that lies there', () => {
    expect(
      readdirSync(CORPUS)
        .filter((name) => name !== 'README.md')
        .sort(),
    ).toEqual(Object.keys(FILES).sort());
  });

  it.each(Object.entries(FILES))('%s', async (name, [tool, chains]) => {
    const file = await read(name);
    expect(file.tool).toContain(tool);
    expect(told(file).sort()).toEqual([...chains].sort());
    expect(file.notes).toEqual([]);
    // The page itself, its script, what it asks its own server.
    expect(file.entries).toBeGreaterThan(chains.join(' ').split(' ').length - chains.length);
  });

  it('says of every value that was taken out which it was, on both sides', async () => {
    const file = await read('identity-js.chrome-by-hand.har');
    const holes = file.chains.flatMap(
      ({ events }) => chainOf(events)?.steps.flatMap((step) => step.holes) ?? [],
    );
    const said = new Set(holes.filter(({ kind }) => kind === 'value').map(({ detail }) => detail));
    expect([...said]).toEqual(
      expect.arrayContaining([
        'Session was taken out of the request.',
        'Session was taken out of the answer.',
        'AccessToken was taken out of the answer.',
        'SOFTWARE_TOKEN_MFA_CODE was taken out of the request.',
      ]),
    );
  });

  it('tells no secret in what is shown, and keeps each beside it', async () => {
    const { chains } = await read('identity-js.chrome.har');
    const shown = JSON.stringify(chains.map(({ events }) => events));
    const kept = chains.flatMap(({ secrets }) => secrets);
    const sessions = kept.flatMap(({ requestText, responseText }) =>
      [requestText, responseText].flatMap(
        (text) => /"(?:Session|RefreshToken|AccessToken)":"([^"]+)"/.exec(text)?.[1] ?? [],
      ),
    );
    expect(sessions.length).toBeGreaterThan(10);
    for (const session of sessions) expect(shown).not.toContain(session);
  });
});
