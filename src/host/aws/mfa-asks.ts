import type { HostEvent } from '../../contract.ts';
import type { AwsAsk } from '../../contract/aws.ts';
import { coreFault } from '../../form/form.ts';
import type { AwsPort, Random } from '../ports.ts';
import { namedProfile } from './named-profile.ts';

/** MFA codes that somebody has to type. */
export interface MfaAsks {
  /** Waits for the code. @throws CoreFault AWS_MFA_NEEDED where there is none */
  ask(wish: Omit<AwsAsk, 'askId'>): Promise<string>;
  list(): readonly AwsAsk[];
  /** @throws CoreFault AWS_ASK_UNKNOWN */
  tell(askId: string, code: string | null): void;
  /** Gives up those that fit. */
  dismiss(fits: (ask: AwsAsk) => boolean): void;
}

export function createMfaAsks(
  random: Random,
  prompt: AwsPort['prompt'],
  tell: (event: HostEvent) => void,
): MfaAsks {
  const waiting = new Map<string, { readonly ask: AwsAsk; readonly answer: (code: string | null) => void }>();
  const list = () => [...waiting.values()].map(({ ask }) => ask);

  function settle(askId: string, code: string | null): void {
    const found = waiting.get(askId);
    waiting.delete(askId);
    found?.answer(code);
    tell({ type: 'aws.asks', asks: list() });
  }

  return {
    async ask(wish) {
      const code = await (prompt === undefined ? byFaces(wish) : prompt(questionOf(wish)));
      if (code === undefined || code === null || code.trim() === '') throw noCode(wish);
      return code.trim();
    },
    list,
    tell(askId, code) {
      if (!waiting.has(askId)) throw coreFault('AWS_ASK_UNKNOWN', 'Nobody waits for this code any more.');
      settle(askId, code);
    },
    dismiss(fits) {
      for (const ask of list()) if (fits(ask)) settle(ask.askId, null);
    },
  };

  function byFaces(wish: Omit<AwsAsk, 'askId'>): Promise<string | null> {
    const ask = { ...wish, askId: random.uuid() };
    return new Promise((answer) => {
      waiting.set(ask.askId, { ask, answer });
      tell({ type: 'aws.asks', asks: list() });
    });
  }
}

function questionOf({ serial, again }: Omit<AwsAsk, 'askId'>): string {
  return `${again ? 'AWS refused that code. Each works once: wait for the next.\n' : ''}MFA code of ${serial}: `;
}

/** The fault of a code that nobody gave. */
export function noCode({ profile, serial }: Pick<AwsAsk, 'profile' | 'serial'>) {
  return coreFault(
    'AWS_MFA_NEEDED',
    `${namedProfile(profile)} needs a code of ${serial}, and none was given.`,
    'profile',
  );
}
