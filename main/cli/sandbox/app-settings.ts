import type { SandboxInfo } from '@core/contract.ts';
import { commandLine, shellWord } from '@core/evidence/snippets/shell.ts';
import type { Sample } from './sample.ts';

/** Settings to paste, for one of the tools that speak to Cognito. */
export interface AppSettings {
  readonly tool: string;
  /** What to know before pasting. */
  readonly note?: string;
  /** Stands at the left margin: Python and INI files care about indentation. */
  readonly text: string;
}

/** Signed operations want a signature, and nobody verifies it. */
const KEY = 'sandbox';

export function appSettings(
  { endpoint, region, pools }: SandboxInfo,
  sample: Sample | undefined,
): AppSettings[] {
  return [
    {
      tool: 'AWS CLI, from the environment (bash, zsh)',
      note: [
        `CLI 2.13 and 1.29 were the first to read the endpoint from here or a profile; older ones need --endpoint-url ${endpoint} on every command.`,
        ...whyNoSignIn(sample, pools),
      ].join('\n'),
      text: [
        `export AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER=${shellWord(endpoint)}`,
        `export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
        `export AWS_ACCESS_KEY_ID=${KEY} AWS_SECRET_ACCESS_KEY=${KEY}`,
        firstCommand(sample),
      ].join('\n'),
    },
    {
      tool: 'AWS CLI, as a profile in ~/.aws/config',
      note: 'Use it with --profile countersign.',
      text: [
        '[profile countersign]',
        `region = ${region}`,
        `endpoint_url = ${endpoint}`,
        `aws_access_key_id = ${KEY}`,
        `aws_secret_access_key = ${KEY}`,
      ].join('\n'),
    },
    {
      tool: 'AWS SDK for JavaScript v3',
      text: [
        `import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';`,
        '',
        'const cognito = new CognitoIdentityProviderClient({',
        `  region: '${region}',`,
        `  endpoint: '${endpoint}',`,
        `  credentials: { accessKeyId: '${KEY}', secretAccessKey: '${KEY}' },`,
        '});',
      ].join('\n'),
    },
    {
      tool: 'boto3 (Python)',
      text: [
        'import boto3',
        '',
        'cognito = boto3.client(',
        '    "cognito-idp",',
        `    region_name="${region}",`,
        `    endpoint_url="${endpoint}",`,
        `    aws_access_key_id="${KEY}",`,
        `    aws_secret_access_key="${KEY}",`,
        ')',
      ].join('\n'),
    },
    ...(sample === undefined ? [] : [amplify(endpoint, sample)]),
  ];
}

/** The example lists users where no single call with a password brings tokens. */
function whyNoSignIn(sample: Sample | undefined, pools: SandboxInfo['pools']): string[] {
  if (sample === undefined || sample.user !== undefined) return [];
  const allowed = pools.some(({ clients }) =>
    clients.some(({ explicitAuthFlows }) => explicitAuthFlows.includes('ALLOW_USER_PASSWORD_AUTH')),
  );
  return allowed
    ? [
        'The example lists users: nobody here gets tokens by one call with a password and a client without a secret.',
      ]
    : [
        'The example lists users: no app client here allows USER_PASSWORD_AUTH, so no single call signs anyone in.',
      ];
}

function firstCommand(sample: Sample | undefined): string {
  const aws = ['aws', 'cognito-idp'];
  if (sample === undefined) return commandLine([[...aws, 'list-user-pools', '--max-results', '10']]);
  const { pool, client, user } = sample;
  if (user === undefined) return commandLine([[...aws, 'list-users', '--user-pool-id', pool.userPoolId]]);
  const parameters = JSON.stringify({ USERNAME: user.username, PASSWORD: user.password });
  return commandLine([
    [...aws, 'initiate-auth'],
    ['--client-id', client.clientId],
    ['--auth-flow', 'USER_PASSWORD_AUTH'],
    ['--auth-parameters', shellWord(parameters)],
  ]);
}

function amplify(endpoint: string, { pool, client }: Sample): AppSettings {
  return {
    tool: 'Amplify v6',
    ...(client.clientSecret === undefined
      ? {}
      : { note: 'Amplify needs an app client without a secret, and there is none here.' }),
    text: [
      `import { Amplify } from 'aws-amplify';`,
      '',
      'Amplify.configure({',
      '  Auth: {',
      '    Cognito: {',
      `      userPoolId: '${pool.userPoolId}',`,
      `      userPoolClientId: '${client.clientId}',`,
      `      userPoolEndpoint: '${endpoint}',`,
      '    },',
      '  },',
      '});',
    ].join('\n'),
  };
}
