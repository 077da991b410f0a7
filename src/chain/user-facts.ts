import { asText, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';

/**
 * What is known of a user at one moment, as flat texts by AWS's names: `UserStatus`, `Enabled`, `email`,
 * `UserMFASettingList`, `Groups`, `Devices`, `Sessions`. Empty: there is no such user.
 */
export type UserFacts = Readonly<Record<string, string>>;

/** One fact that is, or becomes, another; `before` or `after` is absent where there is none. */
export interface FactChange {
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

/** Say when, not what: they change with everything. */
const DATES: ReadonlySet<string> = new Set(['UserCreateDate', 'UserLastModifiedDate']);

/** The operations whose answers hold facts of a user, with the member that they stand in. */
const LISTS: Readonly<Record<string, readonly [member: string, line: (entry: JsonValue) => string]>> = {
  AdminListGroupsForUser: ['Groups', (group) => textIn(group, 'GroupName')],
  AdminListDevices: ['Devices', deviceLine],
  AdminListUserSessions: ['Sessions', sessionLine],
  AdminGetUserAuthFactors: ['ConfiguredUserAuthFactors', asText],
};

/** Whether the answer of an operation tells facts of one user. */
export function tellsFacts(operation: string): boolean {
  return operation === 'AdminGetUser' || Object.hasOwn(LISTS, operation);
}

/** The fact that an operation lists; undefined for one that lists none. */
export function listedBy(operation: string): string | undefined {
  return LISTS[operation]?.[0];
}

/**
 * The facts that an answer tells: of AdminGetUser, or of one of the lists that belong to a user.
 * @param more the pages of the list that came after it
 */
export function factsIn(operation: string, answer: JsonObject, ...more: readonly JsonObject[]): UserFacts {
  const list = LISTS[operation];
  if (list === undefined) return operation === 'AdminGetUser' ? accountFacts(more.at(-1) ?? answer) : {};
  const [member, line] = list;
  const entries = [answer, ...more].flatMap((page) => {
    const found = page[member];
    return Array.isArray(found) ? found : [];
  });
  const lines = entries.map(line).filter((text) => text !== '');
  return { [member]: lines.sort().join('\n') };
}

/**
 * What is other in the one than in the other, by name; dates don't count, and nor do lists that one side was not asked
 * for. Nobody has nothing in any list.
 */
export function factChanges(before: UserFacts, after: UserFacts): FactChange[] {
  const lists = new Set(Object.values(LISTS).map(([member]) => member));
  const isAboutNobody = [before, after].some((facts) => Object.keys(facts).length === 0);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => !DATES.has(name),
  );
  return names.flatMap((name) => {
    if (!isAboutNobody && lists.has(name) && (before[name] === undefined || after[name] === undefined))
      return [];
    const [was, is] = [before[name] ?? '', after[name] ?? ''];
    if (was === is) return [];
    return [{ name, ...(was === '' ? {} : { before: was }), ...(is === '' ? {} : { after: is }) }];
  });
}

function accountFacts(answer: JsonObject): UserFacts {
  const attributes = objectsIn(answer['UserAttributes'] ?? answer['Attributes']).map((attribute) => [
    textIn(attribute, 'Name'),
    textIn(attribute, 'Value'),
  ]);
  const mfa = answer['UserMFASettingList'];
  return {
    ...Object.fromEntries(attributes),
    ...plain(answer, 'Username'),
    ...plain(answer, 'UserStatus'),
    ...plain(answer, 'Enabled'),
    ...(Array.isArray(mfa) && mfa.length > 0
      ? { UserMFASettingList: mfa.map(asText).sort().join(', ') }
      : {}),
    ...plain(answer, 'PreferredMfaSetting'),
  };
}

/** As `eu-west-1_… (Ann's phone) remembered`. */
function deviceLine(device: JsonValue): string {
  const attributes = Object.fromEntries(
    objectsIn(isJsonObject(device) ? device['DeviceAttributes'] : undefined).map((attribute) => [
      textIn(attribute, 'Name'),
      textIn(attribute, 'Value'),
    ]),
  );
  const name = attributes['device_name'];
  const status = attributes['dev:device_remembered_status'] ?? attributes['device_status'];
  return [textIn(device, 'DeviceKey'), ...(name ? [`(${name})`] : []), ...(status ? [status] : [])].join(' ');
}

/** As `7c1e… (Mac) at 4k2p…, since 2026-11-28 15:04:05 UTC`: what tells one from another and stays as it is. */
function sessionLine(session: JsonValue): string {
  const [id, device, client] = ['SessionId', 'DeviceType', 'ClientId'].map((name) => textIn(session, name));
  if (!id) return '';
  const seconds = isJsonObject(session) ? session['CreateDate'] : undefined;
  const since = typeof seconds === 'number' ? momentOf(seconds) : undefined;
  return [
    id,
    ...(device && device !== 'unknown' ? [` (${device})`] : []),
    ...(client ? [` at ${client}`] : []),
    ...(since === undefined ? [] : [`, since ${since}`]),
  ].join('');
}

/** Seconds since the epoch as the service has them; undefined where no date has so many. */
function momentOf(seconds: number): string | undefined {
  const date = new Date(Math.floor(seconds) * 1_000);
  if (Number.isNaN(date.getTime())) return undefined;
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

function plain(answer: JsonObject, name: string): UserFacts {
  const value = answer[name];
  return value === undefined || value === null ? {} : { [name]: asText(value) };
}

function textIn(entry: JsonValue, name: string): string {
  const value = isJsonObject(entry) ? entry[name] : undefined;
  return typeof value === 'string' ? value : '';
}

function objectsIn(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
