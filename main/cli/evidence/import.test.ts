import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainError } from '@core/errors/catalogue.ts';
import { EXIT } from '../exit-codes.ts';
import type { BroughtFacts } from './brought.ts';
import { harOf, WRONG_CODE } from './testing/har-of.ts';
import { noKeyring, type Shell, shell } from './testing/typed.ts';

let at: Shell;
beforeEach(() => (at = shell()));
afterEach(() => at.remove());

const filesIn = (out: string) => (JSON.parse(out) as { files: BroughtFacts[] }).files;
const CURL = `curl 'https://cognito-idp.eu-west-1.amazonaws.com/' -H 'Content-Type: application/x-amz-json-1.1' \\
  -H 'X-Amz-Target: AWSCognitoIdentityProviderService.InitiateAuth' \\
  --data-raw '{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"abc123","AuthParameters":{"USERNAME":"una","PASSWORD":"Hidden-horse-8"}}'`;

describe('countersign import', () => {
  it('prints each chain of a HAR file with its steps, codes and holes, and no secret', async () => {
    writeFileSync(at.path('sign-in.har'), harOf(WRONG_CODE));
    const { code, out, err } = await at.type(['import', at.path('sign-in.har')]);
    expect({ code, err }).toEqual({ code: EXIT.ok.code, err: '' });
    expect(out).toMatch(/^sign-in\.har · by WebInspector.* · 1 chain · 3 entries left out\n/);
    expect(out).toContain('ann · USER_PASSWORD_AUTH · cognito-idp.eu-west-1.amazonaws.com');
    expect(out).toMatch(/├─ ● USER_PASSWORD_AUTH +80 ms {2}InitiateAuth\n.*\n.*→ SMS_MFA\n/);
    expect(out).toMatch(/├─ ✕ SMS_MFA .*\n(.*\n)?.*→ CodeMismatchException: Invalid code \\u001b\[2J or/);
    expect(out).toMatch(/└─ – SMS_MFA .*after step 1\n/);
    expect(out).toMatch(/hole \(response\): /);
    expect(out).toMatch(/3 steps · 1 hole · CodeMismatchException · NOT_RECORDED\n/);
    expect(out).toMatch(/^chain [0-9a-f-]{36}$/m);
    expect(out).not.toMatch(/Hidden-horse|424242|session-one|\u001b/);
  });

  it('prints the same as one object for programs', async () => {
    writeFileSync(at.path('sign-in.har'), harOf(WRONG_CODE));
    const { code, out } = await at.type(['import', at.path('sign-in.har'), '--json']);
    expect(code).toBe(EXIT.ok.code);
    const [file] = filesIn(out);
    expect(file).toMatchObject({
      file: 'sign-in.har',
      left: 3,
      faults: [],
      chains: [
        {
          username: 'ann',
          flow: 'USER_PASSWORD_AUTH',
          at: '2026-09-08T09:00:00.000Z',
          readOnly: true,
          holes: 1,
          codes: ['CodeMismatchException', 'NOT_RECORDED'],
          steps: [
            { number: 1, result: 'SMS_MFA', requestId: '11111111-2222-4333-8444-555555555555', holes: [] },
            { number: 2, result: 'CodeMismatchException' },
            { number: 3, result: 'NOT_RECORDED', holes: [{ kind: 'response' }] },
          ],
        },
      ],
    });
    expect(out).not.toMatch(/Hidden-horse|424242|session-one|\u001b/);
  });

  it('reads standard input where no file is named, too', async () => {
    const named = await at.type(['import', '--json'], { input: harOf(WRONG_CODE) });
    expect(named).toMatchObject({ code: EXIT.ok.code, err: '' });
    expect(filesIn(named.out)[0]).toMatchObject({ file: 'standard input', chains: [{ username: 'ann' }] });
    const empty = await at.type(['import'], { input: '' });
    expect(empty.code).toBe(EXIT.unusable.code);
    expect(empty.out).toContain('standard input');
  });

  it('says what to do where no file is named and nobody sends one in', async () => {
    const { code, out, err } = await at.type(['import'], { input: harOf(WRONG_CODE), inIsKeyboard: true });
    expect({ code, out }).toEqual({ code: EXIT.usage.code, out: '' });
    expect(err).toContain('import --help');
    expect(err).toMatch(/name a FILE, or send one in: .*import < sign-in\.har\n.*import -, and Ctrl\+D/);
    const typed = await at.type(['import', '-'], { input: CURL, inIsKeyboard: true });
    expect(typed.code).toBe(EXIT.ok.code);
  });

  it('seals what was secret under the keyring’s key, and puts nothing else there', async () => {
    await at.type(['import', '-'], { input: harOf(WRONG_CODE) });
    expect([...at.keychain.keys()]).toEqual(['history:key']);
    for (const end of ['', '-wal']) {
      let bytes = '';
      try {
        bytes = readFileSync(at.path(`data/history.db${end}`), 'latin1');
      } catch {
        // Tidied up by the last one out.
      }
      expect(bytes).not.toMatch(/Hidden-horse|424242|session-one/);
    }
  });

  it('reads standard input: a packed HAR file, a copied request', async () => {
    const har = await at.type(['import', '-', '--json'], { input: gzipSync(harOf(WRONG_CODE)) });
    expect(filesIn(har.out)[0]?.chains).toHaveLength(1);
    const pasted = await at.type(['import', '-', '--json'], { input: CURL });
    expect(pasted.code).toBe(EXIT.ok.code);
    expect(filesIn(pasted.out)[0]?.chains).toMatchObject([
      { username: 'una', imported: { kind: 'paste' }, steps: [{ result: 'NOT_RECORDED' }] },
    ]);
    expect(pasted.out).not.toContain('Hidden-horse');
  });

  it('explains an error that was pasted in place of a request', async () => {
    const input = 'NotAuthorizedException: Incorrect username or password.';
    const { code, out } = await at.type(['import', '-'], { input });
    expect(code).toBe(EXIT.ok.code);
    expect(out).toMatch(
      /^standard input\n {2}NotAuthorizedException\n {2}“Incorrect username or password\.”\n {2}\w[^]*cause: [^]*try: /,
    );
    const asJson = await at.type(['import', '-', '--json'], {
      input: '{"__type":"CodeMismatchException","message":"Invalid verification code provided"}',
    });
    expect(filesIn(asJson.out)[0]?.explanation?.code).toBe('CodeMismatchException');
  });

  it('prints the message of a pasted error, and the causes that the message leaves', async () => {
    const message = 'Unable to verify secret hash for client 7abc123';
    const input = `An error occurred (NotAuthorizedException) when calling the InitiateAuth operation: ${message}`;
    const found = explainError('NotAuthorizedException', message);
    expect(found?.message).toBeDefined();
    const { code, out } = await at.type(['import', '-'], { input });
    expect(code).toBe(EXIT.ok.code);
    expect(out).toContain(`  NotAuthorizedException of InitiateAuth\n  “${message}”\n  ${found?.meaning}\n`);
    const lines = (mark: string) =>
      [...out.matchAll(new RegExp(`^ {4}${mark}: +(.*)$`, 'gm'))].map(([, line]) => line);
    expect(lines('cause')).toEqual(found?.causes);
    expect(lines('try')).toEqual(found?.tries);
    const asJson = await at.type(['import', '-', '--json'], { input });
    expect(filesIn(asJson.out)[0]?.explanation).toEqual({
      ...{ code: 'NotAuthorizedException', message, operation: 'InitiateAuth' },
      ...{ meaning: found?.meaning, causes: found?.causes, tries: found?.tries },
    });
    const hostile = await at.type(['import', '-'], {
      input: 'NotAuthorizedException: Incorrect \u001b[2J username or password.',
    });
    expect(hostile.out).not.toContain('\u001b');
  });

  it('goes on with the next file after one that can’t be read, and says so by its exit code', async () => {
    writeFileSync(at.path('cut.har'), harOf(WRONG_CODE).slice(0, 300));
    writeFileSync(at.path('other.json'), '{"name":"countersign"}');
    writeFileSync(at.path('sign-in.har'), harOf(WRONG_CODE));
    const paths = ['nowhere.har', 'cut.har', 'other.json', 'sign-in.har'].map((name) => at.path(name));
    const { code, out } = await at.type(['import', ...paths, '--json']);
    expect(code).toBe(EXIT.unusable.code);
    expect(filesIn(out).map(({ faults, chains }) => [faults[0]?.code, chains.length])).toEqual([
      ['IMPORT_UNREADABLE', 0],
      ['IMPORT_CUT_OFF', 0],
      ['IMPORT_NOT_HAR', 0],
      [undefined, 1],
    ]);
  });

  it('takes no error that a damaged HAR names for what it is, and says what a folder and nothing are', async () => {
    const damaged = await at.type(['import', '-', '--json'], { input: `${harOf(WRONG_CODE)}\ngarbage` });
    expect(damaged.code).toBe(EXIT.unusable.code);
    expect(filesIn(damaged.out)[0]).toMatchObject({ chains: [], faults: [{ code: 'IMPORT_NOT_JSON' }] });
    const folder = await at.type(['import', at.folder]);
    expect(folder.code).toBe(EXIT.unusable.code);
    expect(folder.out).toContain('This is a folder. Name the files in it');
    const none = await at.type(['import', at.path('nowhere.har')]);
    expect(none.out).toContain('There is no such file.');
  });

  it('keeps the masked form where there is no keyring, and says so once', async () => {
    const { code, out, err } = await at.type(['import', '-'], {
      input: harOf(WRONG_CODE),
      keychain: noKeyring,
    });
    expect(code).toBe(EXIT.ok.code);
    expect(err).toBe(
      'No Secret Service answers on this computer. Real values are neither kept nor read: everything stays masked.\n',
    );
    expect(out).toContain('3 steps · 1 hole');
  });

  it.each([
    [2, 'The bundle has version 2; this console reads up to 1. Update it to open the bundle. (BUNDLE_NEWER)'],
    [0, 'The bundle says version 0: versions are whole numbers from 1 on. (BUNDLE_DAMAGED)'],
  ])('says of a bundle of version %d what is wrong with it', async (version, says) => {
    const bundle = { countersign: 'bundle', version, made: {}, redacted: true, chains: [] };
    writeFileSync(at.path('sent.countersign'), gzipSync(JSON.stringify(bundle)));
    const { code, out } = await at.type(['import', at.path('sent.countersign')]);
    expect(code).toBe(EXIT.unusable.code);
    expect(out).toContain(says);
    expect(out).not.toMatch(/^chain /m);
  });

  it('makes no second chain of what was pasted or imported before, says where it is, and does on --again', async () => {
    for (const [input, name] of [
      [CURL, 'una'],
      [harOf(WRONG_CODE), 'ann'],
    ] as const) {
      const ids = (out: string) => filesIn(out)[0]?.chains.map(({ chainId }) => chainId);
      const first = await at.type(['import', '-', '--json'], { input });
      const [id] = ids(first.out) ?? [];
      const second = await at.type(['import', '-'], { input });
      expect(second).toMatchObject({ code: EXIT.ok.code, err: '' });
      expect(second.out).toContain(' · 1 chain · already here');
      expect(second.out).toMatch(
        new RegExp(
          `^${name} · USER_PASSWORD_AUTH · already in your history, began \\d{4}-\\d\\d-\\d\\d [\\d:]{8}\nchain ${id}\n\n--again brings it once more\\.\n`,
          'm',
        ),
      );
      const asJson = await at.type(['import', '-', '--json'], { input });
      expect(filesIn(asJson.out)[0]?.chains).toMatchObject([{ chainId: id, here: true }]);
      const again = await at.type(['import', '-', '--json', '--again'], { input });
      expect(filesIn(again.out)[0]?.chains[0]).not.toHaveProperty('here');
      expect(ids(again.out)).not.toEqual([id]);
    }
  });

  it('takes another password for another try, and none for the same one where only the masked form is kept', async () => {
    await at.type(['import', '-'], { input: CURL });
    const other = await at.type(['import', '-', '--json'], { input: CURL.replace('horse-8', 'horse-9') });
    expect(filesIn(other.out)[0]?.chains[0]).not.toHaveProperty('here');
    const bare = shell();
    try {
      await bare.type(['import', '-'], { input: CURL, keychain: noKeyring });
      const more = await bare.type(['import', '-', '--json'], {
        input: CURL.replace('horse-8', 'horse-9'),
        keychain: noKeyring,
      });
      expect(filesIn(more.out)[0]?.chains).toMatchObject([{ here: true }]);
    } finally {
      bare.remove();
    }
  });

  it('refuses standard input twice', async () => {
    expect((await at.type(['import', '-', '-'])).code).toBe(EXIT.usage.code);
  });
});
