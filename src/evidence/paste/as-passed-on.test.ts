import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asPassedOn } from './as-passed-on.ts';
import { readPaste } from './index.ts';
import { MEMBERS, TARGET, URL_ } from './testing/dialects.ts';

const NOW = Date.UTC(2026, 8, 8, 9, 5, 7);
const BODY = JSON.stringify({ ...MEMBERS, AuthParameters: { USERNAME: 'ann', PASSWORD: 'x y' } });
const CURL = `curl '${URL_}' \\\n  -H 'X-Amz-Target: ${TARGET}' \\\n  --data-raw '${BODY}'`;
const AWS = `aws cognito-idp initiate-auth --auth-flow USER_PASSWORD_AUTH --client-id 1example23456789 --auth-parameters USERNAME=ann,PASSWORD='x y'`;

describe('a command as people pass it on', () => {
  it.each([
    ['quoted in a mail', CURL.replace(/^/gm, '> ')],
    ['quoted twice', CURL.replace(/^/gm, '>> ')],
    ['with the prompts of a shell that waited for more', `$ ${CURL.replaceAll('\n', '\n> ')}`],
    [
      'with the quotes and dashes of a word processor',
      CURL.replaceAll(/'([^']*)'/g, '‘$1’')
        .replaceAll('"', '”')
        .replace('--data', '—data'),
    ],
    ['behind words with an apostrophe', `It doesn't work for me:\n\n${CURL}`],
    ['between words', `Hi,\nwhen I run\n\n${CURL}\n\nnothing comes.`],
    ['in a fence', `\`\`\`bash\n${CURL}\n\`\`\``],
    ['in Jira’s braces', `{code:bash}\n${CURL}\n{code}`],
    ['in backticks', `\`${CURL}\``],
    ['whose output is kept', `RESPONSE=$(${CURL})\necho $RESPONSE | jq .`],
    ['whose output is kept in quotes', `RESPONSE="$(${CURL})"`],
    ['whose output is kept as long ago', `RESPONSE=\`${CURL}\``],
    ['that is asked about', `if ${CURL}; then echo yes; fi`],
    ['that is measured', `time ${CURL}`],
    ['with the region in front', `AWS_PROFILE=dev AWS_REGION=eu-west-1 ${AWS}`],
    ['with the region set before', `export AWS_DEFAULT_REGION="eu-west-1"\n${AWS}`],
    ['with the region set before in PowerShell', `$env:AWS_REGION = 'eu-west-1'\n${AWS}`],
    ['as root', `sudo ${AWS} --region eu-west-1`],
    [
      'in a container',
      AWS.replace('aws', 'docker run --rm -it public.ecr.aws/aws-cli/aws-cli:2.31.13').concat(
        ' --region eu-west-1',
      ),
    ],
  ])('%s', (_, text) => {
    const reading = readPaste(text, NOW);
    expect(reading).toMatchObject({ kind: 'exchanges' });
    const [exchange] = reading.kind === 'exchanges' ? reading.exchanges : [];
    expect(exchange).toMatchObject({ operation: 'InitiateAuth', request: { url: URL_ }, holes: [] });
    expect(JSON.parse(exchange?.request.text ?? '')).toEqual(JSON.parse(BODY));
  });

  it('keeps the answer that is told behind it', () => {
    const reading = readPaste(
      `It doesn't work:\n${CURL}\n\nI get NotAuthorizedException: Incorrect username or password.`,
      NOW,
    );
    expect(reading.kind === 'exchanges' && reading.exchanges[0]?.response?.text).toContain(
      'NotAuthorizedException',
    );
  });

  it('is read as it stands where that is a request: typographic quotes may be meant', () => {
    const body = BODY.replace('x y', '“x” – ‘y’');
    const reading = readPaste(CURL.replace(BODY, body), NOW);
    expect(reading.kind === 'exchanges' && reading.exchanges[0]?.request.text).toBe(body);
  });
});

it('is tried as it stands first, and a few other ways', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('curl ', 'aws ', 'http ', '> ', '\n', '“', '–', "'", 'x')),
      (parts) => {
        const text = parts.join('');
        const texts = asPassedOn(text);
        expect(texts[0]).toBe(text);
        expect(texts.length).toBeLessThanOrEqual(7);
      },
    ),
  );
});
