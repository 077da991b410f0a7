import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { curlBash } from '@core/evidence/snippets/curl-bash.ts';
import { curlCmd } from '@core/evidence/snippets/curl-cmd.ts';
import { curlFromBash } from './testing/aws-tools.ts';
import { type CommandPrompt, commandPrompt, type Handed } from './testing/command-prompt.ts';
import { useReceiving } from './testing/receiving.ts';
import {
  bodyOf,
  type RunCopy,
  sendsAsBash,
  sentAlike,
  signsAsBash,
  signsInByCopies,
} from './testing/run-copies.ts';
import { useRunningSandbox } from './testing/running-sandbox.ts';
import { toCopy } from './testing/snippet-of.ts';

/*
 * What is copied for the command prompt is run by cmd.exe, pasted at its prompt and saved as a .bat, and has to send what
 * the same copy sends from bash. The cmd.exe is Wine's, an independent reading of Microsoft's rules, and Wine cuts the
 * line into curl's arguments by the rules of Microsoft's C runtime; curl itself is that of this computer. Neither is
 * Microsoft's own. Where Wine is known to differ, Microsoft's word holds:
 * - Wine takes lines longer than the 8191 characters that Microsoft's cmd.exe stops at; snippets-windows.test.ts holds
 *   that limit ("Command prompt line string limitation", Microsoft Support).
 * - Wine reads what a variable held once more and replaces %NAME% in it, which Microsoft's does not (its percent signs are
 *   read once, from left to right): values of the environment are tried without percent signs here and with them there.
 * - Characters beyond ASCII reach curl by the computer's code page there, as UTF-8 here: none may stand in what is copied.
 */
const sandbox = useRunningSandbox();
const receiving = useReceiving();
vi.setConfig({ testTimeout: 120_000 });

let started: CommandPrompt | undefined;
let prompt: CommandPrompt;
beforeEach(async (context) => {
  prompt = started ??= await commandPrompt(context);
});
afterAll(() => started?.end());

/** Signs that a prompt, a C runtime or JSON reads as its own. A person can't type a line break into a variable there. */
const typable = fc.string({
  unit: fc.constantFrom(...`ab '"\\!^&|<>()$\`;,=*~:`, '^^', '""', '\\"', '\\\\'),
  minLength: 1,
  maxLength: 24,
});
const anything = fc.string({
  unit: fc.constantFrom(...`ab '"\\%!^&|<>()$\`;,=*~:é✓‘’\n\t`, '😀', '%PATH%', '\\"'),
  minLength: 1,
  maxLength: 24,
});

describe.each<Handed>(['pasted', 'saved'])('%s', (handed) => {
  const run: RunCopy = (step, environment) => prompt.curl(curlCmd.write(step), handed, environment);

  test('signs in, answers a code and shows what Cognito says of a wrong one', () =>
    signsInByCopies(run, sandbox(), {
      note: `it's "quoted" $HOME & %PATH% 50% ^| !`,
      wrongCode: `w"r\\o'n&g`,
    }));

  test('sends what bash sends, from the environment and set in front, whatever signs it holds', async () => {
    await fc.assert(
      fc.asyncProperty(anything, typable, typable, typable, async (...texts) => {
        await sendsAsBash(run, receiving, 'InitiateAuth', bodyOf(...texts));
      }),
      { numRuns: 12 },
    );
  });

  test('sends in front what no variable of the prompt could hold', async () => {
    const body = { AuthParameters: { USERNAME: 'zoë', PASSWORD: 'a\nb\tc é ✓ 😀 “x” "%' } };
    const { revealed } = toCopy(receiving.url(), 'InitiateAuth', body);
    await curlFromBash(curlBash.write(revealed));
    await run(revealed);
    sentAlike(receiving.taken(), body, 2);
  });

  test('takes a token of 4 KB, headers and a document that is JSON', async () => {
    const AccessToken = 'eyJ'.padEnd(4_096, 'aB-_9.');
    const Credential = { id: 'x', response: { clientDataJSON: 'e30', note: "a & b | c^ 'd'" } };
    const note = 'a "b" \\ & | < > ^ ! (c)';
    const received = await sendsAsBash(
      run,
      receiving,
      'CompleteWebAuthnRegistration',
      { AccessToken, Credential },
      [['X-Note', [note]]],
    );
    expect(received[0]?.headers).toContainEqual(['X-Note', note]);
  });
});

test('signs as bash does', () =>
  signsAsBash((step, environment) => prompt.curl(curlCmd.write(step), 'pasted', environment), receiving));

test('a secret that is not set frees nothing of the line for the prompt', async () => {
  const body = {
    ClientId: 'a & echo freed > freed.txt & b',
    AuthParameters: { USERNAME: 'x" & echo freed > freed.txt', PASSWORD: 'x' },
  };
  const { masked } = toCopy(receiving.url(), 'InitiateAuth', body);
  for (const handed of ['pasted', 'saved'] as const) await prompt.curl(curlCmd.write(masked), handed);
  for (const { body: text } of receiving.taken())
    expect(JSON.parse(text)).toEqual({
      ...body,
      AuthParameters: { ...body.AuthParameters, PASSWORD: 'PASSWORD is not set' },
    });
});
