import { challengeNamed, challenges } from '../../challenges/index.ts';
import { encodeRequest } from '../../cognito/wire.ts';
import type { ExampleExchange, ReferenceKind } from '../../contract/context.ts';
import { errorNamed } from '../../errors/catalogue.ts';
import { curlBash } from '../../evidence/snippets/curl-bash.ts';
import { snippetStep } from '../../evidence/snippets/step.ts';
import { flowNamed } from '../../flows/flows.ts';
import type { JsonObject } from '../../json.ts';

// What a page of the reference shows of the wire: made from the spec's own example, which runs as its test.

const CLIENT_ID = '1example23456789';
const ENDPOINT = 'https://cognito-idp.us-east-1.amazonaws.com/';
const SESSION = 'AYABeExampleOfASessionThatIsReallyLonger';
const USERNAME = 'sample.user';
const DEFAULT_STATUS = 400;

/** Undefined for a name that has no page. */
export function exampleOf(kind: ReferenceKind, name: string): ExampleExchange | undefined {
  if (kind === 'error') return errorExample(name);
  return kind === 'flow' ? flowExample(name) : challengeExample(name);
}

function challengeExample(name: string): ExampleExchange | undefined {
  if (!challenges.some((spec) => spec.name === name)) return undefined;
  const { example } = challengeNamed(name);
  const { parameters, available } = example.asked;
  return {
    asked: {
      status: 200,
      body: {
        ChallengeName: name,
        ChallengeParameters: { ...parameters },
        ...(available.length === 0 ? {} : { AvailableChallenges: [...available] }),
        Session: SESSION,
      },
    },
    ...request('RespondToAuthChallenge', {
      ClientId: CLIENT_ID,
      ChallengeName: name,
      Session: SESSION,
      ChallengeResponses: { USERNAME: parameters['USER_ID_FOR_SRP'] ?? USERNAME, ...example.responses },
    }),
  };
}

function flowExample(name: string): ExampleExchange | undefined {
  const flow = flowNamed(name);
  if (flow === undefined) return undefined;
  const { parameters } = flow.example;
  return flow.operation === 'InitiateAuth'
    ? request(flow.operation, { AuthFlow: name, ClientId: CLIENT_ID, AuthParameters: { ...parameters } })
    : request(flow.operation, { ClientId: CLIENT_ID, ...parameters });
}

function errorExample(code: string): ExampleExchange | undefined {
  const entry = errorNamed(code);
  if (entry === undefined || entry.kind === 'own') return undefined;
  const message = entry.messages[0]?.text ?? '';
  return {
    reply: {
      status: entry.wireStatus ?? entry.apiReferenceStatus ?? DEFAULT_STATUS,
      headers: [
        ['Content-Type', 'application/x-amz-json-1.1'],
        ['x-amzn-ErrorType', `${code}:`],
        ...(message === '' ? [] : [['x-amzn-ErrorMessage', message] as const]),
      ],
      body: { __type: code, message },
    },
  };
}

function request(operation: string, body: JsonObject): Pick<ExampleExchange, 'request'> {
  const { method, url, headers, body: bytes } = encodeRequest({ url: ENDPOINT, operation, body });
  // Nobody's values: they stand as they are.
  const example = { text: new TextDecoder().decode(bytes), secrets: [] };
  const step = snippetStep({ operation, method, url, headers, body: example, region: '' });
  return { request: { operation, body, curl: curlBash.write(step) } };
}
