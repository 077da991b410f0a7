import type { HeaderList, Hole } from '../../chain/event.ts';
import { headerOf } from '../../cognito/http.ts';
import type { Exchange } from '../exchange.ts';
import type { PasteForm } from './reading.ts';

/** What `X-Amz-Target` begins with in every call to a user pool. */
export const SERVICE = 'AWSCognitoIdentityProviderService';

/** Stands among what is not set where a line leaves the region to the settings of whoever ran it. */
export const NO_REGION = 'AWS_REGION';

/** A request as a text tells it. */
export interface ToldRequest {
  readonly method?: string | undefined;
  readonly url: string;
  readonly headers: HeaderList;
  /** Absent: the text holds none. */
  readonly text?: string | undefined;
  /** What it leaves to its surroundings, by name: variables, files, `NO_REGION`. */
  readonly unset: readonly string[];
}

/** Of “Copy all”; more is what a HAR file is for. */
export const MOST_REQUESTS = 500;

/** A request that was read, as what, and the answer that stands with it. */
export interface Told {
  readonly request: ToldRequest;
  readonly form: PasteForm;
  readonly response?: Exchange['response'];
}

export interface ToldWhen {
  /** Epoch milliseconds. */
  readonly at: number;
  /** The text tells no time: `at` is when it is read. */
  readonly undated?: boolean;
  readonly totalMs?: number;
  readonly place: string;
  readonly response?: Exchange['response'] | undefined;
}

/** The request as an exchange; undefined where it is none to Cognito's user pools. */
export function cognitoExchange(request: ToldRequest, when: ToldWhen): Exchange | undefined {
  const operation = operationOf(request.headers);
  if (operation === undefined) return undefined;
  const { url, headers, text, unset, method } = request;
  return {
    operation,
    sentAt: when.at,
    ...(when.undated === true ? { undated: true } : {}),
    timing: { total: when.totalMs ?? 0 },
    request: {
      method: method ?? (text === undefined ? 'GET' : 'POST'),
      url,
      headers,
      ...(text === undefined ? {} : { text }),
    },
    ...(when.response === undefined ? {} : { response: when.response }),
    holes: [...new Set(unset)].slice(0, MOST_HOLES).map(missing),
    place: when.place,
  };
}

const MOST_HOLES = 20;

function missing(name: string): Hole {
  const isFile = /^(@|fileb?:\/\/)/.test(name);
  const detail = isFile
    ? `${name} is a file: what it holds is not in the text.`
    : name === NO_REGION
      ? 'The line names no region and no endpoint.'
      : `${name} is a variable that the text does not set.`;
  return { kind: 'value', detail };
}

/** The operation a request calls, from its `X-Amz-Target`. */
export function operationOf(headers: HeaderList): string | undefined {
  const named = headerOf(headers, 'x-amz-target')?.trim() ?? '';
  return /^AWSCognitoIdentityProviderService\.(\w{1,100})$/.exec(named)?.[1];
}

/** Why a request is none of a sign-in, for a person. */
export function notCognito(form: string, url: string): string {
  const to = hostOf(url);
  return `This ${form} asks ${to === '' ? 'no known place' : to} and has no X-Amz-Target of ${SERVICE}: it is no call to a Cognito user pool. Copy the request to cognito-idp.`;
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return '';
  }
}
