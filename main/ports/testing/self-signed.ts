import { generateKeyPairSync, sign } from 'node:crypto';

/**
 * A fresh self-signed certificate for localhost (X.509 v3, RFC 5280), written by hand so that no private key lies in
 * the repository and no openssl is needed.
 */
export function selfSigned(): { readonly key: string; readonly cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const ecdsaWithSha256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
  const commonName = sequence(oid(0x55, 0x04, 0x03), tag(0x0c, Buffer.from('localhost')));
  const name = sequence(tag(0x31, commonName));
  const validity = sequence(utcTime('200101000000Z'), utcTime('491231235959Z'));
  const dnsName = tag(0x82, Buffer.from('localhost'));
  const subjectAltName = sequence(oid(0x55, 0x1d, 0x11), tag(0x04, sequence(dnsName)));
  const toSign = sequence(
    tag(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tag(0xa3, sequence(subjectAltName)),
  );
  const signature = tag(0x03, Buffer.from([0]), sign('sha256', toSign, privateKey));
  const der = sequence(toSign, ecdsaWithSha256, signature);
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

function tag(number: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const length = content.length;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([number, ...head]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return tag(0x30, ...parts);
}

function oid(...bytes: number[]): Buffer {
  return tag(0x06, Buffer.from(bytes));
}

function integer(value: number): Buffer {
  return tag(0x02, Buffer.from([value]));
}

function utcTime(text: string): Buffer {
  return tag(0x17, Buffer.from(text));
}
