import type { ToldRequest } from './cognito-request.ts';
import type { PsValue } from './powershell-scan.ts';
import type { PsCommand, PsText } from './powershell-words.ts';

const NAMES = /^(invoke-webrequest|invoke-restmethod|iwr|irm)$/i;
const SWITCHES = /^-(usebasicparsing|skipcertificatecheck|passthru|disablekeepalive|verbose|debug)$/i;

/**
 * The requests of `Invoke-WebRequest` and `Invoke-RestMethod`. Parameters may be shortened as far as they stay clear.
 * Source: the reference of Microsoft.PowerShell.Utility.
 */
export function powershellRequests({ commands, variables }: PsText): ToldRequest[] {
  return commands.flatMap((command) =>
    NAMES.test(textOf(command.words[0]) ?? '') ? (requestOf(command, variables) ?? []) : [],
  );
}

function requestOf(command: PsCommand, variables: PsText['variables']): ToldRequest | undefined {
  const options = optionsOf(command);
  const one = (name: string, least: number): PsValue | undefined =>
    [...options].find(([key]) => key.length >= least && name.startsWith(key))?.[1];
  const url = textOf(one('uri', 1)) ?? textOf(options.get(''));
  if (url === undefined) return undefined;
  const headers: [string, string][] = [];
  const table = one('headers', 4);
  if (table !== undefined && typeof table !== 'string')
    for (const [name, value] of table) headers.push([name, textOf(value) ?? '']);
  const type = textOf(one('contenttype', 2));
  if (type !== undefined) headers.push(['Content-Type', type]);
  const agent = textOf(one('useragent', 5)) ?? textOf(variables.get('session.useragent'));
  if (agent !== undefined) headers.push(['User-Agent', agent]);
  return {
    url,
    method: textOf(one('method', 3))?.toUpperCase(),
    headers,
    text: textOf(one('body', 1)),
    // The session object is Chromium's own: nothing of the request is missing without it.
    unset: command.unset.filter((name) => name.toLowerCase() !== 'session'),
  };
}

/** By name in lower case without the dash; the first that has none is under ''. */
function optionsOf({ words }: PsCommand): ReadonlyMap<string, PsValue> {
  const options = new Map<string, PsValue>();
  for (let at = 1; at < words.length; at += 1) {
    const word = textOf(words[at]);
    if (word === undefined || !/^-[A-Za-z]+$/.test(word)) {
      if (!options.has('')) options.set('', word ?? '');
    } else if (!SWITCHES.test(word)) options.set(word.slice(1).toLowerCase(), words[(at += 1)] ?? '');
  }
  return options;
}

function textOf(value: PsValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
