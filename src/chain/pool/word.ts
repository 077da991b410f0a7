import type { JsonObject } from '../../json.ts';

/** What words are about, in the order in which a sign-in meets it. */
export const wordTopics = [
  'How it begins',
  'First factor',
  'Second factor',
  'Devices',
  'User names',
  'Session',
  'Triggers',
  'Tokens',
  'Client secret',
  'Protection',
] as const;
export type WordTopic = (typeof wordTopics)[number];

/** One thing of pool or app client that shapes the chain, said in words. */
export interface PoolWord {
  /** Of the rule that says it: the same for every pool. */
  readonly id: string;
  readonly about: WordTopic;
  readonly says: string;
  /** Members it was read from: `UserPool.MfaConfiguration`, `UserPoolClient.ExplicitAuthFlows` … */
  readonly from: readonly string[];
  /** Something that surprises, or fails a sign-in. */
  readonly watch: boolean;
}

/** What the words are read from, as the service described it. */
export interface PoolRead {
  /** `UserPoolType`. */
  readonly pool: JsonObject;
  /** GetUserPoolMfaConfig's answer. */
  readonly mfa?: JsonObject | undefined;
  /** `UserPoolClientType`; absent where no app client is looked at, or none could be read. */
  readonly client?: JsonObject | undefined;
  readonly secrets?: readonly ClientSecretNote[] | undefined;
}

/** A live secret of an app client: never its value. */
export interface ClientSecretNote {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly createdAt?: number;
}

/** What a rule finds. */
export interface Said {
  readonly says: string;
  readonly watch?: boolean;
}

export interface PoolRule {
  readonly id: string;
  readonly about: WordTopic;
  readonly from: readonly string[];
  /** Undefined where there is nothing to say. */
  read(read: PoolRead): Said | undefined;
}
