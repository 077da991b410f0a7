/** The values of one SRP exchange, in the order they come about: what is wrong in one is wrong in all that follow. */
export type LineId =
  | 'group'
  | 'identity'
  | 'password'
  | 'N'
  | 'g'
  | 'k'
  | 'a'
  | 'A'
  | 'B'
  | 'u'
  | 'salt'
  | 'saltBytes'
  | 'inner'
  | 'x'
  | 'v'
  | 'S'
  | 'hkdfSalt'
  | 'hkdfInput'
  | 'info'
  | 'prk'
  | 'key'
  | 'timestamp'
  | 'secretBlock'
  | 'message'
  | 'signature';

export interface LineSpec {
  readonly id: LineId;
  readonly name: string;
  readonly formula: string;
  /** What it is and how it is written: the padding rules (protocol reference 5.2) where they bite. */
  readonly says: string;
  /** How two writings of it are compared. */
  readonly shape: 'text' | 'integer' | 'bytes' | 'base64';
  /** Gives the password away, or is one use of it. */
  readonly secret: boolean;
  /** What usually makes it differ where all before it is the same. */
  readonly usually: string;
}

/** A line with its value; what it lacks where it could not be computed. */
export interface Line {
  readonly spec: LineSpec;
  readonly value?: string;
  /** Bytes of the value as it is hashed or sent. */
  readonly bytes?: number;
  /** Why there is no value. */
  readonly missing?: string;
}

export const lineSpecs: readonly LineSpec[] = [
  {
    id: 'group',
    name: 'Pool name',
    formula: 'pool id after “_”',
    says: 'The part of the user pool id after its first underscore; for a device its DeviceGroupKey. Case counts.',
    shape: 'text',
    secret: false,
    usually: 'The whole pool id with its region was taken, or another pool’s.',
  },
  {
    id: 'identity',
    name: 'USER_ID_FOR_SRP',
    formula: 'from the challenge',
    says: 'The name exactly as the challenge gave it, never the alias that was typed; for a device its DEVICE_KEY.',
    shape: 'text',
    secret: false,
    usually: 'The name that was typed was taken in place of USER_ID_FOR_SRP.',
  },
  {
    id: 'password',
    name: 'Password',
    formula: 'as typed',
    says: 'In UTF-8, neither trimmed nor normalised.',
    shape: 'text',
    secret: true,
    usually: 'Another password, or one with a space or another form of an accented letter.',
  },
  {
    id: 'N',
    name: 'N',
    formula: 'RFC 3526 group 15',
    says: 'The 3072-bit MODP prime, 768 digits.',
    shape: 'integer',
    secret: false,
    usually: 'Another group of RFC 5054 or RFC 3526 was taken.',
  },
  {
    id: 'g',
    name: 'g',
    formula: '2',
    says: 'The generator is 2. RFC 5054 lists 5 for its 3072-bit group; Cognito does not use that.',
    shape: 'integer',
    secret: false,
    usually: 'RFC 5054’s 5 was taken.',
  },
  {
    id: 'k',
    name: 'k',
    formula: 'H(pad(N) ‖ pad(g))',
    says: 'SHA-256. pad puts a zero byte in front of N, whose top bit is set, and leaves g one byte long.',
    shape: 'integer',
    secret: false,
    usually: 'g was padded to the length of N, as RFC 5054 says, or N lacks the zero byte in front.',
  },
  {
    id: 'a',
    name: 'a',
    formula: 'random, 1024 bits',
    says: 'The client’s secret of this exchange. With it and the answer a password can be tried offline.',
    shape: 'integer',
    secret: true,
    usually: 'It is another exchange.',
  },
  {
    id: 'A',
    name: 'SRP_A',
    formula: 'g^a mod N',
    says: 'Sent as hex without prefix or padding.',
    shape: 'integer',
    secret: false,
    usually: 'It is another exchange, or A was sent from one exchange and a taken from another.',
  },
  {
    id: 'B',
    name: 'SRP_B',
    formula: 'from the challenge',
    says: 'The server’s value, hex.',
    shape: 'integer',
    secret: false,
    usually: 'It was cut, or is another exchange’s.',
  },
  {
    id: 'u',
    name: 'u',
    formula: 'H(pad(A) ‖ pad(B))',
    says: 'A and B get a zero byte in front when their top bit is set, and lose leading zeros: no fixed length.',
    shape: 'integer',
    secret: false,
    usually: 'A or B was hashed without the zero byte in front, padded to 384 bytes, or as hex text.',
  },
  {
    id: 'salt',
    name: 'SALT',
    formula: 'from the challenge',
    says: 'Hex, an integer: leading zeros may be missing.',
    shape: 'integer',
    secret: false,
    usually: 'It was read as text, or is another user’s.',
  },
  {
    id: 'saltBytes',
    name: 'pad(SALT)',
    formula: 'pad(SALT)',
    says: 'As bytes: an odd digit gets a zero in front, a set top bit a zero byte.',
    shape: 'bytes',
    secret: false,
    usually: 'The zero byte in front is missing, or was put where the top bit is not set.',
  },
  {
    id: 'inner',
    name: 'Inner hash',
    formula: 'H(pool ‖ user ‖ ":" ‖ password)',
    says: 'SHA-256 over texts in UTF-8, nothing between pool and user. 64 digits: leading zeros belong to it.',
    shape: 'bytes',
    secret: true,
    usually: 'The password differs, or the name that was typed was hashed.',
  },
  {
    id: 'x',
    name: 'x',
    formula: 'H(pad(SALT) ‖ inner)',
    says: 'The inner hash goes in as its 32 bytes.',
    shape: 'integer',
    secret: true,
    usually: 'SALT lacks its sign byte or was hashed as text, or the inner hash went in as hex text.',
  },
  {
    id: 'v',
    name: 'g^x',
    formula: 'g^x mod N',
    says: 'The verifier the server keeps.',
    shape: 'integer',
    secret: true,
    usually: 'g is not 2.',
  },
  {
    id: 'S',
    name: 'S',
    formula: '(B − k·g^x)^(a + u·x) mod N',
    says: 'B − k·g^x may be negative: it is taken modulo N first.',
    shape: 'integer',
    secret: true,
    usually: 'The base was left negative, or the exponent taken modulo N.',
  },
  {
    id: 'hkdfSalt',
    name: 'HKDF salt',
    formula: 'pad(u)',
    says: 'u as bytes: a leading zero byte of the hash is dropped, a set top bit gets one in front. 31 to 33 bytes.',
    shape: 'bytes',
    secret: false,
    usually: 'u was kept at 32 bytes, or the salt left empty.',
  },
  {
    id: 'hkdfInput',
    name: 'HKDF input',
    formula: 'pad(S)',
    says: 'S as bytes, no longer than it is.',
    shape: 'bytes',
    secret: true,
    usually: 'S was padded to 384 bytes.',
  },
  {
    id: 'info',
    name: 'HKDF info',
    formula: '"Caldera Derived Key" ‖ 01',
    says: 'The text in UTF-8 and one byte 01.',
    shape: 'bytes',
    secret: false,
    usually: 'The byte 01 at the end is missing.',
  },
  {
    id: 'prk',
    name: 'PRK',
    formula: 'HMAC(HKDF salt, HKDF input)',
    says: 'HMAC-SHA-256; the HKDF salt is the key.',
    shape: 'bytes',
    secret: true,
    usually: 'Key and data of the HMAC were swapped.',
  },
  {
    id: 'key',
    name: 'Key',
    formula: 'HMAC(PRK, info), first 16 bytes',
    says: 'Cut to 16 bytes.',
    shape: 'bytes',
    secret: true,
    usually: 'It was not cut to 16 bytes.',
  },
  {
    id: 'timestamp',
    name: 'TIMESTAMP',
    formula: 'now, EEE MMM d HH:mm:ss UTC yyyy',
    says: 'UTC, English, the day without a zero or space in front. Cognito writes it anew before it looks at the signature.',
    shape: 'text',
    secret: false,
    usually: 'Another moment, a padded day, names of another language, or a clock not in UTC.',
  },
  {
    id: 'secretBlock',
    name: 'SECRET_BLOCK',
    formula: 'from the challenge',
    says: 'Base64; goes back unchanged and into the message decoded.',
    shape: 'base64',
    secret: true,
    usually: 'It was changed, or is another exchange’s.',
  },
  {
    id: 'message',
    name: 'Message',
    formula: 'pool ‖ user ‖ SECRET_BLOCK ‖ TIMESTAMP',
    says: 'Texts in UTF-8, SECRET_BLOCK decoded, nothing in between.',
    shape: 'bytes',
    secret: true,
    usually: 'SECRET_BLOCK went in as text, or the whole pool id was taken.',
  },
  {
    id: 'signature',
    name: 'PASSWORD_CLAIM_SIGNATURE',
    formula: 'HMAC(key, message), Base64',
    says: 'HMAC-SHA-256 in standard Base64, 44 characters.',
    shape: 'base64',
    secret: true,
    usually: 'Another key or another message was signed.',
  },
];
