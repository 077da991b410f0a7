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
  try {
    return readFileSync(path, kind === 'file' ? 'utf8' : 'base64');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw slip(`Unable to load paramfile ${text}: ${why}.`);
  }
}
