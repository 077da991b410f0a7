import type { awsCommands } from '../../contract/aws.ts';
import type { Handlers } from '../../contract.ts';
import type { Parts } from '../parts.ts';

export function awsHandlers({ aws }: Parts): Pick<Handlers, keyof typeof awsCommands> {
  return {
    'aws.profiles': () => aws.profiles(),
    'aws.state': ({ profile }) => aws.state(profile),
    'aws.renew': ({ profile }) => aws.renew(profile),
    'aws.forget': ({ profile }) => aws.forget(profile),
    'aws.asked': async () => aws.asked(),
    'aws.tell': async ({ askId, code }) => {
      aws.tell(askId, code);
      return null;
    },
  };
}
