import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import { exceptionMessages } from './faults/exceptions.ts';
import { statusOf } from './status-profiles.ts';

/** An error's schema in the SDK: its mark, namespace, name, traits. */
type ErrorSchema = readonly [-3, string, string, { error?: string; httpError?: number }];

const schemas = Object.values(sdk as Record<string, unknown>).filter(
  (value): value is ErrorSchema =>
    Array.isArray(value) && value[0] === -3 && String(value[1]) === 'com.amazonaws.cognitoidentityprovider',
);

describe('the profile sdk', () => {
  test('the installed SDK has schemas to compare with', () => {
    expect(schemas.length).toBeGreaterThanOrEqual(59);
  });

  test.each(schemas.map(([, , name, traits]) => ({ name, traits })))('$name', ({ name, traits }) => {
    expect(traits.error).toBe(traits.httpError === undefined ? 'server' : 'client');
    expect(statusOf('sdk', name)).toBe(traits.httpError ?? 500);
  });
});

test('every exception of the SDK has a message for fault rules, and no other has', () => {
  expect(Object.keys(exceptionMessages).sort()).toEqual(schemas.map(([, , name]) => name).sort());
});

test.each([
  ['NotAuthorizedException', 400, 482],
  ['ForbiddenException', 403, 500],
  ['InternalErrorException', 500, 498],
  ['SoftwareTokenMFANotFoundException', 400, 499],
  ['OperationNotEnabledException', 400, 400],
  ['UnknownOperationException', 400, 400],
  ['toString', 400, 400],
])('%s: %d on the wire, %d on the documented page', (name, wire, documented) => {
  expect(statusOf('wire', name)).toBe(wire);
  expect(statusOf('documented', name)).toBe(documented);
});
