import { InvalidArgumentError } from 'commander';
import { isLimit } from '@core/scenario/duration.ts';
import { reportFormats } from '@core/scenario/report/formats.ts';
import { readShard, type Shard } from '@core/scenario/shard.ts';

/** `--reporter NAME[:FILE]`. */
export interface ReporterFlag {
  readonly name: string;
  readonly file: string | undefined;
}

/** What is said while a run goes; all others are files. */
export const PROGRESS = ['list', 'dot'] as const;
export const REPORTERS: readonly string[] = [...PROGRESS, ...reportFormats.map(({ id }) => id)];

/** Takes `NAME[:FILE]`, NAME one of these, once more with each flag. */
export function reporterFrom(names: readonly string[]) {
  return (text: string, before: readonly ReporterFlag[] = []): readonly ReporterFlag[] => {
    const at = text.indexOf(':');
    const name = at < 0 ? text : text.slice(0, at);
    const file = at < 0 ? undefined : text.slice(at + 1);
    if (!names.includes(name) || file === '')
      throw new InvalidArgumentError(`It takes one of ${names.join(', ')}, and perhaps :FILE behind it.`);
    return [...before, { name, file }];
  };
}

export const reporterIn = reporterFrom(REPORTERS);

export function shardIn(text: string): Shard {
  const shard = readShard(text);
  if (shard === undefined)
    throw new InvalidArgumentError('It takes two numbers, as 2/4: the second of four.');
  return shard;
}

/** What `--secret` gives, however often it is said. */
export interface SecretFlags {
  readonly values: Readonly<Record<string, string>>;
  /** Variables that were named alone and are not set, or are empty. */
  readonly unset: readonly string[];
}

export const NO_SECRETS: SecretFlags = { values: {}, unset: [] };

/**
 * `--secret NAME=VALUE`, or `--secret NAME` with the value in the variable NAME: words of a command are read by other
 * programs, variables are not. One that is not set, or empty, as pipelines set what they do not know, gives nothing, and who
 * needs it says so. Takes one more with each flag.
 * Source of the short form: docs.docker.com, docker container run, `--env`.
 */
export function secretFrom(env: NodeJS.ProcessEnv) {
  return (text: string, { values, unset }: SecretFlags = NO_SECRETS): SecretFlags => {
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    if (name === '') throw new InvalidArgumentError('It takes the NAME of a variable, or NAME=VALUE.');
    if (at >= 0) return { values: { ...values, [name]: text.slice(at + 1) }, unset };
    const value = env[name] ?? '';
    return value === ''
      ? { values, unset: [...unset, name] }
      : { values: { ...values, [name]: value }, unset };
  };
}

/** `--secret` of every command that runs scenarios. */
export function secretOption(env: NodeJS.ProcessEnv) {
  return [
    '--secret <name[=value]>',
    'a secret that files name, or a field: NAME takes the variable NAME; NAME=VALUE is read by other programs; may be repeated',
    secretFrom(env),
  ] as const;
}

/** A duration as scenario files write one. */
export function limitIn(text: string): string {
  if (!isLimit(text))
    throw new InvalidArgumentError('It takes a number with ms, s, m, h or d behind it, as 30s or 2m.');
  return text;
}

/** `--timeout` of every command that runs scenarios. */
export const TIMEOUT = [
  '--timeout <duration>',
  'how long each scenario may take where its file has no timeout, as 30s or 2m',
  limitIn,
] as const;

export function numberFrom(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d{1,6}$/.test(text) || number < least || number > most)
      throw new InvalidArgumentError(`It takes a number from ${String(least)} to ${String(most)}.`);
    return number;
  };
}

/** A regular expression, upper and lower case alike. */
export function patternIn(text: string): RegExp {
  try {
    return new RegExp(text, 'iu');
  } catch {
    throw new InvalidArgumentError(
      'It is no regular expression. A sign such as ( or * is meant with \\ before it.',
    );
  }
}
