import { copyFormats } from '../../contract/report.ts';
import { cliNameOf } from '../../cognito/service/service.ts';
import type { SnippetLanguage } from './language.ts';
import { leftOutComment, literal, sdkCall, type Writing } from './sdk.ts';
import { wanted } from './shell.ts';

/** The AWS SDK for Python. Public operations go without credentials. */
export const python = {
  id: 'python',
  title: copyFormats.python,
  write(step) {
    const call = sdkCall(step);
    const { region, endpoint } = step.place;
    const client = [
      "'cognito-idp'",
      `region_name=${text(region)}`,
      ...(endpoint === undefined ? [] : [`endpoint_url=${text(endpoint)}`]),
    ];
    const session =
      step.signed && step.profile !== undefined
        ? `boto3.Session(profile_name=${text(step.profile)})`
        : 'boto3';
    const given = call.members.map(
      ({ name, pointer, value }) =>
        `    ${name}=${literal(value, pointer, step.at, { ...writing, blobs: call.blobs }, 1)},\n`,
    );
    const set = step.variables.flatMap(({ name, value }) =>
      value === undefined ? [] : [`os.environ[${text(name)}] = ${text(value)}`],
    );
    return [
      ...(call.blobs.size === 0 ? [] : ['import base64']),
      'import json',
      ...(step.variables.length === 0 ? [] : ['import os']),
      '',
      'import boto3',
      '',
      ...wanted(step.variables, '#'),
      ...leftOutComment(call, '#'),
      ...set,
      `client = ${session}.client(${client.join(', ')})`,
      `reply = client.${cliNameOf(call.operation).replaceAll('-', '_')}(`,
      `${given.join('')})`,
      'print(json.dumps(reply, indent=2, default=str))',
    ].join('\n');
  },
} as const satisfies SnippetLanguage;

const writing: Writing = {
  text,
  variable: ({ name, raw }) => (raw ? `json.loads(os.environ[${text(name)}])` : `os.environ[${text(name)}]`),
  words: { true: 'True', false: 'False' },
  list: ['[', ']'],
  map: ['{', '}'],
  key: (name) => `${text(name)}: `,
  indent: 4,
  blob: (base64) => `base64.b64decode(${text(base64)})`,
};

/** JSON's strings are Python's, too. */
function text(value: string): string {
  return JSON.stringify(value);
}
