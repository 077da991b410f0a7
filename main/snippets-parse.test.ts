import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Language, Parser } from 'web-tree-sitter';
import { challenges } from '@core/challenges/index.ts';
import { snippetLanguages } from '@core/evidence/snippets/index.ts';
import type { SnippetLanguage } from '@core/evidence/snippets/language.ts';
import type { JsonObject } from '@core/json.ts';
import { shell } from './testing/aws-tools.ts';
import { toCopy } from './testing/snippet-of.ts';

// Languages that can't be run everywhere are read by a real parser; those that can are run besides (snippets-shell).

const require = createRequire(import.meta.url);
const MOST = 'tree-sitter-wasms/out';
const GRAMMARS = {
  java: `${MOST}/tree-sitter-java.wasm`,
  swift: `${MOST}/tree-sitter-swift.wasm`,
  javascript: `${MOST}/tree-sitter-javascript.wasm`,
  python: `${MOST}/tree-sitter-python.wasm`,
  curl: `${MOST}/tree-sitter-bash.wasm`,
  'aws-cli': `${MOST}/tree-sitter-bash.wasm`,
  // What it says is read in snippets-windows, too.
  'curl-powershell': '@vscode/tree-sitter-wasm/wasm/tree-sitter-powershell.wasm',
} as const;
type Read = keyof typeof GRAMMARS;

await Parser.init();
const parsers = new Map<string, Parser>();
async function parserFor(id: Read): Promise<Parser> {
  const grammar = GRAMMARS[id];
  const known = parsers.get(grammar);
  if (known) return known;
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve(grammar)));
  parsers.set(grammar, parser);
  return parser;
}
async function hasError(id: Read, code: string): Promise<boolean> {
  const tree = (await parserFor(id)).parse(code);
  try {
    return tree?.rootNode.hasError ?? true;
  } finally {
    tree?.delete();
  }
}

const ENDPOINT = 'http://127.0.0.1:9229/';
const requests: readonly (readonly [operation: string, members: JsonObject])[] = [
  ...challenges.map(({ name, example }): readonly [string, JsonObject] => [
    'RespondToAuthChallenge',
    {
      ClientId: 'a1',
      ChallengeName: name,
      Session: 's'.repeat(30),
      ChallengeResponses: { USERNAME: 'ann', ...example.responses },
    },
  ]),
  [
    'InitiateAuth',
    {
      AuthFlow: 'USER_AUTH',
      ClientId: 'a1',
      AuthParameters: {},
      UserContextData: { IpAddress: '::1', EncodedData: 'x' },
    },
  ],
  [
    'ConfirmDevice',
    {
      AccessToken: 'a.b.c',
      DeviceKey: 'd_1',
      DeviceSecretVerifierConfig: { PasswordVerifier: 'v', Salt: 's' },
    },
  ],
  ['RevokeToken', { Token: 't', ClientId: 'a1', RevokeAssociatedSessions: 'NONE' }],
  ['UpdateDeviceStatus', { AccessToken: 'a', DeviceKey: 'd', DeviceRememberedStatus: 'not_remembered' }],
  [
    'SignUp',
    {
      ClientId: 'a1',
      Username: 'ann',
      Password: 'p',
      UserAttributes: [{ Name: 'email', Value: 'a@example.com' }],
    },
  ],
  ['SetUserMFAPreference', { AccessToken: 'a', SMSMfaSettings: { Enabled: true, PreferredMfa: false } }],
  ['GlobalSignOut', { AccessToken: 'a' }],
  [
    'CompleteWebAuthnRegistration',
    { AccessToken: 'a', Credential: { id: 'x', response: { transports: ['usb'] } } },
  ],
];

const read = snippetLanguages.filter(
  (language): language is SnippetLanguage & { id: Read } => language.id in GRAMMARS,
);

describe.each(read)('$id', (language) => {
  test.each(requests)('is read by its parser: %s', async (operation, members) => {
    for (const url of [ENDPOINT, 'https://cognito-idp.eu-west-1.amazonaws.com/']) {
      const { masked, revealed } = toCopy(url, operation, members);
      for (const step of [masked, revealed]) {
        const code = language.write(step);
        expect(await hasError(language.id, code), code).toBe(false);
      }
    }
  });

  test('that parser tells a broken one', async () => {
    const code = language.write(
      toCopy(ENDPOINT, 'InitiateAuth', { ClientId: 'a', AuthParameters: { PASSWORD: 'x' } }).masked,
    );
    const broken = /^(curl|aws-cli)/.test(language.id) ? `${code} '` : code.replace(/\)(?!.*\))/s, '');
    expect(await hasError(language.id, broken)).toBe(true);
  });
});

const nasty = fc.string({
  unit: fc.constantFrom(
    ...`ab'"\\$\`#(){}/*é✓\n\r\t\u0000\u2028`,
    '\\u000a',
    '\\(x)',
    '${x}',
    '*/',
    '/*',
    '😀',
  ),
  maxLength: 20,
});
const bodies = fc.record({
  ClientId: nasty,
  AuthParameters: fc.dictionary(nasty, nasty, { maxKeys: 3 }),
  ClientMetadata: fc.dictionary(nasty, nasty, { maxKeys: 3 }),
  made: fc.constant('up'),
});

test('values and keys of any kind stay texts, to the parsers of Java and Swift', async () => {
  for (const id of ['java', 'swift'] as const) {
    const language = snippetLanguages.find((candidate) => candidate.id === id);
    await parserFor(id);
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const code = language?.write(toCopy(ENDPOINT, 'InitiateAuth', body).revealed) ?? '';
        // Null characters end a text to the parser, and nowhere else.
        expect(await hasError(id, code.replaceAll('\0', '')), code).toBe(false);
      }),
      { numRuns: 200 },
    );
  }
});

/** A stand-in for the SDK that keeps what it was called with. */
const BOTO3 = `calls = []
class Client:
    def __getattr__(self, name):
        return lambda **members: calls.append(members)
def client(*_, **__):
    return Client()
`;
/** Every snippet in one interpreter: starting one takes longer than all of them. */
const RUN_ALL = `import contextlib, glob, io, json, runpy, sys
sys.path.insert(0, '.')
import boto3
for file in sorted(glob.glob('s*.py')):
    with contextlib.redirect_stdout(io.StringIO()):
        runpy.run_path(file)
print(json.dumps(boto3.calls))
`;

test('Python hands boto3 exactly what was sent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-snippets-'));
  try {
    await writeFile(join(folder, 'boto3.py'), BOTO3);
    const language = snippetLanguages.find(({ id }) => id === 'python');
    const samples = fc.sample(bodies, { numRuns: 60, seed: 7 });
    const files = samples.map((body, index) => {
      const { revealed } = toCopy(ENDPOINT, 'InitiateAuth', withoutNull(body));
      return writeFile(
        join(folder, `s${String(index).padStart(3, '0')}.py`),
        language?.write(revealed) ?? '',
      );
    });
    await Promise.all(files);
    await writeFile(join(folder, 'run.py'), RUN_ALL);
    const ran = await shell(`cd ${folder} && python3 -m py_compile s*.py && python3 run.py`);
    expect(ran.err).toBe('');
    const called = JSON.parse(ran.out) as JsonObject[];
    expect(called).toEqual(samples.map(({ made: _, ...body }) => withoutNull(body)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** An environment can't hold a null character. */
function withoutNull(body: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(body).replaceAll('\\u0000', '')) as JsonObject;
}
