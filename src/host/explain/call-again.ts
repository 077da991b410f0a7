import type { Fix } from '../../chain/explain/cause.ts';
import type { Resent } from '../../contract/explain.ts';
import { operationForm } from '../../form/operation-forms.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { helperInputs } from '../run/advance.ts';
import { createStop } from '../run/stop.ts';

/**
 * Whether an operation beside a sign-in can be called once more with a fix: it was begun here, and nothing of it has to be
 * typed that is not at hand.
 */
export function canCallAgain({ remembered }: LiveChain, record: StepRecord, fix: Fix): boolean {
  const { operated, operation, parentId } = record;
  if (operated === undefined || parentId === null || fix.from === 'start' || fix.forget !== undefined)
    return false;
  const mended = mendedInputs(operated.inputs, fix);
  return operationForm(operation).fields.every(
    ({ key, required, totp }) =>
      !required || mended[key] !== undefined || (totp === true && remembered.has('TOTP_SECRET')),
  );
}

/** Calls it once more, as another step beside the same sign-in. */
export async function callAgain(
  parts: Parts,
  chain: LiveChain,
  record: StepRecord,
  fix: Fix,
): Promise<Resent> {
  const { operated, operation, parentId } = record;
  const given = mendedInputs(operated?.inputs ?? {}, fix);
  const at = { chain, parentId: parentId ?? '' };
  const made = await helperInputs(
    parts,
    { ...at, supplies: { given }, stop: createStop() },
    record.answers,
    operation,
  );
  if (made.kind === 'missing') return { chainId: chain.id, stepId: record.id, stopped: made.detail };
  const started = parts.following.follow(
    // What is in the answer already wins: a code that was typed and is no mistake stays.
    await parts.beside.operate({
      ...at,
      operation,
      inputs: { ...made.inputs, ...given },
      keep: operated?.keep,
    }),
  );
  return { chainId: chain.id, stepId: (await started.ended).id };
}

function mendedInputs(
  inputs: Readonly<Record<string, string>>,
  { inputs: changes = {}, leaveOut = [] }: Fix,
): Record<string, string> {
  const left = Object.entries({ ...inputs, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== null && !leaveOut.includes(entry[0]),
  );
  return Object.fromEntries(left);
}
