import type { SandboxInfo } from '@core/contract.ts';
import { shellWord } from '@core/evidence/snippets/shell.ts';
import type { ControlAccess } from '@core/host/ports.ts';
import { appSettings } from './app-settings.ts';
import { beganText, type Began } from './began-text.ts';
import { poolsText } from './pools-text.ts';
import { chooseSample, type PoolUsers } from './sample.ts';

export interface Described {
  readonly info: SandboxInfo;
  readonly users: PoolUsers;
  readonly access: ControlAccess;
  readonly began: Began;
  /** Whether a port was asked for; else the settings are good for this run only. */
  readonly fixedPort: boolean;
}

/**
 * All there is to know about a running sandbox. What is looked up now and then comes first; what is pasted stands last,
 * where a terminal shows it without scrolling.
 */
export function describeSandbox(
  { info, users, access, fixedPort, began }: Described,
  color: boolean,
): string {
  const title = (text: string) => (color ? `\u001B[1m## ${text}\u001B[22m` : `## ${text}`);
  const sample = chooseSample(info, users);
  const otherwise = beganText(began);
  return [
    ...(otherwise.length === 0 ? [] : [title('Otherwise than usual'), ...otherwise, '']),
    title('User pools, app clients, users with their passwords'),
    ...poolsText(info, users),
    ...appSettings(info, sample).flatMap(({ tool, note, text }) => [
      title(tool),
      ...(note === undefined ? [] : [note]),
      '',
      text,
      '',
    ]),
    title('Control API: inbox, clock, faults, users, state'),
    `This prints the codes sent by SMS and email; ${access.url}help tells what else there is.`,
    '',
    `curl -H ${shellWord(`Authorization: Bearer ${access.token}`)} ${access.url}inbox`,
    '',
    `The sandbox listens on ${info.endpoint}. Ctrl+C stops it.`,
    ...(fixedPort ? [] : ['Give --port to find it at the same address next time.']),
    ...(began.state?.damaged === true ? [began.state.says] : []),
    '',
  ].join('\n');
}
