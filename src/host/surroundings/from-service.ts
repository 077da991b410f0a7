import { clientFactsOf, poolFactsOf, userFactsOf } from '../../chain/pool/facts-of.ts';
import { at, objectsAt, textAt } from '../../chain/pool/members.ts';
import type { Surroundings, UserFacts } from '../../chain/why/facts.ts';
import type { Target } from '../../contract.ts';
import { isFault } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { takesAny } from '../aws/signing.ts';
import type { ServiceReads } from '../pool/service-reads.ts';

/** What could be read, and for the rest why not: sentences. */
export interface ServiceSurroundings {
  readonly around?: Omit<Surroundings, 'readLater'>;
  readonly unread: readonly string[];
}

/**
 * Reads pool, client, user and devices with the service's own operations. Without the pool there is nothing to go by;
 * each other part may be missing.
 * @param names by which the user may be found, the best first
 * @param now the service's clock, epoch milliseconds
 */
export async function readService(
  reads: ServiceReads,
  target: Target,
  names: readonly string[],
  now: number,
): Promise<ServiceSurroundings> {
  const unread: string[] = [];
  const { userPoolId: UserPoolId, clientId: ClientId } = target;
  const read = async (
    operation: string,
    body: JsonObject,
    member?: string,
  ): Promise<JsonObject | undefined> => {
    try {
      const holds = operation.startsWith('Admin') ? 'until a step' : 'until a change';
      const { answer } = await reads.read(target, operation, body, { holds });
      const value = member === undefined ? answer : at(answer, member);
      return isJsonObject(value) ? value : {};
    } catch (error) {
      if (!isFault(error)) throw error;
      if (operation === 'AdminGetUser' && error.code === 'UserNotFoundException') return undefined;
      unread.push(`${operation}: ${error.detail}`);
      return undefined;
    }
  };
  /** Emulators answer AdminGetUser and know no operation this young: what they don't tell is no lack. */
  async function readFactors(body: JsonObject): Promise<JsonObject | undefined> {
    const before = unread.length;
    const factors = await read('AdminGetUserAuthFactors', body);
    if (factors === undefined && takesAny(target)) unread.length = before;
    return factors;
  }
  async function readUser(tracksDevices: boolean): Promise<UserFacts | 'nobody' | 'unread'> {
    const [Username] = names.filter((name) => name !== '');
    if (Username === undefined) return 'unread';
    const before = unread.length;
    const user = await read('AdminGetUser', { UserPoolId, Username });
    if (user === undefined) return unread.length > before ? 'unread' : 'nobody';
    const [devices, factors] = await Promise.all([
      tracksDevices ? read('AdminListDevices', { UserPoolId, Username, Limit: 60 }) : undefined,
      readFactors({ UserPoolId, Username }),
    ]);
    return userFactsOf(user, objectsAt(devices, 'Devices'), factors, now);
  }

  const pool = await read('DescribeUserPool', { UserPoolId }, 'UserPool');
  if (pool === undefined) return { unread };
  const [mfa, client, user] = await Promise.all([
    read('GetUserPoolMfaConfig', { UserPoolId }),
    read('DescribeUserPoolClient', { UserPoolId, ClientId }, 'UserPoolClient'),
    readUser(at(pool, 'DeviceConfiguration') !== undefined),
  ]);
  // Where MFA is off, it makes no difference how it is set up.
  const isOff = (textAt(pool, 'MfaConfiguration') ?? 'OFF') === 'OFF';
  if (mfa === undefined && !isOff) return { unread };
  return {
    around: {
      pool: poolFactsOf(pool, mfa ?? {}),
      ...(client === undefined ? {} : { client: clientFactsOf(client) }),
      user,
    },
    unread,
  };
}
