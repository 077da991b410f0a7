import { errorNamed } from '../../errors/catalogue.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { isJsonObject } from '../../json.ts';
import type { SdkError } from './reading.ts';
import { messageAround } from './sdk-message.ts';

/** `An error occurred (CODE) when calling the OPERATION operation: message`, of the AWS CLI and boto3. */
const BOTO =
  /An error occurred \((\w{1,100})\) when calling the (\w{1,100}) operation(?: \([^)\n]{0,100}\))?: ?([^\n]{0,4000})/;
/** An exception's name; a namespace may stand in front: `software.amazon.awssdk…NotAuthorizedException`. */
const NAME = /(?<![\w$])([A-Z][A-Za-z0-9]{2,80}(?:Exception|Error))(?!\w)/g;
const LONGEST_NAMES = 2_000;

/**
 * The error that a text words, as SDKs, the AWS CLI or the service itself write it: Amplify, SDK for JavaScript, Java,
 * Python, .NET, Go and Swift all name the exception. Undefined where no exception of the catalogue is named.
 */
export function readSdkError(text: string): SdkError | undefined {
  return fromBody(text) ?? fromBoto(text) ?? fromName(text);
}

function fromBody(text: string): SdkError | undefined {
  const from = text.indexOf('{');
  if (from < 0 || !text.includes('"__type"')) return undefined;
  const parsed = parseJsonText(text.slice(from, text.lastIndexOf('}') + 1));
  if (!parsed.ok || !isJsonObject(parsed.value)) return undefined;
  const { __type: type, message, Message } = parsed.value;
  const code = typeof type === 'string' ? (type.split('#').at(-1)?.split(':')[0] ?? '') : '';
  if (!isKnown(code)) return undefined;
  const said = typeof message === 'string' ? message : typeof Message === 'string' ? Message : '';
  return { code, message: said, ...factsIn(text) };
}

function fromBoto(text: string): SdkError | undefined {
  const found = BOTO.exec(text);
  const [, code = '', operation = '', said = ''] = found ?? [];
  if (!isKnown(code)) return undefined;
  // As repr prints it: NotAuthorizedException('An error occurred …')
  const quote = /\w\((['"])$/.exec(text.slice(0, found?.index))?.[1];
  const end = quote === undefined ? -1 : said.lastIndexOf(quote);
  const message = end < 0 ? said : said.slice(0, end);
  return { code, message: message.trim(), ...factsIn(text), operation };
}

function fromName(text: string): SdkError | undefined {
  let seen = 0;
  for (const match of text.matchAll(NAME)) {
    if ((seen += 1) > LONGEST_NAMES) return undefined;
    // Amplify for Flutter says `NotAuthorizedServiceException`.
    const code = [match[1] ?? '', (match[1] ?? '').replace(/Service(?=Exception$)/, '')].find(isKnown);
    if (code === undefined) continue;
    const message = messageAround(text, match.index, match.index + match[0].length);
    return { code, message, ...factsIn(text) };
  }
  return undefined;
}

function factsIn(text: string): { operation?: string; requestId?: string; status?: number } {
  const id =
    /request[ _]?id['"]?\s?[:=]\s?(?:Optional\(|Some\()?['"]?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/i.exec(
      text,
    )?.[1];
  const status = /(?:status ?code|httpStatusCode)['"]?\s?[:=]\s?(\d{3})\b/i.exec(text)?.[1];
  const operation =
    /operation error Cognito Identity Provider: (\w{1,100})/.exec(text)?.[1] ??
    /Error executing "(\w{1,100})" on "/.exec(text)?.[1];
  return {
    ...(operation === undefined ? {} : { operation }),
    ...(id === undefined ? {} : { requestId: id }),
    ...(status === undefined ? {} : { status: Number(status) }),
  };
}

/** Exceptions that come from outside: our own codes are no one else's words. */
function isKnown(code: string): boolean {
  const entry = errorNamed(code);
  return entry !== undefined && entry.kind !== 'own';
}
