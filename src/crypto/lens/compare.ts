import { readTimestamp } from '../../chain/explain/timestamp.ts';
import { type LensInput, lineValue, srpLines } from './compute.ts';
import { type Line, type LineId, type LineSpec, lineSpecs } from './line.ts';
import { type Around, knownMistakes } from './mistakes.ts';
import { readValues } from './read-values.ts';
import { likeness } from './same-value.ts';

export interface ComparedLine {
  readonly id: LineId;
  /** `untold`: they have one, and there is nothing to compare it with. */
  readonly state: 'same' | 'different' | 'absent' | 'untold' | 'own';
  /** As it was pasted. */
  readonly theirs?: string;
}

export interface Comparison {
  /** `own`: the other client ran another exchange, so its values are held against what it should have got from them. */
  readonly exchange: 'same' | 'own';
  readonly lines: readonly ComparedLine[];
  readonly first?: { readonly id: LineId; readonly because: string };
  /** Names in the text that stand for no value of the exchange. */
  readonly unknown: readonly string[];
  /** What the values are held against. */
  readonly expected: readonly Line[];
}

/** What another client gets to choose, or is told, in an exchange of its own. */
const OWN: readonly LineId[] = ['a', 'A', 'B', 'secretBlock'];

/**
 * Holds another client's values against an exchange and finds the first that differs: what follows differs because of
 * it. A client that ran an exchange of its own is held against what its own `a`, B and SALT should have given.
 * @param text as pasted, see `readValues`
 */
export function compareValues(ours: LensInput, text: string, around: Around): Comparison {
  const { values, unknown } = readValues(text);
  const exchange = isOwn(ours, values) ? 'own' : 'same';
  const input = exchange === 'own' ? ownInput(ours, values) : withPassword(ours, values);
  const expected = srpLines(input);
  const lines = lineSpecs.map((spec): ComparedLine => {
    const theirs = values.get(spec.id);
    if (theirs === undefined) return { id: spec.id, state: 'absent' };
    return {
      id: spec.id,
      theirs,
      state: stateOf(spec, theirs, lineValue(expected, spec.id), exchange, values),
    };
  });
  const differs = lines.find(({ state }) => state === 'different');
  const first =
    differs === undefined
      ? undefined
      : { id: differs.id, because: whyDifferent(differs, input, expected, around) };
  return { exchange, lines, unknown, expected, ...(first ? { first } : {}) };
}

function stateOf(
  spec: LineSpec,
  theirs: string,
  expected: string | undefined,
  exchange: 'same' | 'own',
  values: ReadonlyMap<LineId, string>,
): ComparedLine['state'] {
  if (exchange === 'own' && spec.id === 'timestamp') {
    return readTimestamp(theirs).form === 'canonical' ? 'own' : 'different';
  }
  // Their SRP_A has to belong to their a, where that is there.
  const given = spec.id === 'A' ? !values.has('a') : OWN.includes(spec.id);
  if (exchange === 'own' && (given || (spec.id === 'salt' && expected === theirs))) return 'own';
  if (expected === undefined) return 'untold';
  return likeness(spec, expected, theirs) === 'same' ? 'same' : 'different';
}

/** Their A or a is another than ours: the exchange is theirs. */
function isOwn(ours: LensInput, values: ReadonlyMap<LineId, string>): boolean {
  const differs = (id: 'a' | 'A') => {
    const [spec] = lineSpecs.filter((one) => one.id === id);
    const [mine, theirs] = [ours[id], values.get(id)];
    return (
      spec !== undefined &&
      mine !== undefined &&
      theirs !== undefined &&
      likeness(spec, mine, theirs) !== 'same'
    );
  };
  return differs('A') || differs('a') || (ours.A === undefined && values.has('a'));
}

function ownInput(ours: LensInput, values: ReadonlyMap<LineId, string>): LensInput {
  const { group, identity, password, salt } = ours;
  const taken = (id: LineId) => values.get(id);
  return clean({
    group,
    identity,
    password: taken('password') ?? password,
    salt: taken('salt') ?? salt,
    a: hex(taken('a')),
    A: taken('a') === undefined ? hex(taken('A')) : undefined,
    B: hex(taken('B')),
    secretBlock: taken('secretBlock'),
    timestamp: taken('timestamp'),
  });
}

function withPassword(ours: LensInput, values: ReadonlyMap<LineId, string>): LensInput {
  return clean({ ...ours, password: ours.password ?? values.get('password') });
}

function hex(text: string | undefined): string | undefined {
  return text?.replace(/^0x/i, '').replaceAll(/[\s:]/g, '');
}

function clean(input: { readonly [K in keyof LensInput]: string | undefined }): LensInput {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as LensInput;
}

function whyDifferent(
  { id, theirs = '' }: ComparedLine,
  input: LensInput,
  expected: readonly Line[],
  around: Around,
): string {
  const spec = lineSpecs.find((one) => one.id === id);
  if (spec === undefined) return '';
  if (id === 'identity' && (around.aliases ?? []).includes(theirs)) {
    return `“${theirs}” is the name that was typed. The challenge says USER_ID_FOR_SRP is “${input.identity ?? ''}”.`;
  }
  if (id === 'timestamp') {
    const { form, canonical } = readTimestamp(theirs);
    if (form !== 'canonical' && canonical !== undefined)
      return `Cognito writes that moment as “${canonical}”.`;
  }
  const mine = lineValue(expected, id);
  if (mine !== undefined && likeness(spec, mine, theirs) === 'padding') {
    return 'It is the same number, with a byte in front missing or too many: what is hashed of it comes out otherwise.';
  }
  for (const mistake of knownMistakes(input, around)) {
    const bent = lineValue(srpLines(mistake.input, mistake.ways), id);
    if (bent !== undefined && likeness(spec, bent, theirs) === 'same') {
      return `This is what comes out with ${mistake.says}.`;
    }
  }
  return spec.usually;
}
