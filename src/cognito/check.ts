import { isAdmins } from '../chain/sign-in-operations.ts';
import { valueAt } from '../chain/redact.ts';
import type { Fault } from '../form/form.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { answerRules, LONGEST_MAP_VALUE, type Member, type TextRule } from './members.ts';
import { operationNamed, type Operation } from './operations.ts';
import { checkBody } from './service/check-body.ts';

/**
 * Every rule of the service model that a request breaks (protocol reference 0.8). These are warnings: a tester may want
 * exactly that. None of them repeats a value.
 * @param expected pointers a complete request has, as `Composed.expected`
 */
export function checkRequest(operation: string, body: JsonObject, expected: readonly string[] = []): Fault[] {
  const known = operationNamed(operation);
  if (!known) return checkBody(operation, body);
  return [
    ...checkMembers(known.members, body, '', operation),
    ...checkAuthority(known, body),
    ...checkNames(operation, body),
    ...checkAnswers(known, body),
    ...checkExpected(known, body, expected),
  ];
}

function checkMembers(
  members: readonly Member[],
  holder: JsonObject,
  path: string,
  operation: string,
): Fault[] {
  const faults: Fault[] = [];
  for (const member of members) {
    const field = path + member.name;
    const value = own(holder, member.name);
    if (value !== undefined) faults.push(...checkMember(member, value, field, operation));
    else if (member.required) faults.push(missing(field, operation));
  }
  const names = members.map((member) => member.name);
  for (const name of Object.keys(holder)) {
    if (names.includes(name)) continue;
    const where = path === '' ? operation : path.slice(0, -1);
    const detail = `${where} has no member ${name}. Cognito ignores it or refuses the request; remove it.`;
    faults.push({ code: 'MEMBER_UNKNOWN', detail, field: path + name });
  }
  return faults;
}

function checkMember(member: Member, value: JsonValue, field: string, operation: string): Fault[] {
  switch (member.type) {
    case 'text':
      if (typeof value !== 'string') return [wrongType(field, 'a text in double quotes')];
      return member.rule ? checkText(member.rule, value, field) : [];
    case 'structure':
      if (!isJsonObject(value)) return [wrongType(field, 'an object')];
      return checkMembers(member.members, value, `${field}.`, operation);
    case 'list':
      if (!Array.isArray(value)) return [wrongType(field, 'a list')];
      return value.flatMap((entry, index) =>
        isJsonObject(entry)
          ? checkMembers(member.members, entry, `${field}.${index}.`, operation)
          : [wrongType(`${field}.${index}`, 'an object')],
      );
    case 'map':
      return checkMap(value, field);
    case 'document':
      return isJsonObject(value) ? [] : [wrongType(field, 'an object')];
  }
}

function checkMap(value: JsonValue, field: string): Fault[] {
  if (!isJsonObject(value)) return [wrongType(field, 'an object of texts')];
  return Object.entries(value).flatMap(([key, entry]) => {
    if (typeof entry !== 'string') {
      return [wrongType(`${field}.${key}`, 'a text; write other values as JSON inside a text')];
    }
    return entry.length > LONGEST_MAP_VALUE
      ? [broken(`${field}.${key}`, `at most ${LONGEST_MAP_VALUE.toLocaleString('en-US')} characters`)]
      : [];
  });
}

function checkText(rule: TextRule, value: string, field: string): Fault[] {
  const fits =
    value.length >= (rule.min ?? 0) &&
    value.length <= (rule.max ?? Infinity) &&
    (rule.pattern?.test(value) ?? true) &&
    (rule.oneOf?.includes(value) ?? true);
  return fits ? [] : [broken(field, rule.hint)];
}

function checkAuthority(operation: Operation, body: JsonObject): Fault[] {
  if (!operation.tokenOrSession) return [];
  const given = ['AccessToken', 'Session'].filter((name) => own(body, name) !== undefined);
  if (given.length === 1) return [];
  const detail =
    given.length === 0
      ? `${operation.name} needs the Session of MFA_SETUP or an AccessToken. Add one.`
      : `${operation.name} takes a Session or an AccessToken. Remove one.`;
  return [{ code: 'TOKEN_OR_SESSION', detail, field: 'Session' }];
}

/** Names the model lists and the operation refuses all the same. */
function checkNames(operation: string, body: JsonObject): Fault[] {
  const flow = own(body, 'AuthFlow');
  if (typeof flow === 'string' && flow.startsWith('ADMIN_') && !isAdmins(operation)) {
    const detail = `${flow} works with AdminInitiateAuth only. Use USER_PASSWORD_AUTH here.`;
    return [{ code: 'FLOW_NEEDS_ADMIN', detail, field: 'AuthFlow' }];
  }
  if (flow === 'USER_PASSWORD_AUTH' && isAdmins(operation)) {
    const detail = `${flow} works with InitiateAuth only. Use ADMIN_USER_PASSWORD_AUTH here.`;
    return [{ code: 'FLOW_NOT_ADMIN', detail, field: 'AuthFlow' }];
  }
  if (own(body, 'ChallengeName') === 'ADMIN_NO_SRP_AUTH') {
    const detail =
      'ADMIN_NO_SRP_AUTH is listed but never accepted as an answer. Answer the challenge that was asked.';
    return [{ code: 'CHALLENGE_NOT_ANSWERABLE', detail, field: 'ChallengeName' }];
  }
  return [];
}

function checkAnswers(operation: Operation, body: JsonObject): Fault[] {
  const answers = operation.answers ? own(body, operation.answers) : undefined;
  if (!isJsonObject(answers)) return [];
  return Object.entries(answerRules).flatMap(([key, rule]) => {
    const value = own(answers, key);
    return typeof value === 'string' ? checkText(rule, value, key) : [];
  });
}

function checkExpected(operation: Operation, body: JsonObject, expected: readonly string[]): Fault[] {
  const text = JSON.stringify(body);
  const required = operation.members.filter((member) => member.required).map((member) => `/${member.name}`);
  return expected
    .filter((pointer) => !required.includes(pointer) && valueAt(text, pointer) === undefined)
    .map((pointer) => missing(lastName(pointer), operation.name));
}

function lastName(pointer: string): string {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}

function missing(field: string, operation: string): Fault {
  return { code: 'MEMBER_MISSING', detail: `${field} is missing. ${operation} needs it: fill it in.`, field };
}

function wrongType(field: string, wanted: string): Fault {
  return { code: 'MEMBER_TYPE', detail: `${field} must be ${wanted}.`, field };
}

function broken(field: string, hint: string): Fault {
  return { code: 'MEMBER_RULE', detail: `${field} does not fit Cognito’s rule: ${hint}.`, field };
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
