import type { AwsCredentials } from '../../cognito/signing.ts';
import type { HostEvent } from '../../contract.ts';
import type { AwsAsk, AwsProfile, AwsSource, AwsState } from '../../contract/aws.ts';
import { coreFault, type Fault, isFault } from '../../form/form.ts';
import type { Ports } from '../ports.ts';
import { createMfaAsks, noCode } from './mfa-asks.ts';
import { namedProfile } from './named-profile.ts';

/** AWS credentials while they last, in memory alone. */
export interface AwsAccess {
  /**
   * Those of a profile, good for a minute at least; asked for anew before they end, once for all who wait.
   * @throws CoreFault AWS_CREDENTIALS and its kin
   */
  credentials(profile: string): Promise<AwsCredentials>;
  /** The service takes these no more, whatever they said of their end: the next call asks for new ones. */
  refused(profile: string, credentials: AwsCredentials): void;
  profiles(): Promise<readonly AwsProfile[]>;
  state(profile: string): Promise<AwsState>;
  /** @throws CoreFault AWS_CREDENTIALS and its kin */
  renew(profile: string): Promise<AwsState>;
  forget(profile: string): Promise<AwsState>;
  asked(): readonly AwsAsk[];
  /** @throws CoreFault AWS_ASK_UNKNOWN */
  tell(askId: string, code: string | null): void;
  /** Nobody answers any more. */
  close(): void;
}

/** A request under way must not meet their end. Milliseconds. */
const MARGIN_MS = 60_000;
/** From here on new ones are asked for while these still serve, as AWS's own SDKs do. */
const EARLY_MS = 5 * 60_000;
/** How often that is tried at most. */
const EARLY_EVERY_MS = 30_000;
/** Keys in a file or a variable don't end, and other tools write new ones there: they are read again after this time. */
const READ_AGAIN_MS = 10_000;
/** An MFA code that AWS refuses is asked for again, so often in all. */
const MFA_TRIES = 3;

interface Held {
  readonly credentials: AwsCredentials;
  readonly source: AwsSource;
  /** When they came, epoch milliseconds. */
  readonly since: number;
}

/** One asking, however many wait for it. `quiet`: nobody does, and nobody is asked for a code. */
interface Flight {
  readonly quiet: boolean;
  readonly landed: Promise<AwsCredentials>;
}

export function createAwsAccess(
  { aws, clock, random }: Pick<Ports, 'aws' | 'clock' | 'random'>,
  tell: (event: HostEvent) => void,
): AwsAccess {
  const held = new Map<string, Held>();
  const flights = new Map<string, Flight>();
  const faults = new Map<string, Fault>();
  const early = new Map<string, number>();
  const asks = createMfaAsks(random, aws.prompt, tell);

  /** Joins the asking that is under way, or begins it. */
  function fetch(profile: string, quiet: boolean): Promise<AwsCredentials> {
    const flying = flights.get(profile);
    if (flying?.quiet === true && !quiet) return flying.landed.catch(() => fetch(profile, false));
    if (flying !== undefined) return flying.landed;
    // Let go of meanwhile: whoever waits gets what comes, and nobody after.
    const counts = () => flights.get(profile) === flight;
    const landed = fetched(profile, quiet).then(
      ({ credentials, source }) => {
        if (!counts()) return credentials;
        held.set(profile, { credentials, source, since: clock.now() });
        faults.delete(profile);
        end(profile);
        return credentials;
      },
      (error: unknown) => {
        if (counts()) {
          if (!quiet && isFault(error)) faults.set(profile, plain(error));
          end(profile);
        }
        throw error;
      },
    );
    const flight = { quiet, landed };
    flights.set(profile, flight);
    return landed;
  }

  function end(profile: string): void {
    flights.delete(profile);
    tell({ type: 'aws.changed' });
  }

  async function fetched(profile: string, quiet: boolean) {
    const source = await aws.source(profile);
    for (let tried = 1; ; tried++) {
      try {
        const credentials = await aws.credentials(profile, (serial) =>
          quiet
            ? Promise.reject(noCode({ profile, serial }))
            : asks.ask({ profile, serial, again: tried > 1 }),
        );
        if ((credentials.expiresAt ?? Infinity) <= clock.now()) throw ended(profile, credentials);
        return { credentials, source };
      } catch (error) {
        if (!isFault(error) || error.code !== 'AWS_MFA_WRONG' || tried === MFA_TRIES) throw error;
      }
    }
  }

  /** Whether those that are held serve, and whether new ones are to be asked for meanwhile. */
  function serves({ credentials, source, since }: Held): 'yes' | 'still' | 'no' {
    const now = clock.now();
    if (credentials.expiresAt !== undefined) {
      const left = credentials.expiresAt - now;
      return left <= MARGIN_MS ? 'no' : left <= EARLY_MS ? 'still' : 'yes';
    }
    const read = source.kind === 'static' || source.kind === 'environment';
    return read && now - since > READ_AGAIN_MS ? 'no' : 'yes';
  }

  /** One that fails is no matter: these still serve, and it is asked again when it has to be. */
  function fetchEarly(profile: string, { source }: Held): void {
    // Nobody is asked for a code before it is needed.
    if (source.mfa || clock.now() - (early.get(profile) ?? -Infinity) < EARLY_EVERY_MS) return;
    early.set(profile, clock.now());
    void fetch(profile, true).catch(() => undefined);
  }

  async function state(profile: string): Promise<AwsState> {
    const known = held.get(profile);
    const good = known !== undefined && (known.credentials.expiresAt ?? Infinity) > clock.now();
    const { source, fault } = await aws.source(profile).then(
      (found) => ({ source: found, fault: faults.get(profile) }),
      (error: unknown) => ({ source: NOWHERE, fault: faultIn(error) }),
    );
    const { account = source.account, expiresAt } = good ? known.credentials : {};
    return {
      profile,
      source,
      held: good,
      ...(account === undefined ? {} : { account }),
      ...(expiresAt === undefined ? {} : { expiresAt }),
      ...(fault === undefined ? {} : { fault }),
    };
  }

  function letGo(profile: string): void {
    held.delete(profile);
    faults.delete(profile);
    flights.delete(profile);
    early.delete(profile);
    asks.dismiss((ask) => ask.profile === profile);
    tell({ type: 'aws.changed' });
  }

  return {
    async credentials(profile) {
      const known = held.get(profile);
      const serving = known === undefined ? 'no' : serves(known);
      if (known === undefined || serving === 'no') return fetch(profile, false);
      if (serving === 'still') fetchEarly(profile, known);
      return known.credentials;
    },
    refused(profile, credentials) {
      if (held.get(profile)?.credentials !== credentials) return;
      held.delete(profile);
      tell({ type: 'aws.changed' });
    },
    profiles: () => aws.profiles(),
    state,
    async renew(profile) {
      letGo(profile);
      await fetch(profile, false);
      return state(profile);
    },
    forget(profile) {
      letGo(profile);
      return state(profile);
    },
    asked: asks.list,
    tell: asks.tell,
    close: () => asks.dismiss(() => true),
  };
}

const NOWHERE: AwsSource = { kind: 'none', mfa: false };

function ended(profile: string, { expiresAt = 0 }: AwsCredentials) {
  const at = new Date(expiresAt).toISOString();
  return coreFault(
    'AWS_CREDENTIALS',
    `${namedProfile(profile)} gives credentials that ended at ${at}.`,
    'profile',
  );
}

function plain({ code, detail, field }: Fault): Fault {
  return field === undefined ? { code, detail } : { code, detail, field };
}

function faultIn(error: unknown): Fault {
  if (!isFault(error)) throw error;
  return plain(error);
}
