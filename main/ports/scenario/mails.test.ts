import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Dovecot, startDovecot } from '../../../scripts/test/dovecot.mjs';
import { selfSigned } from '../testing/self-signed.ts';
import { mails } from './mails.ts';

let server: Dovecot;
beforeAll(async () => {
  server = await startDovecot(selfSigned());
}, 60_000);
afterAll(() => server.remove());

const box = () => ({
  host: '127.0.0.1',
  port: server.port,
  secure: false,
  user: server.user,
  password: server.password,
  mailbox: 'INBOX',
});
/** As AWS sends them: quoted-printable, with a soft break in the middle, beside the same as a page. */
const mail = (code: string) => `From: no-reply@verificationemail.com
To: Ann <ann@example.com>
Subject: =?UTF-8?Q?Your_verification_code_=E2=9C=93?=
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b"

--b
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

Your verification code is ${code.slice(0, 3)}=
${code.slice(3)}
--b
Content-Type: text/html

<style>p { color: #333333 }</style><p>Your verification code is <b>${code}</b></p>
--b--
`;

describe('a mail box on a real server', () => {
  it('gives the mails since a time, newest first, and marks none as seen', async () => {
    const now = Date.now();
    server.deliver(mail('111111'), new Date(now - 3_600_000));
    server.deliver(mail('222222'), new Date(now - 10_000));
    server.deliver(mail('492017'), new Date(now));
    const since = now - 60_000;
    const found = await mails(box(), since);
    expect(found).toMatchObject([
      {
        from: 'no-reply@verificationemail.com',
        to: 'ann@example.com',
        subject: 'Your verification code ✓',
        text: 'Your verification code is 492017\n',
      },
      { text: expect.stringContaining('222222') },
    ]);
    expect(Math.abs((found[0]?.at ?? 0) - now)).toBeLessThan(1_000);
    expect(await mails(box(), since)).toEqual(found);
    expect(await mails(box(), now + 60_000)).toEqual([]);
  });

  it('reads a page without its markup where there is no text', async () => {
    const at = new Date(Date.now() + 120_000);
    server.deliver(
      'Subject: x\nContent-Type: text/html\n\n<style>b { color: #123456 }</style><b>777777</b>\n',
      at,
    );
    const [newest] = await mails(box(), at.getTime() - 1_000);
    expect(newest?.text.trim()).toBe('777777');
  });

  it('speaks TLS from the first byte, too', async () => {
    const plain = await mails(box(), 0);
    expect(await mails({ ...box(), port: server.tlsPort, secure: true }, 0)).toEqual(plain);
  });

  it('says what went wrong, and no password', async () => {
    const wrong = mails({ ...box(), password: 'not-the-password-of-the-box' }, 0);
    await expect(wrong).rejects.toThrow('it refuses user and password');
    await expect(mails({ ...box(), mailbox: 'Elsewhere' }, 0)).rejects.toThrow(/exist/);
    await expect(mails({ ...box(), port: 9 }, 0)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('stays on this computer where the runtime has to', async () => {
    await expect(mails({ ...box(), host: 'mail.example.com' }, 0, { loopbackOnly: true })).rejects.toThrow(
      'this runtime reaches this computer alone',
    );
    expect((await mails(box(), 0, { loopbackOnly: true })).length).toBeGreaterThan(0);
  });
});
