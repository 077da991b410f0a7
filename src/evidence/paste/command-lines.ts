import { parseJsonText } from '../../chain/json-text.ts';
import { isJsonObject } from '../../json.ts';
import type { Exchange } from '../exchange.ts';
import { awsLineRequest } from './aws-line.ts';
import { bashCommands } from './bash-words.ts';
import { cmdCommands } from './cmd-words.ts';
import { MOST_REQUESTS, type Told, type ToldRequest } from './cognito-request.ts';
import { curlRequest } from './curl.ts';
import { httpieRequest, isHttpie } from './httpie.ts';
import { powershellText } from './powershell-words.ts';
import { isRawHttp, readRawHttp } from './raw-http.ts';
import type { PasteForm, SdkError } from './reading.ts';
import { readSdkError } from './sdk-error.ts';
import type { ShellCommand } from './shell-command.ts';

/** What a terminal shows before a line that was copied with it: `ann@host:~$`, `[ann@host ~]#`, `PS C:\Users\ann>`. */
const PROMPT = /^[ \t]*[^\n'"=]{0,100}?[$#%>❯][ \t]*(?=(?:curl|aws|https?|xhs?)(?:\.exe)?\s)/gim;
/** As any of the shells sets it. */
const REGION = /\bAWS_(?:DEFAULT_)?REGION["']?\s{0,10}=\s{0,10}["']?([a-z]{2}(?:-[a-z]{1,20}){1,3}-\d)/;
/** Where the next command of a terminal's text begins. */
const NEXT = /\n(?=\s*(?:curl|aws|https?|xhs?)(?:\.exe)?\s)/i;

/** Curl, HTTPie or AWS CLI lines for any shell. What stands behind each is what it printed. */
export function commandLines(given: string): readonly Told[] {
  if (!/\b(curl|aws)\b|(?:^|[\s|;&])(?:https?|xhs?)\s/i.test(given)) return [];
  const text = given.replace(PROMPT, '');
  const { shell, commands } = commandsIn(text);
  const region = REGION.exec(text)?.[1];
  const all: Told[] = [];
  for (const command of commands) {
    if (all.length === MOST_REQUESTS) break;
    const [request, form] = lineIn(command, shell, region) ?? [];
    if (request === undefined || form === undefined) continue;
    const [rest = ''] = text.slice(command.end).split(NEXT, 1);
    all.push({ request, form, response: printed(rest) });
  }
  return all;
}

/** What may stand in front of a program: it is run all the same. */
const BEFORE = /^(?:sudo|time|env|exec|command|nohup|if|while|until|then|do|!)$/;

function lineIn(
  { words: given, ...rest }: ShellCommand,
  shell: Shell,
  region: string | undefined,
): readonly [ToldRequest, PasteForm] | undefined {
  const words = given.slice(given.findIndex((word) => !BEFORE.test(word)));
  const command = { ...rest, words };
  const { unset } = command;
  const program = (words[0] ?? '').toLowerCase();
  if (/(^|[\\/])curl(\.exe)?$/.test(program)) {
    const request = curlRequest(command);
    return request && [shell === 'PowerShell' ? unescapedBody(request) : request, `cURL for ${shell}`];
  }
  const httpie = isHttpie(program) ? httpieRequest(command) : undefined;
  if (httpie !== undefined) return [httpie, 'HTTPie line'];
  const line = awsLineRequest(words, unset, region);
  return line && [line, 'AWS CLI line'];
}

type Shell = 'bash' | 'cmd' | 'PowerShell';

function commandsIn(text: string): {
  shell: Shell;
  commands: readonly ShellCommand[];
} {
  if (/`[ \t]*\r?\n|^\s*\$(?:env:)?\w+\s*=|\$env:\w/m.test(text)) {
    const commands = powershellText(text).commands.map(({ words, ...command }) => ({
      ...command,
      words: words.filter((word) => typeof word === 'string'),
    }));
    return { shell: 'PowerShell', commands };
  }
  // Doubled quotes around the first name are how JSON is written there; to bash they are no quotes at all.
  if (/\^[ \t]*\r?\n|\^"|"\{\s*""\w/.test(text)) {
    // Chromium's own way begins with the URL; what a person or another tool writes does not double backslashes.
    const isChromium = /^\s*curl(?:\.exe)? \^"/.test(text);
    return { shell: 'cmd', commands: cmdCommands(text, isChromium) };
  }
  return { shell: 'bash', commands: bashCommands(text) };
}

/** Before PowerShell 7.3 quotes inside a word had to be escaped for the program. */
function unescapedBody(request: ToldRequest): ToldRequest {
  if (request.text === undefined || parseJsonText(request.text).ok) return request;
  const text = request.text.replace(/(\\*)\\"/g, (_, run: string) => `${run.slice(run.length / 2)}"`);
  return parseJsonText(text).ok ? { ...request, text } : request;
}

/** An answer as curl or the AWS CLI prints it behind the command: a body, or an error in words. */
function printed(rest: string): Exchange['response'] {
  const text = rest.trim();
  if (text === '') return undefined;
  if (isRawHttp(text)) {
    const { response } = readRawHttp(text);
    if (response !== undefined) return response;
  }
  const error = readSdkError(text);
  if (error !== undefined) return errorResponse(error);
  // Without the prompt that comes next.
  const body = text.startsWith('{') ? text.slice(0, text.lastIndexOf('}') + 1) : '';
  const parsed = parseJsonText(body);
  return parsed.ok && isJsonObject(parsed.value)
    ? { status: 200, statusText: '', headers: [], text: body }
    : undefined;
}

function errorResponse({ code, message, requestId, status }: SdkError): NonNullable<Exchange['response']> {
  return {
    status: status ?? 400,
    statusText: '',
    headers: requestId === undefined ? [] : [['x-amzn-RequestId', requestId]],
    text: JSON.stringify({ __type: code, message }),
  };
}
