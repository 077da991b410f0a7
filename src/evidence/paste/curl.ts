import type { HeaderList } from '../../chain/event.ts';
import type { ToldRequest } from './cognito-request.ts';
import type { ShellCommand } from './shell-command.ts';

/** Options whose value is of no interest here. */
const SKIPPED = new Set(
  (
    '--cacert --capath --cert --cert-type --ciphers --connect-timeout --connect-to --cookie-jar --dump-header ' +
    '--interface --key --key-type --limit-rate --max-redirs --max-time --noproxy --output --output-dir --pass --proxy ' +
    '--proxy-header --proxy-user --resolve --retry --retry-delay --retry-max-time --stderr --tls-max --trace ' +
    '--trace-ascii --unix-socket --user --write-out --config --aws-sigv4 -c -D -E -K -m -o -u -U -w -x -y -Y -z -C'
  ).split(' '),
);
const SHORT: Readonly<Record<string, string>> = {
  '-X': '--request',
  '-H': '--header',
  '-d': '--data',
  '-A': '--user-agent',
  '-e': '--referer',
  '-b': '--cookie',
};
/** What AWS's tools call credentials in the environment. */
const CREDENTIAL = /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN)$/;
const VALUED = new Set(['--request', '--header', '--user-agent', '--referer', '--cookie', '--url', '--json']);

/**
 * The request a curl command sends, from its words. Bodies in files are not there.
 * @param command its first word is `curl`
 * Source: curl(1).
 */
export function curlRequest({ words, unset, stdin }: Omit<ShellCommand, 'end'>): ToldRequest | undefined {
  const headers: [string, string][] = [];
  const data: string[] = [];
  const files: string[] = [];
  let url: string | undefined;
  let method: string | undefined;
  let isJson = false;
  let takesNoMore = false;

  const queue = words.slice(1);
  for (let at = 0; at < queue.length; at += 1) {
    const word = queue[at] ?? '';
    if (takesNoMore || !word.startsWith('-') || word === '-') {
      url ??= word;
      continue;
    }
    if (word === '--') {
      takesNoMore = true;
      continue;
    }
    // `-XPOST` and `-sSd…`: the value of a short option may stand right behind it.
    const short = /^-(?!-)([a-zA-Z0-9#:]*?)([XHdAebcDEKmouUwxyYzC])([^]*)$/.exec(word);
    const option = short ? (SHORT[`-${short[2]}`] ?? `-${short[2]}`) : word;
    const behind = short && short[3] !== '' ? short[3] : undefined;
    const isData = /^--data(-raw|-binary|-ascii|-urlencode)?$/.test(option);
    if (!isData && !VALUED.has(option) && !SKIPPED.has(option)) continue;
    const value = behind ?? queue[(at += 1)] ?? '';
    if (isData || option === '--json') {
      isJson ||= option === '--json';
      if (value === '@-' && option !== '--data-raw' && stdin !== undefined) data.push(stdin);
      else if (value.startsWith('@') && option !== '--data-raw') files.push(value.slice(1));
      else data.push(value);
    } else if (option === '--request') method = value;
    else if (option === '--url') url ??= value;
    else if (option === '--header' && !/^x-amz-security-token:/i.test(value)) addHeader(headers, value);
    else if (option === '--user-agent') headers.push(['User-Agent', value]);
    else if (option === '--referer') headers.push(['Referer', value]);
    else if (option === '--cookie') headers.push(['Cookie', value]);
  }
  if (url === undefined) return undefined;
  const has = (name: string) => headers.some(([known]) => known.toLowerCase() === name);
  if (isJson && !has('content-type')) headers.push(['Content-Type', 'application/json']);
  const isThere = data.length > 0 && files.length === 0;
  return {
    url: /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`,
    method: method ?? (data.length + files.length > 0 ? 'POST' : 'GET'),
    headers: headers satisfies HeaderList,
    ...(isThere ? { text: data.join(isJson ? '' : '&') } : {}),
    // Credentials are of whoever runs it: nothing is missing where they are not.
    unset: [...unset.filter((name) => !CREDENTIAL.test(name)), ...files.map((file) => `@${file}`)],
  };
}

/** `Name: value`; `Name;` sends an empty one; `Name:` keeps curl from sending its own. */
function addHeader(headers: [string, string][], text: string): void {
  const colon = text.indexOf(':');
  if (colon < 0) {
    if (text.endsWith(';')) headers.push([text.slice(0, -1).trim(), '']);
    return;
  }
  const value = text.slice(colon + 1).trim();
  if (value !== '') headers.push([text.slice(0, colon).trim(), value]);
}
