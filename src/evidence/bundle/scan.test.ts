import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack } from './pack.ts';
import { scanFile, scanForSecrets } from './scan.ts';
import { naiveForms } from './testing/naive-forms.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));

/** Six characters and more, of every kind a secret may have. */
const anySecret = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 6, maxLength: 30 }).filter((text) => text.length >= 6),
  fc.string({ unit: fc.constantFrom(...'aB3"\\/&<>%+ ü😀#;'), minLength: 6, maxLength: 20 }),
  fc.integer({ min: 100_000, max: 999_999 }).map(String),
);

describe('the scan', () => {
  it('finds a planted secret in every form, and names its place', () => {
    fc.assert(
      fc.property(anySecret, fc.nat(30), fc.nat(3), (value, filler, nested) => {
        for (const [form, text] of naiveForms(value)) {
          // Planted in a text of JSON: bytes that are no ASCII are written there as the text they are.
          const planted = /UTF-16/.test(form) ? text : Buffer.from(text, 'latin1').toString('utf8');
          let inside = `${'-'.repeat(filler)} ${planted} .`;
          for (let depth = 0; depth < nested; depth += 1) inside = JSON.stringify({ below: inside });
          const file = bytesOf(
            JSON.stringify({
              chains: [{ events: [1, 'a "quoted" text'] }, { notes: `${inside}` }],
              made: 'x',
            }),
          );
          const leak = scanForSecrets(file, [{ value, kind: 'password' }]);
          // UTF-16 has bytes that UTF-8 writes otherwise: in a text it only stands where all of it is ASCII.
          const isText = !/UTF-16/.test(form) || /^[\x20-\x7e]*$/.test(value);
          if (!isText) continue;
          expect({ form, place: leak?.place, kind: leak?.kind }).toEqual({
            form,
            place: 'chains/1/notes',
            kind: 'password',
          });
        }
      }),
      // The value itself may look like another form's escape.
      {
        numRuns: 150,
        examples: [
          ['#3;a"aaaa', 0, 0],
          ['%41&amp;aaa', 0, 1],
          ['\\u0041#65;', 2, 2],
        ],
      },
    );
  });

  it('finds UTF-16 of any text in the bytes of a file', () => {
    fc.assert(
      fc.property(anySecret, fc.boolean(), (value, little) => {
        const utf16 = Buffer.from(value, 'utf16le');
        const file = Buffer.concat([
          Buffer.from('first line\n  '),
          little ? utf16 : utf16.swap16(),
          Buffer.from('  '),
        ]);
        expect(scanForSecrets(new Uint8Array(file), [{ value, kind: 'code' }])).toMatchObject({
          form: 'UTF-16',
          place: 'line 2, column 3',
        });
      }),
    );
  });

  it('finds nothing where nothing is', () => {
    fc.assert(
      fc.property(anySecret, fc.string({ unit: 'grapheme', maxLength: 200 }), (value, text) => {
        fc.pre(!text.includes(value.slice(0, 3)));
        expect(
          scanForSecrets(bytesOf(JSON.stringify({ text, n: 12 })), [{ value, kind: 'x' }]),
        ).toBeUndefined();
      }),
    );
  });

  it('says which form it was', () => {
    const secrets = [{ value: 'p"ss/w&rd+1', kind: 'password' }];
    const formOf = (text: string) => scanForSecrets(bytesOf(text), secrets)?.form;
    expect(formOf('a p"ss/w&rd+1')).toBe('plain');
    expect(formOf('{"a":"p\\"ss\\/w&rd+1"}')).toBe('JSON');
    expect(formOf('p%22ss%2Fw%26rd%2b1')).toBe('URL');
    expect(formOf('<a b="p&quot;ss/w&amp;rd+1">')).toBe('HTML');
    expect(formOf('p#34;ss/w#38;rd+1')).toBe('HTML');
    expect(formOf(Buffer.from('xp"ss/w&rd+1').toString('base64url'))).toBe('base64');
    expect(formOf(Buffer.from('p"ss/w&rd+1').toString('hex').toUpperCase())).toBe('hex');
  });

  it('finds mixed escapes', () => {
    const secrets = [{ value: 'pass word', kind: 'password' }];
    expect(scanForSecrets(bytesOf('{"a":"p\\u0061ss%20w%6frd"}'), secrets)?.place).toBe('a');
    expect(scanForSecrets(bytesOf('a=pass+word'), secrets)?.form).toBe('URL');
  });

  it('looks into what is packed, too', async () => {
    const file = await pack(bytesOf('{"a":{"b":"hunter22"}}'));
    expect(scanForSecrets(file, [{ value: 'hunter22', kind: 'password' }])).toBeUndefined();
    expect(await scanFile(file, [{ value: 'hunter22', kind: 'password' }])).toEqual({
      place: 'a/b',
      form: 'plain',
      kind: 'password',
    });
  });

  it('lets nothing pass that it could not look into', async () => {
    const file = await pack(bytesOf('x'.repeat(5_000)));
    const secrets = [{ value: 'hunter22', kind: 'password' }];
    await expect(scanFile(file, secrets, undefined, 5_000)).resolves.toBeUndefined();
    const refused = { code: 'EXPORT_UNSEARCHED' };
    await expect(scanFile(file, secrets, undefined, 4_999)).rejects.toMatchObject(refused);
    await expect(scanFile(file.subarray(0, file.length - 12), secrets)).rejects.toMatchObject(refused);
  });

  it('takes short values for secrets beside their member only', () => {
    const secrets = [{ value: '1234', kind: 'code', member: 'SMS_MFA_CODE' }];
    const found = (text: string) => scanForSecrets(bytesOf(text), secrets) !== undefined;
    expect(found('{"at":1234,"b":"x1234"}')).toBe(false);
    expect(found('{"body":"{\\"SMS_MFA_CODE\\":\\"1234\\"}"}')).toBe(true);
    expect(found('| SMS_MFA_CODE | 1234 |')).toBe(true);
    expect(found('{"SMS_MFA_CODE":"12345"}')).toBe(false);
  });

  it('does not take six digits of a time or of a key for a code', () => {
    const found = (text: string) =>
      scanForSecrets(bytesOf(text), [{ value: '204817', kind: 'code' }]) !== undefined;
    expect(found('{"at":1788204817000}')).toBe(false);
    expect(found(`{"SRP_A":"${'a1b2'.repeat(20)}204817${'c3d4'.repeat(20)}"}`)).toBe(false);
    expect(found('{"message":"code 204817 is wrong"}')).toBe(true);
    expect(found('{"message":"code204817"}')).toBe(true);
  });

  it('searches for thousands of secrets in one pass', () => {
    const secrets = Array.from({ length: 4_000 }, (_, at) => ({
      value: `AYABeSession-${String(at * 7_919)}-x`,
      kind: 's',
    }));
    const file = bytesOf(`${'{"a":"AYABeSession-"}'.repeat(40_000)} AYABeSession-${String(3_999 * 7_919)}-x`);
    expect(scanForSecrets(file, secrets)?.kind).toBe('s');
  });
});
