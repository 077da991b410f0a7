import { asText, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { poolWords } from './words.ts';
import { type PoolRead, type PoolWord, wordTopics } from './word.ts';

/** A member that is not the same on both sides. */
export interface MemberDifference {
  /** Where it stands: `UserPool.Policies.PasswordPolicy.MinimumLength`. */
  readonly member: string;
  /** The value as JSON; absent: that side does not have the member. */
  readonly left?: string;
  readonly right?: string;
  /** Whether words about the chain are read from it. */
  readonly shapes: boolean;
}

/** The same rule, and what it says of either side. */
export interface WordDifference {
  readonly about: PoolWord['about'];
  readonly id: string;
  readonly left?: string;
  readonly right?: string;
}

export interface PoolDifference {
  readonly members: readonly MemberDifference[];
  readonly words: readonly WordDifference[];
  /** How many members were compared, those that are told apart by nature left out. */
  readonly compared: number;
}

/** No two have these alike: what they are called, when they were made, how many they hold. */
const OWN = new Set([
  ...['Id', 'Arn', 'Name', 'ClientId', 'ClientName', 'UserPoolId', 'ClientSecret'],
  ...['CreationDate', 'LastModifiedDate', 'EstimatedNumberOfUsers', 'Domain', 'CustomDomain'],
]);

/** Two pools, or two app clients with their pools, member by member. Swapping the sides swaps the answer. */
export function poolDifference(left: PoolRead, right: PoolRead): PoolDifference {
  const [a, b] = [leavesOf(left), leavesOf(right)];
  const names = [...new Set([...a.keys(), ...b.keys()])].sort();
  const words = [poolWords(left), poolWords(right)] as const;
  const readFrom = [...words[0], ...words[1]].flatMap(({ from }) => from);
  return {
    members: names.flatMap((member): MemberDifference[] => {
      const [one, other] = [a.get(member), b.get(member)];
      if (one === other) return [];
      const shapes = readFrom.some((from) => member === from || member.startsWith(`${from}.`));
      return [
        {
          member,
          ...(one === undefined ? {} : { left: one }),
          ...(other === undefined ? {} : { right: other }),
          shapes,
        },
      ];
    }),
    words: wordDifferences(...words),
    compared: names.length,
  };
}

function wordDifferences(left: readonly PoolWord[], right: readonly PoolWord[]): readonly WordDifference[] {
  const ids = [...new Set([...left, ...right].map(({ id }) => id))];
  const found = ids.flatMap((id): WordDifference[] => {
    const [a, b] = [left.find((word) => word.id === id), right.find((word) => word.id === id)];
    const about = (a ?? b)?.about;
    if (about === undefined || a?.says === b?.says) return [];
    return [
      {
        about,
        id,
        ...(a === undefined ? {} : { left: a.says }),
        ...(b === undefined ? {} : { right: b.says }),
      },
    ];
  });
  return wordTopics.flatMap((topic) => found.filter(({ about }) => about === topic));
}

/** Every value by the path of its members, as JSON. Lists of texts are sets to the service: their order says nothing. */
function leavesOf({ pool, mfa, client, secrets }: PoolRead): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  addLeaves(leaves, 'UserPool', pool);
  if (mfa !== undefined) {
    // Both operations tell it.
    leaves.delete('UserPool.MfaConfiguration');
    addLeaves(leaves, 'GetUserPoolMfaConfig', mfa);
  }
  if (client !== undefined) {
    addLeaves(leaves, 'UserPoolClient', client);
    leaves.set(
      'UserPoolClient.ClientSecret',
      `${secrets?.length ?? (client['ClientSecret'] === undefined ? 0 : 1)} live`,
    );
  }
  return leaves;
}

function addLeaves(leaves: Map<string, string>, path: string, value: JsonObject): void {
  for (const [name, inner] of Object.entries(value)) {
    const here = `${path}.${name}`;
    const isTop = !path.includes('.');
    if (isTop && OWN.has(name)) continue;
    if (isJsonObject(inner) && Object.keys(inner).length > 0) addLeaves(leaves, here, inner);
    else leaves.set(here, shown(inner));
  }
}

function shown(value: JsonValue): string {
  if (!Array.isArray(value)) return asText(value);
  const texts = value.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(sorted(entry))));
  return texts.sort().join(', ');
}

/** With its members in order, so that equal values read alike. */
function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
}
