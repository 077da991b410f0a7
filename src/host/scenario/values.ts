import { coreFault } from '../../form/form.ts';
import { filled } from '../../scenario/placeholders.ts';
import { generate } from '../../scenario/generate.ts';
import { hiding } from '../../scenario/hiding.ts';
import { quoted } from '../../scenario/export/command-line.ts';
import type { Parts } from '../parts.ts';
import type { CodeMoment } from './codes.ts';
import { faultIn } from './fault-in.ts';
import { createKeptSecrets } from './kept-secrets.ts';
import type { CaseRun } from './run-case.ts';

/** What `${NAME}` stands for in one run: captures, columns of the matrix, variables, secrets and codes. */
export interface Values {
  /** @throws CoreFault SCENARIO_NAME, SECRET_MISSING, and what a code’s source throws */
  fill(text: string, moment?: CodeMoment): Promise<string>;
  /**
   * The client secret that a reference stands for: env:NAME, keychain:NAME, or a text with `${NAME}` in it.
   * @throws CoreFault SECRET_MISSING
   */
  clientSecret(reference: string): Promise<string>;
  capture(name: string, value: string): void;
  /** Never to be shown from here on. */
  hide(value: string): void;
  /** All that is never to be shown. */
  readonly hidden: ReadonlySet<string>;
  /** Takes it out of a text. @param known more of it */
  cover(known?: Iterable<string>): (text: string) => string;
}

const SECRETS_MADE: ReadonlySet<string> = new Set(['password', 'totpSeed']);

/** @param code what a source of codes has now */
export function createValues(
  { ports }: Pick<Parts, 'ports'>,
  run: Pick<CaseRun, 'of' | 'secrets' | 'ask'>,
  code: (name: string, moment: CodeMoment) => Promise<string>,
): Values {
  const { scenario } = run.of.source;
  const captured = new Map<string, string>();
  const made = new Map<string, string>();
  const hidden = new Set<string>();
  const hide = (value: string) => {
    if (value !== '') hidden.add(value);
    return value;
  };

  async function valueOf(name: string, moment: CodeMoment, within: readonly string[]): Promise<string> {
    if (name.startsWith('code.')) return hide(await code(name.slice('code.'.length), moment));
    const known = captured.get(name) ?? made.get(name);
    if (known !== undefined) return known;
    const variable = own(run.of.row, name) ?? own(scenario.variables ?? {}, name);
    if (variable !== undefined) {
      if (within.includes(name)) throw unknown(name, 'is made from itself');
      const value =
        typeof variable === 'string'
          ? await fillAll(variable, moment, [...within, name])
          : generate(variable.generate, ports.random);
      if (typeof variable !== 'string' && SECRETS_MADE.has(variable.generate)) hide(value);
      made.set(name, value);
      return value;
    }
    const { secrets = {} } = scenario;
    if (!Object.hasOwn(secrets, name)) throw unknown(name, 'is no variable, capture, secret or column');
    const value = hide(await secret(name, secrets[name] ?? ''));
    made.set(name, value);
    return value;
  }

  async function secret(name: string, reference: string): Promise<string> {
    const given = own(run.secrets, name);
    if (given !== undefined) return given;
    const { value, lack = '', keychain } = await stored(reference);
    const known = value ?? (await run.ask(name, true, keychain));
    if (known !== undefined) return known;
    throw coreFault(
      'SECRET_MISSING',
      `${name} is not given. ${lack === '' ? 'Give' : `${lack} Or give`} it with --secret ${name}, its value in the environment variable ${name}.`,
      name,
    );
  }

  /** Of the keychain only what was stored for scenarios: a file can’t reach what the console keeps there itself. */
  async function stored(reference: string): Promise<Stored> {
    const [, kind, name = ''] = /^(env|keychain):(.+)$/.exec(reference) ?? [];
    if (kind === 'env') {
      const value = ports.scenarios.env(name);
      // What a pipeline does not know it sets to nothing.
      return value === ''
        ? { lack: `The variable ${name} of the environment is empty.` }
        : { value, lack: `Set the variable ${name} of the environment.` };
    }
    if (kind !== 'keychain') return {};
    try {
      const command = `countersign secret set ${quoted(name)}`;
      return {
        value: await createKeptSecrets(ports.keychain).get(name),
        lack: `${reference} is not in the keychain: keep it there with ${command}.`,
        keychain: name,
      };
    } catch (error) {
      return { lack: `${reference} can’t be read. ${faultIn(error).detail}`, keychain: name };
    }
  }

  const fillAll = (text: string, moment: CodeMoment, within: readonly string[]): Promise<string> =>
    filled(text, (name) => valueOf(name, moment, within));

  return {
    fill: (text, moment = {}) => fillAll(text, moment, []),
    async clientSecret(reference) {
      if (!/^(env|keychain):/.test(reference)) return hide(await fillAll(reference, {}, []));
      return hide(await secret('clientSecret', reference));
    },
    capture: (name, value) => void captured.set(name, value),
    hide: (value) => void hide(value),
    hidden,
    cover: (known = []) => hiding(hidden, known),
  };
}

interface Stored {
  readonly value?: string | undefined;
  /** Why there is none, and what to do. */
  readonly lack?: string;
  /** The name under which the keychain would have it. */
  readonly keychain?: string;
}

function unknown(name: string, why: string) {
  return coreFault('SCENARIO_NAME', `\${${name}} ${why}.`, name);
}

function own<T>(map: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}
