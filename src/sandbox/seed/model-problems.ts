import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { checkMembers } from '../model/check-members.ts';
import type { MemberRule, Members } from '../model/member-rule.ts';
import { modelledOperation } from '../model/service-model.ts';
import { isRefusal } from '../refusal.ts';
import { likelySettings } from '../settings.ts';
import type { Problem } from './schema.ts';
import { unknownName } from './unknown-name.ts';

type Path = readonly (string | number)[];

/** What of a pool or client breaks AWS's own rules for the requests it is written as. */
export function modelProblems(
  value: JsonObject,
  own: readonly string[],
  requests: readonly string[],
  path: Path,
): Problem[] {
  const members: Members = Object.assign({}, ...requests.map((name) => modelledOperation(name)?.members));
  const given = Object.fromEntries(Object.entries(value).filter(([name]) => !own.includes(name)));
  // The pool an app client belongs to is the one it stands under.
  const asked = Object.fromEntries(Object.entries(members).filter(([name]) => name !== 'UserPoolId'));
  const unknown = unknownNames(given, asked, path, own);
  if (unknown.length > 0) return unknown;
  try {
    checkMembers(given, asked, likelySettings);
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return [{ path, message: `is refused by AWS’s rules: ${error.detail}` }];
  }
}

/** AWS ignores what it doesn't know; in a file such a name is a slip that somebody would look for long. */
function unknownNames(
  value: JsonObject,
  members: Members,
  path: Path,
  own: readonly string[] = [],
): Problem[] {
  return Object.entries(value).flatMap(([name, entry]) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member !== undefined) return within(entry ?? null, member.rule, [...path, name]);
    const message = unknownName(name, [...own, ...Object.keys(members)]);
    return [{ path: [...path, name], message }];
  });
}

function within(value: JsonValue, rule: MemberRule, path: Path): Problem[] {
  if (rule.kind === 'structure' && isJsonObject(value)) return unknownNames(value, rule.members, path);
  if (rule.kind !== 'list' || !Array.isArray(value)) return [];
  return value.flatMap((entry, index) => within(entry, rule.of, [...path, index]));
}
