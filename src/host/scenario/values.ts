import { coreFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import type { CaseRun } from './run-case.ts';

/** What `${NAME}` stands for in one run: rows of the matrix, variables, captures and secrets. */
export interface Values {
  /** @throws CoreFault SCENARIO_NAME, SECRET_MISSING */
  fill(text: string): Promise<string>;
  capture(name: string, value: string): void;
}

export function createValues({ ports }: Parts, run: CaseRun): Values {
  const { scenario } = run.of.source;
  const captured = new Map<string, string>();
  const made = new Map<string, string>();

  async function valueOf(name: string): Promise<string> {
    const known = captured.get(name) ?? run.of.row[name] ?? made.get(name);
    if (known !== undefined) return known;
    const variable = scenario.variables?.[name];
    if (variable !== undefined) {
      const value =
        typeof variable === 'string'
          ? await fill(variable)
          : variable.generate === 'totpSeed'
            ? base32(ports.random.bytes(20))
            : `Made-${ports.random.uuid().slice(0, 8)}-1`;
      made.set(name, value);
      return value;
    }
    if (scenario.secrets !== undefined && name in scenario.secrets)
      return secret(name, scenario.secrets[name]);
    throw coreFault(
      'SCENARIO_NAME',
      `\${${name}} is neither a variable, a capture, a secret nor a column.`,
      name,
    );
  }

  async function secret(name: string, reference: string | null | undefined): Promise<string> {
    const given = run.secrets[name];
    if (given !== undefined) return given;
    const [, kind, rest = ''] = /^(env|keychain):(.+)$/.exec(reference ?? '') ?? [];
    const value = kind === 'env' ? ports.scenarios.env(rest) : undefined;
    if (value !== undefined) return value;
    const asked = await run.ask(name, true);
    if (asked !== undefined) return asked;
    throw coreFault('SECRET_MISSING', `${name} is not given. Give it with --secret ${name}=….`, name);
  }

  async function fill(text: string): Promise<string> {
    let filled = '';
    let from = 0;
    for (const match of text.matchAll(/\$\{([\w.-]+)\}/g)) {
      filled += text.slice(from, match.index) + (await valueOf(match[1] ?? ''));
      from = match.index + match[0].length;
    }
    return filled + text.slice(from);
  }

  return { fill, capture: (name, value) => void captured.set(name, value) };
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, section 6, for a multiple of five bytes. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map((five) => BASE32[Number.parseInt(five, 2)]).join('');
}
