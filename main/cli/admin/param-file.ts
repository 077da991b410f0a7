import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { slip } from '@core/cognito/cli-words/slip.ts';

/**
 * What stands behind `file://PATH` (text, as it is) or `fileb://PATH` (bytes, in base64 as JSON holds them); any other
 * text stands for itself. A path may begin with ~ and hold variables, as the AWS CLI's may. @throws CoreFault ADMIN_INPUT
 */
export function fromFile(text: string, env: NodeJS.ProcessEnv): string {
  const [, kind, named] = /^(fileb?):\/\/(.*)$/s.exec(text) ?? [];
  if (kind === undefined || named === undefined) return text;
  const path = named
    .replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced: string | undefined, bare: string | undefined) => {
      return env[braced ?? bare ?? ''] ?? whole;
    })
    .replace(/^~(?=$|[\\/])/, homedir());
  let bytes: Uint8Array;
  try {
    const read = readFileSync(path);
    if (kind === 'fileb') return read.toString('base64');
    bytes = read;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw slip(`Unable to load paramfile ${text}: ${WHY[code] ?? code}.`);
  }
  const decoded = utf8Text(bytes);
  if (decoded === undefined)
    throw slip(`Unable to load paramfile ${text}: it is no UTF-8 text. fileb:// takes bytes as they are.`);
  return decoded;
}

/** Undefined for bytes that are no UTF-8: letters that are lost would be sent as others. A mark of order stays. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const WHY: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'it may not be read',
};
