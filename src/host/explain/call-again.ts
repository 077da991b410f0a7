import type { Fix } from '../../chain/explain/cause.ts';
import type { Resent } from '../../contract/explain.ts';
import { operationForm } from '../../form/operation-forms.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { present } from '../../present.ts';
import { helperInputs } from '../run/advance.ts';
import { unlessDropped } from '../run/hold.ts';
import type { Claim } from '../run/runs.ts';
import { byHand } from './stopped.ts';

/**
 * Whether an operation beside a sign-in can be called once more with a fix: it was begun here from its fields alone, and
 * nothing of it has to be typed that is not at hand.
 */
export function canCallAgain({ remembered }: LiveChain, record: StepRecord, fix: Fix): boolean {
  const { operated, operation, parentId } = record;
  if (operated === undefined || operated.edited || parentId === null) return false;
  if (fix.from === 'start' || fix.forget !== undefined) return false;
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
  { fix, claim }: { readonly fix: Fix; readonly claim: Claim },
): Promise<Resent> {
  const { operated, operation, parentId } = record;
  const given = mendedInputs(operated?.inputs ?? {}, fix);
  const at = { chain, parentId: parentId ?? '' };
  const made = await helperInputs(
    parts,
    { ...at, supplies: { given }, stop: claim.stop },
    record.answers,
    operation,
  );
  const { id: stepId } = record;
  if (made.kind === 'missing') {
    const { detail: text, field } = made;
    return { chainId: chain.id, stepId, stopped: { kind: 'missing', text, stepId, ...present({ field }) } };
  }
  const begun = await unlessDropped(
    // What is in the answer already wins: a code that was typed and is no mistake stays.
    parts.beside.operate({
      ...at,
      operation,
      inputs: { ...made.inputs, ...given },
      keep: operated?.keep,
      hold: claim.hold,
    }),
  );
  if (begun === undefined) return { chainId: chain.id, stepId, stopped: byHand(stepId) };
  return { chainId: chain.id, stepId: (await parts.following.follow(begun).ended).id };
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
