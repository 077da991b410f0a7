import type { Asked } from '../../challenges/spec.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { provesPassword } from '../answered.ts';
import { parseJsonText } from '../json-text.ts';
import type { Chain, Step } from '../model.ts';

/** What the pool is set to, where it can be read. AWS's own names for what they hold. */
export interface PoolFacts {
  readonly name: string;
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON';
  /** Second factors the pool offers: SMS_MFA, EMAIL_OTP, SOFTWARE_TOKEN_MFA. */
  readonly methods: readonly string[];
  /** SignInPolicy.AllowedFirstAuthFactors, with PASSWORD standing for both of its names. */
  readonly firstFactors: readonly string[];
  /** ChallengeRequiredOnNewDevice: a remembered device stands in for MFA. */
  readonly deviceReplacesMfa: boolean;
  /** A verified passkey counts as both factors. */
  readonly passkeyIsMfa: boolean;
  /** LambdaConfig's names of the triggers that are there. */
  readonly triggers: readonly string[];
  /** TemporaryPasswordValidityDays of the password policy; absent where it can't be told. */
  readonly temporaryDays?: number;
  /** Which sign-ins threat protection acts upon: where it only watches, it changes none. Absent: none. */
  readonly threatProtection?: readonly ThreatProtected[];
}

/** `standard`: by password, code or passkey. `custom`: CUSTOM_AUTH, which is switched on apart. */
export type ThreatProtected = 'standard' | 'custom';

export interface ClientFacts {
  readonly name: string;
  /** What ExplicitAuthFlows allows, as `ALLOW_` names, the service's defaults included. */
  readonly flows: readonly string[];
  /** PreventUserExistenceErrors is ENABLED. */
  readonly hidesUsers: boolean;
  readonly hasSecret: boolean;
}

export interface UserFacts {
  readonly status: string;
  readonly enabled: boolean;
  /** Absent where it can't be told. */
  readonly hasPassword?: boolean;
  /** UserMFASettingList. */
  readonly mfa: readonly string[];
  readonly preferred?: string;
  readonly hasTotp: boolean;
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
  readonly phoneVerified: boolean;
  readonly emailVerified: boolean;
  /** How many, or 1 where only is told that there are any; absent where it can't be told. */
  readonly passkeys?: number;
  /** How many days ago a temporary password was set, between these two; absent for others, or where it can't be told. */
  readonly temporaryAge?: { readonly least: number; readonly most: number };
  /** DeviceKeys of remembered devices. */
  readonly devices: readonly string[];
}

/** Pool, client and user as somebody with rights over the pool sees them. */
export interface Surroundings {
  readonly pool: PoolFacts;
  readonly client?: ClientFacts;
  /** `nobody`: the pool has no user of that name. `unread`: nobody lets us read users. */
  readonly user: UserFacts | 'nobody' | 'unread';
  /** True when steps were sent since the challenge was asked: what they changed is in here. */
  readonly readLater: boolean;
}

/** What the chain itself shows about one request, sent or not. */
export interface SendingFacts {
  readonly flow: string;
  readonly step: Pick<Step, 'answers'>;
  /** Names answered from the start to this step, in order, the step's own last. */
  readonly path: readonly string[];
  /** Keys that step sends in AuthParameters or ChallengeResponses, with values that are no secrets. */
  readonly sent: Readonly<Record<string, string>>;
  /** DEVICE_KEY as any step of the path sent it. */
  readonly deviceKey?: string;
}

/** What the chain itself shows about one reply. */
export interface ChainFacts extends SendingFacts {
  /** The step whose reply is asked about. */
  readonly step: Step;
  /** `TOKENS` where the reply brought tokens. */
  readonly asked: Asked;
  readonly hasSession: boolean;
  /** Whether a password was proved on the path, typed or by SRP. */
  readonly passwordProved: boolean;
  /** How often the same challenge was answered before. */
  readonly rounds: number;
}

export interface WhyFacts {
  readonly chain: ChainFacts;
  /** Absent where nobody lets us read them. */
  readonly around?: Surroundings;
}

/** Undefined for a step that asked nothing and brought no tokens. */
export function chainFacts(chain: Chain, stepId: string): ChainFacts | undefined {
  const path = lineageOf(chain, stepId);
  const step = path.at(-1);
  const { outcome } = step ?? {};
  if (step === undefined || (outcome?.kind !== 'challenge' && outcome?.kind !== 'tokens')) return undefined;
  const asked: Asked =
    outcome.kind === 'tokens'
      ? { name: 'TOKENS', parameters: {}, available: [] }
      : { name: outcome.name, parameters: outcome.parameters, available: outcome.available };
  const sends = path.map((each) => ({ answers: each.answers, sent: sentIn(each) }));
  const deviceKey = sends.findLast(({ sent }) => sent['DEVICE_KEY'] !== undefined)?.sent['DEVICE_KEY'];
  return {
    flow: chain.flow,
    step,
    asked,
    hasSession: outcome.kind === 'challenge' && outcome.session !== undefined,
    path: path.map(({ answers }) => answers),
    sent: sends.at(-1)?.sent ?? {},
    ...(deviceKey === undefined ? {} : { deviceKey }),
    passwordProved: sends.some(
      ({ answers, sent }) => provesPassword(answers) || sent['PASSWORD'] !== undefined,
    ),
    rounds: path.filter(({ answers }) => answers === asked.name).length,
  };
}

/**
 * A request that is not sent yet.
 * @param parentId the step whose challenge it answers; undefined: it begins the chain
 * @param answers flow or challenge, AWS's name
 */
export function sendingFacts(
  chain: Chain | undefined,
  parentId: string | undefined,
  answers: string,
  sent: Readonly<Record<string, string>>,
): SendingFacts {
  const path = chain === undefined || parentId === undefined ? [] : lineageOf(chain, parentId);
  const earlier = path.map((step) => sentIn(step)['DEVICE_KEY']);
  const deviceKey = [...earlier, sent['DEVICE_KEY']].findLast((key) => key !== undefined && key !== '');
  return {
    flow: path[0]?.answers ?? answers,
    step: { answers },
    path: [...path.map((step) => step.answers), answers],
    sent,
    ...(deviceKey === undefined ? {} : { deviceKey }),
  };
}

/** From the first step to this one. */
function lineageOf({ steps }: Chain, stepId: string): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const path: Step[] = [];
  for (let at = byId.get(stepId); at !== undefined; at = byId.get(at.parentId ?? '')) path.unshift(at);
  return path;
}

function sentIn({ request }: Step): Record<string, string> {
  const parsed = parseJsonText(request.body.text);
  const body: JsonObject = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const map = body['AuthParameters'] ?? body['ChallengeResponses'];
  if (map === undefined || !isJsonObject(map)) return {};
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
