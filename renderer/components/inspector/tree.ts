import type { SecretSpot } from '@core/chain/event.ts';
import { parseJsonText, pointerTo } from '@core/chain/json-text.ts';
import { isJsonObject, type JsonValue } from '@core/json.ts';

/** One row of a JSON tree. */
export interface TreeRow {
  /** Unique in the tree. Inside a text it goes on behind a `#`. */
  readonly id: string;
  readonly depth: number;
  /** Member name or index; undefined for the root. */
  readonly name?: string | number;
  readonly value: JsonValue;
  /** Where it stands, as a path people paste: `$.ChallengeParameters.USER_ID_FOR_SRP`. */
  readonly path: string;
  /** RFC 6901 pointer into the body; absent inside texts, where the body has no pointer. */
  readonly pointer?: string;
  /** Present for a value that is masked. */
  readonly secret?: SecretSpot;
  /** What can be unfolded: members, the JSON inside a text, or what a JWT says. */
  readonly holds?: 'members' | 'json' | 'jwt';
  /** Number of members below. */
  readonly count?: number;
  readonly open: boolean;
  /** A moment in epoch seconds, as a JWT's `exp`. */
  readonly moment?: boolean;
}

export interface TreeInput {
  readonly value: JsonValue;
  readonly secrets: readonly SecretSpot[];
  /** Rows that were opened or closed by hand; others follow the rule: members open, texts closed. */
  readonly toggled: ReadonlySet<string>;
  /** Opens everything on the way to a match. */
  readonly search: string;
}

interface Children {
  readonly holds: NonNullable<TreeRow['holds']>;
  readonly entries: readonly (readonly [string | number, JsonValue])[];
}

/** JWT claims that are moments, RFC 7519 section 4.1 and OpenID Connect's auth_time. */
const MOMENTS: ReadonlySet<string | number> = new Set(['exp', 'iat', 'nbf', 'auth_time']);

/** The visible rows of a JSON value, from top to bottom. */
export function treeRows(input: TreeInput): TreeRow[] {
  const spots = new Map(input.secrets.map((spot) => [spot.pointer, spot]));
  const wanted = input.search.trim().toLowerCase();
  const rows: TreeRow[] = [];

  function visit(
    value: JsonValue,
    place: {
      id: string;
      pointer?: string | undefined;
      path: string;
      depth: number;
      name?: string | number;
      claims?: boolean;
    },
  ): boolean {
    const secret = place.pointer === undefined ? undefined : spots.get(place.pointer);
    const children = childrenOf(value, secret);
    const byRule = children?.holds === 'members' && place.depth < 4;
    const asked = input.toggled.has(place.id) ? !byRule : byRule;
    const at = rows.length;
    const self: TreeRow = {
      id: place.id,
      depth: place.depth,
      value,
      path: place.path,
      open: asked,
      ...(place.name === undefined ? {} : { name: place.name }),
      ...(place.pointer === undefined ? {} : { pointer: place.pointer }),
      ...(secret ? { secret } : {}),
      ...(children ? { holds: children.holds, count: children.entries.length } : {}),
      ...(place.claims && place.name !== undefined && MOMENTS.has(place.name) && typeof value === 'number'
        ? { moment: true }
        : {}),
    };
    rows.push(self);
    if (!children) return wanted !== '' && matchesSearch(self, wanted);

    const inside = children.holds === 'members' ? place.pointer : undefined;
    let found = false;
    for (const [name, entry] of children.entries) {
      const id = inside === undefined ? `${place.id}#${pointerTo('', name)}` : pointerTo(inside, name);
      const hit = visit(entry, {
        id: place.pointer === undefined ? `${place.id}${pointerTo('', name)}` : id,
        pointer: inside === undefined ? undefined : id,
        path: `${place.path}${pathPart(name)}`,
        depth: place.depth + 1,
        name,
        claims: place.claims === true || children.holds === 'jwt',
      });
      found ||= hit;
    }
    const open = asked || (found && wanted !== '' && !input.toggled.has(place.id));
    if (!open) rows.length = at + 1;
    if (open !== self.open) rows[at] = { ...self, open };
    return found || (wanted !== '' && matchesSearch(self, wanted));
  }

  visit(input.value, { id: '', pointer: '', path: '$', depth: 0 });
  return rows;
}

/** Whether a row says what is searched for. @param wanted lower case, not empty */
export function matchesSearch(row: TreeRow, wanted: string): boolean {
  if (
    String(row.name ?? '')
      .toLowerCase()
      .includes(wanted)
  )
    return true;
  if (row.holds === 'members') return false;
  return (typeof row.value === 'string' ? row.value : String(row.value)).toLowerCase().includes(wanted);
}

function childrenOf(value: JsonValue, secret: SecretSpot | undefined): Children | undefined {
  if (secret) {
    const { jwt, credential } = secret;
    if (credential) return { holds: 'json', entries: entriesOf(credential) };
    return jwt
      ? {
          holds: 'jwt',
          entries: [
            ['header', jwt.header],
            ['payload', jwt.payload],
          ],
        }
      : undefined;
  }
  if (typeof value === 'object') {
    const entries = entriesOf(value);
    return entries.length > 0 ? { holds: 'members', entries } : undefined;
  }
  const inner = typeof value === 'string' ? jsonInside(value) : undefined;
  return inner === undefined ? undefined : { holds: 'json', entries: entriesOf(inner) };
}

/** Cognito puts structured values as JSON inside a text: an object or array, never a bare value. */
function jsonInside(text: string): JsonValue | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const parsed = parseJsonText(text);
  return parsed.ok ? parsed.value : undefined;
}

function entriesOf(value: JsonValue): Children['entries'] {
  if (Array.isArray(value)) return value.map((entry, index) => [index, entry]);
  return isJsonObject(value) ? Object.entries(value) : [];
}

function pathPart(name: string | number): string {
  if (typeof name === 'number') return `[${name}]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
