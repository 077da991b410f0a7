import { isJsonObject, type JsonValue } from '../../json.ts';
import { pointerTo } from '../../chain/json-text.ts';
import type { Scenario } from '../schema.ts';

/** What a recorded scenario names, as it comes up. */
export interface Names {
  /** `${NAME}` of a secret, whose reference is the environment's variable of that name. */
  secret(key: string): string;
  /** `${NAME}` of a text that is made anew for each run. */
  made(key: string): string;
  /** `${code.NAME}` of a code that whoever runs it is asked for. */
  asked(challenge: string): string;
  /** `${NAME}` of a value that an earlier response brought; undefined where none did. */
  captured(value: string): string | undefined;
  /** Makes the values of a response known. @param step its index in the scenario */
  brought(step: number, body: JsonValue | undefined): void;
  readonly secrets: NonNullable<Scenario['secrets']>;
  readonly variables: NonNullable<Scenario['variables']>;
  readonly codes: NonNullable<Scenario['codes']>;
  /** NAME: JSON Pointer, by the index of the step. */
  readonly captures: ReadonlyMap<number, Readonly<Record<string, string>>>;
}

/** Made by the service for this sign-in: names and words of the protocol are shorter, or hold no digit. */
const IS_MADE = /^(?=.*\d).{16,}$/s;

export function createNames(): Names {
  const secrets: Record<string, string> = {};
  const variables: Record<string, { generate: 'password' }> = {};
  const codes: Record<string, { ask: string }> = {};
  const captures = new Map<number, Record<string, string>>();
  const known = new Map<string, { readonly step: number; readonly pointer: string; readonly key: string }>();
  const taken = new Set<string>();
  const free = (wish: string): string => {
    const plain = wish.replaceAll(/[^\w-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_');
    let name = plain;
    for (let more = 2; taken.has(name); more += 1) name = `${plain}_${String(more)}`;
    taken.add(name);
    return name;
  };

  return {
    secret(key) {
      const name = key.replaceAll(/[^\w-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_');
      if (!(name in secrets)) {
        taken.add(name);
        secrets[name] = `env:${name.replaceAll('-', '_')}`;
      }
      return `\${${name}}`;
    },
    made(key) {
      const name = free(key);
      variables[name] = { generate: 'password' };
      return `\${${name}}`;
    },
    asked(challenge) {
      codes[challenge] = { ask: `The code of ${challenge}` };
      return `\${code.${challenge}}`;
    },
    captured(value) {
      const at = IS_MADE.test(value) ? known.get(value) : undefined;
      if (at === undefined) return undefined;
      const own = captures.get(at.step) ?? {};
      captures.set(at.step, own);
      const [name] = Object.entries(own).find(([, pointer]) => pointer === at.pointer) ?? [free(at.key)];
      own[name] = at.pointer;
      return `\${${name}}`;
    },
    brought(step, body) {
      for (const { pointer, key, value } of textsIn(body, '', '')) known.set(value, { step, pointer, key });
    },
    secrets,
    variables,
    codes,
    captures,
  };
}

function textsIn(
  value: JsonValue | undefined,
  pointer: string,
  key: string,
): { pointer: string; key: string; value: string }[] {
  if (typeof value === 'string') return [{ pointer, key, value }];
  if (Array.isArray(value))
    return value.flatMap((each, index) => textsIn(each, pointerTo(pointer, String(index)), key));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => textsIn(each, pointerTo(pointer, name), name));
}
