import { coreFault } from '../../form/form.ts';
import type { CodeSource, Scenario } from '../../scenario/schema.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import type { Stop } from '../run/stop.ts';
import { askedCode } from './codes/asked.ts';
import { agreeToProgram, commandCode } from './codes/command.ts';
import { createHttpInboxes } from './codes/http.ts';
import { createImapBoxes } from './codes/imap.ts';
import { sandboxCode } from './codes/sandbox-inbox.ts';
import { lastSend } from './codes/last-send.ts';
import { totpSourceCode } from './codes/totp.ts';

/** What `${code.NAME}` stands for in one run. */
export interface Codes {
  /**
   * A code that is good now: the next one of a TOTP seed where that of now was taken, and of messages only such as came
   * after the service sent the last one. Waits for it as long as the source says.
   * @throws CoreFault SCENARIO_NAME, CODE_SOURCE where it can't be asked, CODE_NONE where none came, SCENARIO_STOPPED
   */
  code(name: string, moment: CodeMoment): Promise<string>;
  /**
   * Looks what HTTP inboxes and mail boxes hold by now. Called before every step that is sent: what lay there before a code was sent is
   * not that code. Asks nothing where the scenario has no such source.
   */
  note(): Promise<void>;
}

export interface CodeMoment {
  /** The chain the code is for; absent where none has begun. */
  readonly chain?: LiveChain | undefined;
  /** The step whose challenge or tokens it is sent to; else the chain's newest. */
  readonly parentId?: string | undefined;
  /** Messages that came earlier are not meant, epoch milliseconds by this computer's clock. Else: by the chain. */
  readonly since?: number | undefined;
}

export type CodeParts = Pick<Parts, 'ports' | 'sandbox' | 'following' | 'serverNow'>;

export interface CodeRun {
  readonly sources: Scenario['codes'];
  readonly stop: Stop;
  /** Replaces `${NAME}` in the texts of a source. */
  readonly fill: (text: string) => Promise<string>;
  /** Asks whoever runs it; undefined where nobody can be asked. */
  readonly ask: (question: string, secret: boolean) => Promise<string | undefined>;
  /** Programs that whoever runs it agreed to. */
  readonly agreed: Set<string>;
}

/** A request for one code, as every kind of source gets it. */
export interface CodeWish<S> {
  readonly name: string;
  readonly source: S;
  readonly chain: LiveChain | undefined;
  readonly parentId: string | null;
  /** Epoch milliseconds by this computer's clock. */
  readonly since: number;
}

export type SourceOf<K extends string> = Extract<CodeSource, Readonly<Record<K, unknown>>>;

export function createCodes(parts: CodeParts, run: CodeRun): Codes {
  const http = createHttpInboxes(parts, run);
  const imap = createImapBoxes(parts, run);
  const begun = parts.ports.clock.now();
  return {
    note: async () => void (await Promise.all([http.note(), imap.note()])),
    async code(name, { chain, parentId = [...(chain?.steps.keys() ?? [])].at(-1) ?? null, since }) {
      const source = run.sources?.[name];
      if (source === undefined)
        throw coreFault('SCENARIO_NAME', `\${code.${name}} is none of the codes of the scenario.`, name);
      const sent = chain === undefined ? undefined : lastSend(chain, parentId);
      const wish = { name, chain, parentId, since: since ?? sent?.at ?? begun };
      if ('totp' in source) return totpSourceCode(parts, run, { ...wish, source });
      if ('inbox' in source) return sandboxCode(parts, run, { ...wish, source });
      if ('http' in source) return http.code({ ...wish, source });
      if ('imap' in source) return imap.code({ ...wish, source });
      if ('command' in source) {
        await agreeToProgram(parts, run, { ...wish, source });
        return commandCode(parts, run, { ...wish, source });
      }
      return askedCode(run, { ...wish, source });
    },
  };
}
