import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { keyring, noKeyring, type Shell, shell } from '../evidence/testing/typed.ts';

let at: Shell;
beforeEach(() => void (at = shell()));
afterEach(() => at.remove());

describe('countersign secret', () => {
  it('keeps what is piped in without its line end, and says what it did without the value', async () => {
    const first = await at.type(['secret', 'set', 'ann seed'], { input: 'Hidden-horse-91\n' });
    expect(first).toMatchObject({
      code: EXIT.ok.code,
      out: '',
      err: 'Kept in Test Keychain for keychain:ann seed, where nothing was before.\n',
    });
    expect([...at.keychain]).toEqual([['scenario:ann seed', 'Hidden-horse-91']]);
    const again = await at.type(['secret', 'set', 'ann seed'], { input: ' two\nlines \r\n' });
    expect(again.err).toContain('in place of what was there');
    expect([...at.keychain]).toEqual([['scenario:ann seed', ' two\nlines ']]);
  });

  it('asks a person who sits there', async () => {
    const { code, err } = await at.type(['secret', 'set', 'ann'], {
      answers: ['Hidden-horse-92'],
      input: 'no',
    });
    expect(code).toBe(EXIT.ok.code);
    expect(err).toContain('Value for keychain:ann: ');
    expect(err).not.toContain('Hidden');
    expect([...at.keychain.values()]).toEqual(['Hidden-horse-92']);
  });

  it('lists names alone, and only those of scenarios', async () => {
    const none = await at.type(['secret', 'list']);
    expect(none).toMatchObject({
      code: EXIT.ok.code,
      out: '',
      err: 'Test Keychain has no secret of scenarios.\n',
    });
    const keychain = keyring(
      new Map([
        ['scenario:b', 'Hidden-horse-1'],
        ['index', '[]'],
        ['scenario:a b', 'Hidden-horse-2'],
      ]),
    );
    expect((await at.type(['secret', 'list'], { keychain })).out).toBe('a b\nb\n');
    expect(JSON.parse((await at.type(['secret', 'list', '--json'], { keychain })).out)).toEqual(['a b', 'b']);
  });

  it('removes one, and says so where there is none', async () => {
    await at.type(['secret', 'set', 'ann'], { input: 'x' });
    expect(await at.type(['secret', 'remove', 'ann'])).toMatchObject({
      code: EXIT.ok.code,
      err: 'Removed from Test Keychain: ann.\n',
    });
    expect([...at.keychain]).toEqual([]);
    const gone = await at.type(['secret', 'remove', 'ann']);
    expect(gone.code).toBe(EXIT.unusable.code);
    expect(gone.err).toContain('Test Keychain has no secret ann of scenarios. (SECRET_NOT_KEPT)');
    expect(gone.err).toContain('countersign secret list');
  });

  it.each([
    ['with its prefix', 'keychain:ann', 'here ann. (SECRET_NAME)'],
    ['of nothing', ' ', 'The name is empty.'],
    ['with a space at its end', 'ann ', 'begins and ends with no space'],
    ['of two lines', 'a\nb', 'no control characters'],
    ['that is too long', 'n'.repeat(201), 'longer than 200 characters'],
  ])('refuses a name %s before anything is asked', async (_, name, says) => {
    const { code, err } = await at.type(['secret', 'set', name], { answers: ['Hidden-horse-93'] });
    expect(code).toBe(EXIT.usage.code);
    expect(err).toContain(says);
    expect(err).not.toContain('Value for');
    expect([...at.keychain]).toEqual([]);
  });

  it.each([
    ['nothing', '', 'The value is empty.'],
    ['an empty line', '\n', 'The value is empty.'],
    ['a NUL', 'a\0b', 'NUL character'],
    ['no text', new Uint8Array([0xff, 0xfe]), 'no text in UTF-8'],
    ['more than an entry holds', 'x'.repeat(65_537), 'longer than the 65,536 bytes'],
    ['a stream without end', 'x'.repeat(1_000_001), 'it is too long'],
  ])('refuses %s as a value', async (_, input, says) => {
    const { code, err } = await at.type(['secret', 'set', 'ann'], { input });
    expect(code).toBe(EXIT.usage.code);
    expect(err).toContain(says);
    expect([...at.keychain]).toEqual([]);
  });

  it('refuses what would be seen as it is typed, and a value among the words', async () => {
    const seen = await at.type(['secret', 'set', 'ann'], { inIsKeyboard: true, input: 'Hidden-horse-94' });
    expect(seen.code).toBe(EXIT.usage.code);
    expect(seen.err).toContain('Pipe the value in.');
    const word = await at.type(['secret', 'set', 'ann', 'Hidden-horse-95']);
    expect(word.code).toBe(EXIT.usage.code);
    expect(word.err).toContain('the value is typed when asked, or piped in');
    expect(word.err).not.toContain('Hidden-horse-95');
    expect((await at.type(['secret'])).code).toBe(EXIT.usage.code);
  });

  it.each([['set', 'ann'], ['list'], ['remove', 'ann']])(
    'says so where there is no keychain: %s',
    async (...words) => {
      const { code, err } = await at.type(['secret', ...words], {
        keychain: noKeyring,
        input: 'Hidden-horse-96',
      });
      expect(code).toBe(EXIT.unusable.code);
      expect(err).toContain('No Secret Service answers on this computer. Start a keyring');
      expect(err).not.toContain('Hidden-horse-96');
    },
  );
});

describe('a run that reads the keychain', () => {
  const KEPT = `version: 1
name: kept
secrets: { PASS: 'keychain:ann’s pass' }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ann, PASSWORD: '\${PASS}' }
    expect: { error: NotAuthorizedException }
`;
  const nowhere = ['--endpoint', 'http://127.0.0.1:9', '--client-id', 'abc', '--reporter', 'list'];

  it('names the command to type where it is not there', async () => {
    const { code, out } = await at.type(['run', at.file('kept.yaml', KEPT), ...nowhere]);
    expect(code).toBe(EXIT.secretMissing.code);
    expect(out).toContain(
      "PASS is not given. keychain:ann’s pass is not in the keychain: keep it there with countersign secret set 'ann’s pass'. Or give it with --secret PASS, its value in the environment variable PASS. (SECRET_MISSING)",
    );
    await at.type(['secret', 'set', 'ann’s pass'], { input: 'Hidden-horse-97' });
    const known = await at.type(['run', at.file('kept.yaml', KEPT), ...nowhere]);
    expect(known.code).toBe(EXIT.unreachable.code);
    expect(known.out).not.toContain('Hidden-horse-97');
  });

  it('says why where no keychain answers', async () => {
    const { code, out } = await at.type(['run', at.file('kept.yaml', KEPT), ...nowhere], {
      keychain: noKeyring,
    });
    expect(code).toBe(EXIT.secretMissing.code);
    expect(out).toContain('keychain:ann’s pass can’t be read. No Secret Service answers on this computer.');
  });

  it('takes the client secret of a target from there, too, or asks for it', async () => {
    const plain = KEPT.replace(/secrets.*\n/, '').replace("'\${PASS}'", "{ wrong: 'x' }");
    const words = ['run', at.file('plain.yaml', plain), ...nowhere, '--client-secret', 'keychain:app'];
    const missing = await at.type(words);
    expect(missing.code).toBe(EXIT.secretMissing.code);
    expect(missing.out).toContain('keep it there with countersign secret set app. Or give it with --secret');
    expect((await at.type([...words, '--secret', 'clientSecret=x'])).code).toBe(EXIT.unreachable.code);
    const asked = await at.type(words, { answers: ['Hidden-horse-98'] });
    expect(asked.code).toBe(EXIT.unreachable.code);
    expect(asked.err).toContain('clientSecret: ');
  });
});
