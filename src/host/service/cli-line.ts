import { redactBody } from '../../chain/redact.ts';
import type { Target } from '../../contract.ts';
import { awsCli } from '../../evidence/snippets/aws-cli.ts';
import { snippetStep } from '../../evidence/snippets/step.ts';
import type { JsonObject } from '../../json.ts';
import { regionOf } from '../aws/signing.ts';

/** The same call as a line of the AWS CLI, secrets as environment variables. */
export function cliLineOf(target: Target, operation: string, members: JsonObject): string {
  const text = JSON.stringify(members);
  const bytes = new TextEncoder().encode(text).length;
  const { endpoint, profile } = target;
  const body = redactBody({ operation, side: 'request', text, bytes, known: [] });
  const step = snippetStep({
    ...{ operation, method: 'POST', url: endpoint, headers: [] },
    ...{ body, region: regionOf(target), profile },
  });
  return awsCli.write(step);
}
