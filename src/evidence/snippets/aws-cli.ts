import { cliNameOf } from '../../cognito/service/service.ts';
import { copyFormats } from '../../contract/report.ts';
import { coreFault } from '../../form/form.ts';
import type { SnippetLanguage } from './language.ts';
import { bashHead, bashWord, commandLine, shellWord } from './shell.ts';

/**
 * The AWS CLI (version 1 or 2) for bash and zsh. It checks types before it sends: a request that breaks them is refused
 * there.
 */
export const awsCli = {
  id: 'aws-cli',
  title: copyFormats['aws-cli'],
  write(step) {
    const { operation, place, body, members } = step;
    if (members === undefined)
      throw coreFault(
        'BODY_NOT_JSON',
        'This body is no JSON object, and the AWS CLI takes nothing else. Copy it as cURL.',
      );
    const parts = [['aws', 'cognito-idp', shellWord(cliNameOf(operation))]];
    // Public operations need no credentials, and the CLI stops without them unless it is told.
    if (!step.signed) parts.push(['--no-sign-request']);
    else if (step.profile !== undefined) parts.push(['--profile', shellWord(step.profile)]);
    if (place.endpoint !== undefined) parts.push(['--endpoint-url', shellWord(place.endpoint)]);
    parts.push(['--region', shellWord(place.region)]);
    parts.push(['--cli-input-json', bashWord(body, true)]);
    return bashHead(step) + commandLine(parts);
  },
} as const satisfies SnippetLanguage;
