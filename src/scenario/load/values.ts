import { coreFault } from '../../form/form.ts';
import { type Generated, generate } from '../generate.ts';
import { filled } from '../placeholders.ts';
import type { CodeSource } from '../schema.ts';
import type { LoadPorts, LoadScenario } from './ports.ts';

const TOTP_STEP = 30_000;

/** What `${NAME}` stands for in one iteration. */
export interface LoadValues {
  /** @throws CoreFault SCENARIO_NAME, SECRET_MISSING */
  fill(text: string): Promise<string>;
  capture(name: string, value: string): void;
  /** A TOTP code that was not sent yet: waits for the next one where it must. */
  totp(secret: string): string;
}

export function loadValues(
  ports: LoadPorts,
  { variables, secrets, codes }: LoadScenario,
  row: Readonly<Record<string, string>>,
): LoadValues {
  const known = new Map(Object.entries(row));

  async function valueOf(name: string): Promise<string> {
    const before = known.get(name);
    if (before !== undefined) return before;
    const code = /^code\.(.+)$/.exec(name)?.[1];
    if (code !== undefined) return codeFrom(code, codes[code]);
    const variable = variables[name];
    if (variable !== undefined) {
      const value =
        typeof variable === 'string'
          ? await fill(variable)
          : generate(variable.generate as Generated, ports.random);
      known.set(name, value);
      return value;
    }
    if (Object.hasOwn(secrets, name)) return secretOf(ports, name, secrets[name]);
    throw coreFault('SCENARIO_NAME', `\${${name}} is nothing that this script knows.`, name);
  }

  async function codeFrom(name: string, source: CodeSource | undefined): Promise<string> {
    if (source !== undefined && 'totp' in source) return totp(await fill(source.totp));
    throw coreFault('SCENARIO_NAME', `\${code.${name}} comes from nowhere.`, name);
  }

  function totp(secret: string): string {
    let code = ports.crypto.totp(secret, ports.now());
    if (ports.sentCodes.get(secret) === code) {
      ports.sleep(TOTP_STEP - (ports.now() % TOTP_STEP));
      code = ports.crypto.totp(secret, ports.now());
    }
    ports.sentCodes.set(secret, code);
    return code;
  }

  const fill = (text: string) => filled(text, valueOf);
  return { fill, totp, capture: (name, value) => void known.set(name, value) };
}

/** A variable of the reference’s name; else of the secret’s own. @throws CoreFault SECRET_MISSING */
export function secretOf(
  { env }: Pick<LoadPorts, 'env'>,
  name: string,
  reference: string | null | undefined,
): string {
  const variable = /^env:(.+)$/.exec(reference ?? '')?.[1] ?? name;
  const value = env[variable] ?? env[name];
  if (value !== undefined) return value;
  throw coreFault('SECRET_MISSING', `${name} is not given. Give it with -e ${variable}=….`, name);
}
