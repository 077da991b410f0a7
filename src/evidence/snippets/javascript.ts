import { copyFormats } from '../../contract/report.ts';
import type { SnippetLanguage } from './language.ts';
import { leftOutComment, literal, sdkCall, type Writing } from './sdk.ts';
import { wanted } from './shell.ts';

const PACKAGE = '@aws-sdk/client-cognito-identity-provider';

/** The AWS SDK for JavaScript, version 3, as an ES module. */
export const javaScript = {
  id: 'javascript',
  title: copyFormats.javascript,
  write(step) {
    const call = sdkCall(step);
    const { region, endpoint } = step.place;
    const input = Object.fromEntries(call.members.map(({ name, value }) => [name, value]));
    const options = [
      `region: ${text(region)}`,
      ...(endpoint === undefined ? [] : [`endpoint: ${text(endpoint)}`]),
      ...(step.signed && step.profile !== undefined ? [`profile: ${text(step.profile)}`] : []),
    ];
    const set = step.variables.flatMap(({ name, value }) =>
      value === undefined ? [] : [`process.env.${name} = ${text(value)};`],
    );
    return [
      `import { CognitoIdentityProviderClient, ${call.operation}Command } from '${PACKAGE}';`,
      '',
      ...wanted(step.variables, '//'),
      ...leftOutComment(call, '//'),
      ...set,
      `const client = new CognitoIdentityProviderClient({ ${options.join(', ')} });`,
      `const reply = await client.send(`,
      `  new ${call.operation}Command(${literal(input, '', step.at, { ...writing, blobs: call.blobs }, 1)}),`,
      ');',
      'console.log(JSON.stringify(reply, null, 2));',
    ].join('\n');
  },
} as const satisfies SnippetLanguage;

const writing: Writing = {
  text,
  variable: ({ name, raw }) => (raw ? `JSON.parse(process.env.${name})` : `process.env.${name}`),
  words: { true: 'true', false: 'false' },
  list: ['[', ']'],
  map: ['{', '}'],
  // In brackets a key is a key, whatever it is called: `__proto__:` alone would set the prototype.
  key: (name) => `${/^[A-Za-z]\w*$/.test(name) ? name : `[${text(name)}]`}: `,
  indent: 2,
  blob: (base64) => `Buffer.from(${text(base64)}, 'base64')`,
};

function text(value: string): string {
  return JSON.stringify(value);
}
