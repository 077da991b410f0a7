import { coreFault } from '../../form/form.ts';

/** Where a team's database is, without its password. */
export interface TeamAddress {
  /** To be kept: nothing secret in it. */
  readonly url: string;
  readonly password: string | undefined;
  /** Who connects, as the URL names them; empty: nobody. */
  readonly user: string;
}

const FORM =
  /^(postgres(?:ql)?):\/\/(?:([^:@/?#\s]*)(?::([^@/?#\s]*))?@)?([^@/?#\s]*)(\/[^?#\s]*)?(?:\?([^#\s]*))?$/i;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i;

/**
 * Takes a connection URL apart: https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS
 * @param loopbackOnly what the runtime allows
 * @throws CoreFault TEAM_ADDRESS, NOT_LOOPBACK
 */
export function readAddress(text: string, loopbackOnly: boolean): TeamAddress {
  const [, scheme = '', user = '', password, host = '', path = '', query = ''] = FORM.exec(text.trim()) ?? [];
  if (scheme === '' || host === '')
    throw coreFault('TEAM_ADDRESS', 'Write it as postgres://name:password@host/database.', 'url');
  const all = query.split('&').filter((pair) => pair !== '');
  const given = all.find((pair) => /^password=/i.test(pair))?.slice('password='.length);
  const rest = all.filter((pair) => !/^password=/i.test(pair));
  const elsewhere = rest.some((pair) => /^(?:host|hostaddr|port)=/i.test(pair));
  if (elsewhere) throw coreFault('TEAM_ADDRESS', 'Name the host before the database, not behind “?”.', 'url');
  if (loopbackOnly && !LOOPBACK.test(host))
    throw coreFault('NOT_LOOPBACK', 'The evaluation runtime reaches this computer only.', 'url');
  const name = user === '' ? '' : `${user}@`;
  const secret = password ?? given;
  return {
    url: `postgres://${name}${host}${path}${rest.length === 0 ? '' : `?${rest.join('&')}`}`,
    password: secret === undefined ? undefined : decoded(secret),
    user: decoded(user),
  };
}

/** The URL to connect with. */
export function withPassword(url: string, password: string | undefined): string {
  if (password === undefined) return url;
  const [, user = '', rest = ''] = /^postgres:\/\/(?:([^@/?]*)@)?(.*)$/.exec(url) ?? [];
  return `postgres://${user}:${encodeURIComponent(password)}@${rest}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
