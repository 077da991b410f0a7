import { decodeJwt } from '../../chain/jwt.ts';
import type { DeviceFacts, RefreshFacts, TokenFacts } from '../../chain/explain/evidence.ts';
import { answersIn, membersOf, textIn } from '../bodies.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { went } from '../run/advance.ts';
import { isHidden } from './hidden.ts';
import type { SeenChain } from './same-user.ts';

/** What this run knows of the DEVICE_KEY a step sent. */
export function deviceFacts(
  { live: chain, shown }: SeenChain,
  record: StepRecord,
  all: readonly SeenChain[],
): DeviceFacts | undefined {
  const body = membersOf(record.requestText);
  const key = textIn(answersIn(record.requestText), 'DEVICE_KEY') ?? textIn(body, 'DeviceKey');
  if (key === undefined) return undefined;
  const records = all.flatMap(({ live }) => [...live.steps.values()].map((step) => ({ live, step })));
  const brought = records.some(({ step }) => step.tokens?.NewDeviceMetadata?.DeviceKey === key);
  const forgotten = records.some(
    ({ live, step }) =>
      step.operation === 'ForgetDevice' &&
      textIn(membersOf(step.requestText), 'DeviceKey') === key &&
      went(live, step.id),
  );
  const confirmed = shown.steps.find(
    ({ id, operation }) =>
      operation === 'ConfirmDevice' &&
      id !== record.id &&
      textIn(membersOf(chain.steps.get(id)?.requestText ?? ''), 'DeviceKey') === key &&
      went(chain, id),
  );
  const kept = chain.remembered.get('DEVICE_KEY');
  const inVault = kept?.value === key && kept.from.includes('vault');
  return {
    key,
    typed: record.answer?.inputs['DEVICE_KEY'] === key || record.answer?.responses['DEVICE_KEY'] === key,
    origin: brought ? 'chain' : inVault ? 'vault' : 'nowhere',
    forgotten,
    ...(confirmed === undefined ? {} : { confirmedBy: confirmed.number }),
  };
}

/** What this run knows of the refresh token (or token to revoke) a step sent. */
export function refreshFacts(record: StepRecord, all: readonly SeenChain[]): RefreshFacts | undefined {
  const answers = answersIn(record.requestText);
  const body = membersOf(record.requestText);
  const token = textIn(answers, 'REFRESH_TOKEN') ?? textIn(body, 'RefreshToken') ?? textIn(body, 'Token');
  const access = textIn(body, 'AccessToken');
  if (token === undefined && access === undefined) return undefined;
  const records = all.flatMap(({ live }) => [...live.steps.values()].map((step) => ({ live, step })));
  const from = records.find(
    ({ step: { tokens } }) =>
      (token !== undefined && tokens?.RefreshToken === token) ||
      (access !== undefined && tokens?.AccessToken === access),
  );
  const claims = decodeJwt(from?.step.tokens?.AccessToken ?? '')?.payload ?? {};
  const tokenDevice = textIn(claims, 'device_key') ?? from?.step.tokens?.NewDeviceMetadata?.DeviceKey;
  const done = records.filter(({ live, step }) => step.id !== record.id && went(live, step.id));
  const ended = done.find(({ step }) => {
    const sent = membersOf(step.requestText);
    if (step.operation === 'RevokeToken') return token !== undefined && textIn(sent, 'Token') === token;
    return (
      step.operation === 'GlobalSignOut' && textIn(sent, 'AccessToken') === from?.step.tokens?.AccessToken
    );
  });
  const rotated = done.some(({ step }) => {
    const used =
      textIn(answersIn(step.requestText), 'REFRESH_TOKEN') ??
      textIn(membersOf(step.requestText), 'RefreshToken');
    return (
      used !== undefined &&
      used === token &&
      step.tokens?.RefreshToken !== undefined &&
      step.tokens.RefreshToken !== token
    );
  });
  const clientId = textIn(body, 'ClientId');
  const tokenUser = textIn(claims, 'username');
  return {
    deviceKeySent: textIn(answers, 'DEVICE_KEY') !== undefined || textIn(body, 'DeviceKey') !== undefined,
    tokenKnown: from !== undefined,
    rotated,
    ...(tokenUser === undefined ? {} : { tokenUser }),
    ...(tokenDevice === undefined
      ? {}
      : {
          tokenDevice,
          deviceConfirmed: done.some(
            ({ step }) =>
              step.operation === 'ConfirmDevice' &&
              textIn(membersOf(step.requestText), 'DeviceKey') === tokenDevice,
          ),
        }),
    ...(from !== undefined && clientId !== undefined && from.live.target.clientId !== clientId
      ? { otherClient: from.live.target.clientId }
      : {}),
    ...(ended === undefined ? {} : { endedBy: ended.step.operation }),
  };
}

/** What kind of token a step sent beside a sign-in. */
export function tokenFacts(chain: LiveChain, record: StepRecord): TokenFacts | undefined {
  const body = membersOf(record.requestText);
  const member = ['Token', 'AccessToken', 'RefreshToken'].find((name) => textIn(body, name) !== undefined);
  if (member === undefined) return undefined;
  if (isHidden(chain, record, textIn(body, member) ?? '')) return { member, use: 'hidden' };
  const use = textIn(decodeJwt(textIn(body, member) ?? '')?.payload ?? {}, 'token_use');
  return { member, use: use === 'id' || use === 'access' ? use : 'opaque' };
}
