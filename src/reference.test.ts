import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { challenges } from './challenges/index.ts';
import { catalogue, errorNamed } from './errors/catalogue.ts';
import { COVERED_OPERATIONS } from './errors/operations.ts';
import { flows, otherFlows } from './flows/flows.ts';

// The installed AWS SDK is the newest service model at hand: what it names and we don't know is a gap in the product.

const require = createRequire(import.meta.url);
const packageFolder = dirname(require.resolve('@aws-sdk/client-cognito-identity-provider/package.json'));

/** Exceptions a command declares. The schemas don't carry the relation; the commands' declarations do. */
function declaredBy(operation: string): readonly string[] {
  const text = readFileSync(
    join(packageFolder, 'dist-types', 'commands', `${operation}Command.d.ts`),
    'utf8',
  );
  return [...text.matchAll(/@throws \{@link (\w+)\} \((?:client|server) fault\)/g)].map(
    ([, name = '']) => name,
  );
}

/** HTTP status of an exception in the SDK's schema; a server fault without one is 500. */
function schemaStatus(code: string): number | undefined {
  const schema = (sdk as Record<string, unknown>)[`${code}$`];
  if (!Array.isArray(schema)) return undefined;
  const traits = schema[3] as { readonly error?: string; readonly httpError?: number };
  return traits.httpError ?? (traits.error === 'server' ? 500 : undefined);
}

describe('the model in the installed AWS SDK', () => {
  it('names no challenge we don’t know, and we invent none', () => {
    expect(challenges.map(({ name }) => name).sort()).toEqual(Object.values(sdk.ChallengeNameType).sort());
  });

  it('names no flow we don’t know, and we invent none', () => {
    const started = flows.filter((flow) => flow.operation !== 'GetTokensFromRefreshToken');
    const known = [...started, ...otherFlows].map(({ name }) => name);
    expect(known.sort()).toEqual(Object.values(sdk.AuthFlowType).sort());
  });

  it('has the operations that start a chain or belong to one', () => {
    const operations = [
      ...flows.map((flow) => flow.operation),
      ...challenges.flatMap((spec) => spec.helpers),
    ];
    expect(operations.filter((name) => !(`${name}Command` in sdk))).toEqual([]);
    expect(COVERED_OPERATIONS).toEqual(expect.arrayContaining(operations));
  });

  it.each(COVERED_OPERATIONS)(
    'declares no exception of %s we don’t know, and we invent none',
    (operation) => {
      const declared = declaredBy(operation);
      expect(declared).toContain('InternalErrorException');
      const known = catalogue.filter((entry) => (entry.operations as readonly string[]).includes(operation));
      expect(known.map(({ code }) => code).sort()).toEqual([...declared].sort());
    },
  );

  it('covers every operation that needs no AWS credentials', () => {
    const unsigned = Object.keys(sdk)
      .filter((name) => name.endsWith('Command'))
      .map((name) => name.slice(0, -'Command'.length))
      .filter((name) => isUnsigned(name));
    expect(unsigned.length).toBeGreaterThan(30);
    expect(COVERED_OPERATIONS).toEqual(expect.arrayContaining(unsigned));
  });

  it('has the statuses we say it has', () => {
    for (const entry of catalogue.filter(({ sdkStatus }) => sdkStatus !== undefined)) {
      expect(schemaStatus(entry.code), entry.code).toBe(entry.sdkStatus);
    }
    expect(errorNamed('NotAuthorizedException')?.sdkStatus).toBe(403);
  });
});

/** The SDK's auth scheme table lists the operations that go without a signature. */
function isUnsigned(operation: string): boolean {
  const file = join(packageFolder, 'dist-es', 'auth', 'httpAuthSchemeProvider.js');
  return new RegExp(`case "${operation}":`).test(readFileSync(file, 'utf8'));
}
