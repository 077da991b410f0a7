import type { Chain } from '@core/chain/model.ts';
import type { PastedError } from '@core/contract/adopt.ts';
import { explainError } from '@core/errors/catalogue.ts';
import type { Fault } from '@core/form/form.ts';
import { paintIn } from '../chain-tree.ts';
import { faultText } from '../fault-text.ts';
import { plain } from '../plain-text.ts';
import { type ChainFacts, factsOf } from './chain-facts.ts';
import { chainText, counted } from './chain-text.ts';
import { localTime } from './found-text.ts';

/** What came of one file. */
export interface Brought {
  readonly name: string;
  /** What wrote it, as it says. */
  readonly tool?: string;
  readonly chains: readonly Chain[];
  /** Those that were here before: nothing was added for them. */
  readonly here?: readonly string[];
  /** Entries that are no call of Cognito, or could not be read. */
  readonly left: number;
  readonly faults: readonly Fault[];
  /** True where nothing came of it. */
  readonly failed: boolean;
  /** Where it was no request but an error. */
  readonly explanation?: PastedError;
}

/** For a person: the file, each of its chains as a tree, and what was left out. */
export function broughtText(brought: Brought, color: boolean): string {
  const { name, tool, chains, here = [], left, faults, failed, explanation } = brought;
  const said = [
    ...(tool === undefined ? [] : [`by ${tool}`]),
    ...(failed || explanation !== undefined ? [] : [counted(chains.length, 'chain')]),
    ...(here.length === 0
      ? []
      : [`${here.length === chains.length ? 'already' : `${here.length} already`} here`]),
    ...(left === 0 ? [] : [`${counted(left, 'entry').replace('entrys', 'entries')} left out`]),
  ];
  const paint = paintIn(color);
  return [
    `${[paint('bold', plain(name)), ...said.map(plain)].join(' · ')}\n`,
    ...faults.map(faultText),
    ...(explanation === undefined ? [] : [explanationText(explanation)]),
    ...chains.map((chain) =>
      here.includes(chain.id)
        ? `\n${paint('bold', plain(chain.username || 'unknown user'))} · ${plain(chain.flow)} · already in your history, began ${localTime(chain.startedAt)}\nchain ${chain.id}\n`
        : `\n${chainText(chain, { color })}`,
    ),
    ...(here.length === 0 ? [] : [`\n--again brings ${here.length === 1 ? 'it' : 'them'} once more.\n`]),
    '\n',
  ].join('');
}

/** For programs. */
export function broughtFacts(brought: Brought): BroughtFacts {
  const { name, tool, chains, here = [], left, faults, explanation } = brought;
  return {
    file: name,
    ...(tool === undefined ? {} : { tool }),
    chains: chains.map((chain) => ({
      ...factsOf(chain),
      ...(here.includes(chain.id) ? { here: true } : {}),
    })),
    left,
    faults: faults.map(({ code, detail }) => ({ code, detail })),
    ...(explanation === undefined ? {} : { explanation: explanationFacts(explanation) }),
  };
}

export interface BroughtFacts {
  readonly file: string;
  readonly tool?: string;
  /** `here`: it was there before, nothing was added. */
  readonly chains: readonly (ChainFacts & { readonly here?: boolean })[];
  readonly left: number;
  readonly faults: readonly Pick<Fault, 'code' | 'detail'>[];
  readonly explanation?: ExplanationFacts;
}

type ExplanationFacts = PastedError &
  Partial<Pick<NonNullable<ReturnType<typeof known>>, 'meaning' | 'causes' | 'tries'>>;

/** What the window's Paste shows of it: the message narrows the causes down. */
function known({ code, message }: PastedError) {
  return explainError(code, message);
}

function explanationFacts(error: PastedError): ExplanationFacts {
  const found = known(error);
  return found === undefined
    ? error
    : { ...error, meaning: found.meaning, causes: found.causes, tries: found.tries };
}

function explanationText(error: PastedError): string {
  const { code, message, operation, meaning, causes = [], tries = [] } = explanationFacts(error);
  return [
    `  ${plain(code)}${operation === undefined ? '' : ` of ${plain(operation)}`}`,
    ...(message === '' ? [] : [`  “${plain(message)}”`]),
    ...(meaning === undefined ? [] : [`  ${meaning}`]),
    ...causes.map((cause) => `    cause: ${cause}`),
    ...tries.map((hint) => `    try:   ${hint}`),
    '',
  ].join('\n');
}
