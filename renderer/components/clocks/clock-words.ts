import type { SkewEstimate } from '@core/chain/clock-skew.ts';
import type { Clocks, SessionClock, TokenClock, TotpClock } from '@core/chain/clocks.ts';
import { countdown, duration } from '@core/chain/durations.ts';
import { FREE_TRIES, type Lockout } from '@core/chain/lockout.ts';
import type { IconName } from '../../ui/icons.ts';

/** One clock as the window shows it. */
export interface ShownClock {
  readonly id: keyof Clocks;
  readonly icon: IconName;
  /** What it counts; in narrow places only the icon and the value stand. */
  readonly label: string;
  /** What is left; empty when the label says all. */
  readonly value: string;
  /** `urgent` and `over` have an icon of their own, so that they read without colour. */
  readonly state: 'calm' | 'urgent' | 'over';
  /** For the tooltip: what it means and how it is known. */
  readonly help: string;
  /** For screen readers. */
  readonly spoken: string;
}

/** From here on a Session is urgent; a token earlier, as a refresh takes a while. Milliseconds. */
const SESSION_URGENT = 30_000;
const TOKEN_URGENT = 60_000;
const CODE_URGENT = 5_000;

/** In the order they stand: what ends the sign-in first. */
export function shownClocks(clocks: Clocks, now: number, skew: SkewEstimate | undefined): ShownClock[] {
  const { session, lockout, totp, token } = clocks;
  return [
    ...(lockout ? [shownLockout(lockout, now)] : []),
    ...(session ? [shownSession(session, now)] : []),
    ...(totp ? [shownTotp(totp, now, skew)] : []),
    ...(token ? [shownToken(token, now)] : []),
  ];
}

function shownSession({ endsAt, minutes }: SessionClock, now: number): ShownClock {
  const left = endsAt - now;
  if (left <= 0) {
    return {
      id: 'session',
      icon: 'expired',
      label: 'Session expired',
      value: '',
      state: 'over',
      help: `Cognito will refuse this Session: the target says it lives ${minutes} min. Start again.`,
      spoken: 'Session expired',
    };
  }
  const urgent = left <= SESSION_URGENT;
  return {
    id: 'session',
    icon: urgent ? 'expired' : 'clock',
    label: 'session',
    value: countdown(left),
    state: urgent ? 'urgent' : 'calm',
    help: `Time left to answer with this Session. AuthSessionValidity is ${minutes} min by the target’s setting; each new Session starts anew.`,
    spoken: `Session ${countdown(left)}`,
  };
}

function shownTotp({ endsAt }: TotpClock, now: number, skew: SkewEstimate | undefined): ShownClock {
  const left = Math.max(0, endsAt - now);
  return {
    id: 'totp',
    icon: 'dial',
    label: 'TOTP',
    value: `${Math.ceil(left / 1_000)} s`,
    state: left <= CODE_URGENT ? 'urgent' : 'calm',
    help: `Until the next TOTP code, ${clockWords(skew)}. A code of the step before or after is taken, too.`,
    spoken: `TOTP step ${Math.ceil(left / 1_000)} s`,
  };
}

/** A second is what a Date header can tell; less is no difference. */
const TELLABLE = 1_000;

function clockWords(skew: SkewEstimate | undefined): string {
  if (skew === undefined) return 'by this computer’s clock, as no Date header came yet';
  if (Math.abs(skew.aheadMs) < TELLABLE)
    return 'by the server’s clock, which its Date header shows to be as ours';
  const way = skew.aheadMs > 0 ? 'ahead of' : 'behind';
  return `by the server’s clock, which its Date header shows to be ${duration(Math.abs(skew.aheadMs))} ${way} ours`;
}

const FACTOR = { password: 'password', code: 'code' } as const;

function shownLockout(lockout: Lockout, now: number): ShownClock {
  const { factor, tries, lockedUntil, met, nextLockMs } = lockout;
  const known = `Counted from the tries made here in the last 15 min; others’ are not seen. Cognito documents a lock from ${FREE_TRIES} failures on, for 2^(n-${FREE_TRIES}) s, 15 min at most.`;
  if (lockedUntil !== undefined && lockedUntil > now) {
    const left = countdown(lockedUntil - now);
    return {
      id: 'lockout',
      icon: 'keychain',
      label: 'locked',
      value: left,
      state: 'over',
      help: `After ${tries} failures not even the right ${FACTOR[factor]} is looked at. Trying does not prolong it. ${known}`,
      spoken: `Locked for ${left}`,
    };
  }
  if (met) {
    return {
      id: 'lockout',
      icon: 'keychain',
      label: 'locked, end unknown',
      value: '',
      state: 'over',
      help: `Cognito refused with “Password attempts exceeded”, and the tries made here don’t explain that: somebody else tries, too. It lasts 15 min at most.`,
      spoken: 'Locked, end unknown',
    };
  }
  const next = nextLockMs === 0 ? '' : ` The next failure locks for ${duration(nextLockMs)}.`;
  const words = `${tries} of ${FREE_TRIES}`;
  return {
    id: 'lockout',
    icon: nextLockMs === 0 ? 'keychain' : 'guard',
    label: tries < FREE_TRIES ? 'tries' : 'failures',
    value: tries < FREE_TRIES ? words : String(tries),
    state: nextLockMs === 0 ? 'calm' : 'urgent',
    help: `${tries} failed ${factor === 'password' ? 'passwords' : 'codes'} of this user.${next} ${known}`,
    spoken: `${words} ${FACTOR[factor]} tries failed.${next}`,
  };
}

function shownToken({ name, endsAt, all, untold }: TokenClock, now: number): ShownClock {
  const left = endsAt - now;
  const each = all.map((token) =>
    token.endsAt > now
      ? `${token.name} ends in ${duration(token.endsAt - now)}`
      : `${token.name} ended ${duration(now - token.endsAt)} ago`,
  );
  const help = `${each.join(', ')}, by exp and iat.${untold.length > 0 ? ` ${untold.join(' and ')} can’t be read, so its end is not told.` : ''}`;
  if (left <= 0) {
    return {
      id: 'token',
      icon: 'expired',
      label: `${name} expired`,
      value: '',
      state: 'over',
      help,
      spoken: `${name} expired`,
    };
  }
  const urgent = left <= TOKEN_URGENT;
  return {
    id: 'token',
    icon: urgent ? 'expired' : 'token',
    label: 'token',
    value: left < 86_400_000 ? countdown(left) : duration(left),
    state: urgent ? 'urgent' : 'calm',
    help,
    spoken: `Tokens, the first ends in ${duration(left)}`,
  };
}

/** What a screen reader is told as a clock passes a threshold: never by the second. */
export function crossed(
  before: ShownClock | undefined,
  after: ShownClock | undefined,
): { readonly text: string; readonly urgency: 'polite' | 'assertive' } | undefined {
  if (before?.id === 'lockout' && before.state === 'over' && after?.state !== 'over')
    return { text: 'The lock is over.', urgency: 'polite' };
  if (after === undefined || before?.state === after.state || after.id === 'totp') return undefined;
  if (after.state === 'over')
    return { text: `${after.spoken}.`, urgency: after.id === 'session' ? 'assertive' : 'polite' };
  if (after.state === 'calm') return undefined;
  if (after.id === 'session') return { text: 'The Session expires in 30 seconds.', urgency: 'polite' };
  if (after.id === 'token') return { text: 'The tokens expire within a minute.', urgency: 'polite' };
  return { text: after.spoken, urgency: 'polite' };
}
