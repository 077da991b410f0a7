import { DOTS, maskOf } from '../../chain/mask.ts';
import type { SrpFrom, SrpLineView, SrpView } from '../../contract/lens.ts';
import { compareValues } from '../../crypto/lens/compare.ts';
import { type LensInput, lineValue, srpLines } from '../../crypto/lens/compute.ts';
import { type Line, lineSpecs } from '../../crypto/lens/line.ts';
import { coreFault } from '../../form/form.ts';
import type { Chains } from '../chains.ts';
import { type SrpSource, srpSource } from './srp-source.ts';

export interface LensAsk {
  readonly from: SrpFrom;
  readonly password?: string | undefined;
}

/** Secret, but not to be turned back into the password: as masked elsewhere, with its first characters. */
const OPAQUE: ReadonlySet<string> = new Set(['secretBlock', 'message', 'signature']);

/** The exchange as it may be shown, and another client's values held against it. */
export function srpView(chains: Chains, ask: LensAsk, pasted: string | undefined): SrpView {
  const source = sourceOf(chains, ask);
  const lines = srpLines(source.input);
  const signature = lineValue(lines, 'signature');
  const { sentSignature } = source;
  return {
    device: source.device,
    passwordKnown: source.input.password !== undefined,
    lines: lines.map((line) => lineView(line, source)),
    ...(signature === undefined || sentSignature === undefined
      ? {}
      : { sent: signature === sentSignature ? 'same' : 'different' }),
    ...(pasted === undefined || pasted.trim() === '' ? {} : { comparison: comparisonOf(source, pasted) }),
  };
}

/**
 * The value of one line.
 * @throws CoreFault SECRET_UNKNOWN, LENS_PASSWORD_NEEDED
 */
export function srpLineValue(chains: Chains, ask: LensAsk, id: string): { value: string; secret: boolean } {
  const source = sourceOf(chains, ask);
  const line = srpLines(source.input).find(({ spec }) => spec.id === id);
  if (line === undefined) throw coreFault('SECRET_UNKNOWN', 'There is no such line.');
  if (line.value !== undefined) return { value: line.value, secret: line.spec.secret };
  if (source.input.password === undefined)
    throw coreFault('LENS_PASSWORD_NEEDED', 'Type the password first.', 'password');
  throw coreFault('SECRET_UNKNOWN', `This line can’t be computed: ${line.missing ?? 'not known'}.`);
}

function sourceOf(chains: Chains, { from, password }: LensAsk): SrpSource {
  if (from.kind === 'typed') return { device: false, around: {}, steps: {}, input: typedInput(from.values) };
  const source = srpSource(chains.get(from.chainId), from.stepId);
  return password === undefined || password === ''
    ? source
    : { ...source, input: { ...source.input, password } };
}

const TYPED = ['group', 'identity', 'password', 'a', 'A', 'B', 'salt', 'timestamp', 'secretBlock'] as const;

function typedInput(values: Readonly<Record<string, string>>): LensInput {
  const number = (key: string) => /^[aAB]$|^salt$/.test(key);
  return Object.fromEntries(
    TYPED.flatMap((key) => {
      const typed = values[key] ?? '';
      const text = number(key) ? typed.replace(/^\s*0x/i, '').replaceAll(/[\s:]/g, '') : typed;
      return text === '' ? [] : [[key, text]];
    }),
  );
}

function lineView({ spec, value, bytes, missing }: Line, { steps }: SrpSource): SrpLineView {
  const { id, name, formula, says, secret } = spec;
  const step = steps[id];
  return {
    id,
    name,
    formula,
    says,
    secret,
    ...(value === undefined ? {} : { value: shown(id, secret, value) }),
    ...(bytes === undefined || id === 'password' ? {} : { bytes }),
    ...(missing === undefined ? {} : { missing }),
    ...(step === undefined ? {} : { step }),
  };
}

function comparisonOf(source: SrpSource, pasted: string): NonNullable<SrpView['comparison']> {
  const { expected, lines, ...rest } = compareValues(source.input, pasted, source.around);
  return {
    ...rest,
    lines: lines.map((line) => {
      const spec = lineSpecs.find(({ id }) => id === line.id);
      const value = lineValue(expected, line.id);
      return value === undefined || spec === undefined
        ? line
        : { ...line, expected: shown(line.id, spec.secret, value) };
    }),
  };
}

function shown(id: string, secret: boolean, value: string): string {
  if (!secret) return value;
  return OPAQUE.has(id) ? maskOf(value, 'opaque') : DOTS;
}
