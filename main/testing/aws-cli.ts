import { shellWord } from '@core/evidence/snippets/shell.ts';
import type { SandboxInfo } from '@core/contract.ts';
import { bareEnvironment, shell, type ShellResult } from './aws-tools.ts';

/** The AWS CLI, unmodified, with the endpoint on the command line: every version understands that. */
export interface AwsCli {
  /** `aws cognito-idp OPERATION …`; a list or an object goes as JSON. @throws with what it said when it refuses */
  run(operation: string, options: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  /** The same where a refusal is expected. */
  refused(operation: string, options: Readonly<Record<string, unknown>>): Promise<ShellResult>;
}

export function awsCli({ endpoint, region }: SandboxInfo): AwsCli {
  const env = {
    ...bareEnvironment(),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  const send = (operation: string, options: Readonly<Record<string, unknown>>) => {
    const words = Object.entries(options).flatMap(([name, value]) => {
      if (value === true) return [`--${name}`];
      return [`--${name}`, shellWord(typeof value === 'string' ? value : JSON.stringify(value))];
    });
    return shell(['aws cognito-idp', operation, '--endpoint-url', endpoint, ...words].join(' '), env);
  };
  return {
    run: async (operation, options) => {
      const { code, out, err } = await send(operation, options);
      if (code !== 0) throw new Error(`${operation} ended with ${String(code)}: ${err}`);
      return out.trim() === '' ? {} : (JSON.parse(out) as Record<string, unknown>);
    },
    refused: send,
  };
}
