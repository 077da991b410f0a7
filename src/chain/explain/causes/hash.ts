import { isAnswer } from '../../sign-in-operations.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';
import type { Evidence } from '../evidence.ts';

const NOT_AUTHORIZED = 'NotAuthorizedException';
const HASH_WRONG = { code: NOT_AUTHORIZED, message: /secret ?hash (for client|does not match)/i };
/** Worded otherwise, by Cognito one day or by an emulator: the request tells all the same. */
const OTHER_WORDS = { code: NOT_AUTHORIZED, unworded: true as const };
const HASH_MISSING = { code: NOT_AUTHORIZED, message: /secret but|SECRET_HASH was not received/i };

const NOT_KEPT = cannotTell('The hash that was sent is not kept here.');

/** What a user may sign in by in place of the canonical name: what was typed, an address, a phone number. */
const isAlias = (name: string, typed: string): boolean =>
  name === typed || name.includes('@') || /^\+?\d{7,}$/.test(name);

const isRefresh = ({ sent }: Evidence): boolean => /^REFRESH_TOKEN/.test(sent.authFlow ?? '');

/** What SECRET_HASH is made over and with (protocol reference 5.8). */
export const hashCauses = [
  {
    id: 'hash-from-alias',
    title: 'SECRET_HASH was made over the alias',
    explains: [HASH_WRONG, OTHER_WORDS],
    test: 'The hash is made anew over the alias and over the canonical name, with the target’s secret, and compared.',
    prior: 0.9,
    check({ hash, canonical, chain, refresh }) {
      if (hash?.sent !== true) return ruledOut('No hash was sent.');
      if (canonical === undefined) return cannotTell('No canonical name came before this step.');
      if (hash.hidden === true) return NOT_KEPT;
      if (hash.over === undefined) return cannotTell('The hash fits none of the names that were tried.');
      if (hash.over === canonical)
        return ruledOut(`The hash was made over ${canonical}, the canonical name.`);
      if (!isAlias(hash.over, chain.username))
        return ruledOut(`The hash was made over ${hash.over}, which is no alias.`);
      const alias = hash.over === chain.username ? `${hash.over}, the name that was typed` : hash.over;
      return found(
        `The hash was made over ${alias}. ${refresh === undefined ? 'The challenge says' : 'The tokens say'} the user is ${canonical}.`,
      );
    },
    fix: (evidence) =>
      isRefresh(evidence)
        ? {
            label: 'Make the hash over the canonical name',
            // A refresh sends no name: what was typed only goes into the hash.
            inputs: { USERNAME: evidence.canonical ?? null },
            compute: ['SECRET_HASH'],
          }
        : { label: 'Send the canonical name and its hash', compute: ['USERNAME', 'SECRET_HASH'] },
  },
  {
    id: 'username-not-canonical',
    title: 'USERNAME is not the canonical name',
    explains: [HASH_WRONG, OTHER_WORDS, { code: NOT_AUTHORIZED, message: /incorrect username or password/i }],
    test: 'USERNAME of the request is compared with USER_ID_FOR_SRP, else USERNAME, of the challenge.',
    prior: 0.5,
    check({ sent, canonical, step }) {
      if (step.parentId === null) return ruledOut('A sign-in may begin with an alias.');
      if (!isAnswer(step.operation)) return ruledOut(`${step.operation} answers no challenge.`);
      const name = sent.answers['USERNAME'];
      if (canonical === undefined) return cannotTell('The challenge named no user.');
      if (name === undefined || name === null) return found('The answer carries no USERNAME.');
      return name === canonical
        ? ruledOut(`USERNAME is ${name}, as the challenge named the user.`)
        : found(`USERNAME is ${name}. The challenge named the user ${canonical}.`);
    },
    fix: () => ({ label: 'Send the canonical name and its hash', compute: ['USERNAME', 'SECRET_HASH'] }),
  },
  {
    id: 'hash-other-name',
    title: 'SECRET_HASH and USERNAME don’t belong together',
    explains: [HASH_WRONG, OTHER_WORDS],
    test: 'The hash is made anew over every name this chain knows, trimmed and in lower case too.',
    prior: 0.6,
    check({ hash, canonical, chain }) {
      if (hash?.sent !== true) return ruledOut('No hash was sent.');
      if (hash.hidden === true) return NOT_KEPT;
      if (hash.over === undefined) return cannotTell(`The hash fits none of ${hash.tried} names.`);
      if (canonical !== undefined && hash.over !== canonical && isAlias(hash.over, chain.username)) {
        return ruledOut('It was made over the alias, which is a cause of its own.');
      }
      return hash.over === hash.wanted
        ? ruledOut(`The hash was made over ${hash.over}, the name of the request.`)
        : found(`The hash was made over ${hash.over}; the request’s name is ${hash.wanted ?? 'none'}.`);
    },
    fix: () => ({ label: 'Compute SECRET_HASH', compute: ['SECRET_HASH'] }),
  },
  {
    id: 'hash-misshapen',
    title: 'What was sent is no SECRET_HASH',
    explains: [HASH_WRONG, OTHER_WORDS],
    test: 'An HMAC-SHA256 has 32 bytes: 44 characters of Base64, the last of them “=”.',
    prior: 0.8,
    advice: 'Store the client secret with the target: the hash is made with it.',
    check({ hash }) {
      if (hash?.sent !== true) return ruledOut('No hash was sent.');
      if (hash.hidden === true) return NOT_KEPT;
      return hash.misshapen === true
        ? found('It is not the Base64 of 32 bytes, so no secret and no name can make it.')
        : ruledOut('It is the Base64 of 32 bytes.');
    },
    fix: ({ hash }) =>
      hash?.secretKnown === true ? { label: 'Compute SECRET_HASH', compute: ['SECRET_HASH'] } : undefined,
  },
  {
    id: 'hash-other-secret',
    title: 'Another client secret made the hash',
    explains: [HASH_WRONG],
    test: 'With the target’s secret no name of this chain gives the hash that was sent.',
    prior: 0.7,
    advice: 'Check the client secret of the target.',
    check({ hash, sandbox }) {
      if (hash?.sent !== true) return ruledOut('No hash was sent.');
      if (hash.hidden === true) return NOT_KEPT;
      if (hash.misshapen === true) return ruledOut('No secret makes such a value: it is not 32 bytes.');
      if (!hash.secretKnown) return cannotTell('The target has no client secret to compare with.');
      if (hash.over === undefined) {
        const names = hash.tried === 1 ? 'the one name' : `none of ${hash.tried} names`;
        const gives = hash.tried === 1 ? 'does not give' : 'gives';
        return found(`With the target’s secret ${names} ${gives} this hash.`);
      }
      if (hash.over !== hash.wanted) return ruledOut(`The target’s secret made it, over ${hash.over}.`);
      const none = sandbox?.clientHasSecret === false ? 'The client has no secret.' : undefined;
      return none === undefined
        ? found(
            'Name, secret and client id fit, and it was refused: the client’s secret is another one by now.',
          )
        : found('Name and secret fit, and it was refused.', none);
    },
    fix: ({ hash }) =>
      hash?.over === undefined && hash?.secretKnown === true
        ? { label: 'Compute SECRET_HASH', compute: ['SECRET_HASH', 'USERNAME'] }
        : undefined,
  },
  {
    id: 'hash-left-out',
    title: 'SECRET_HASH was left out',
    explains: [HASH_MISSING],
    test: 'The request is looked through for SECRET_HASH, and the target for a secret.',
    prior: 0.8,
    check({ hash, sent }) {
      if (hash?.sent === true) return ruledOut('The request carries a SECRET_HASH.');
      return sent.targetHasSecret
        ? found('The target has a client secret, and the request carries no SECRET_HASH.')
        : ruledOut('There is nothing to make a hash with: the target has no client secret.');
    },
    fix: () => ({ label: 'Send SECRET_HASH', compute: ['SECRET_HASH'] }),
  },
  {
    id: 'no-client-secret',
    title: 'The target has no client secret',
    explains: [HASH_MISSING],
    test: 'The target is looked up for a client secret.',
    prior: 0.9,
    advice: 'Store the client secret with the target.',
    check: ({ sent }) =>
      sent.targetHasSecret
        ? ruledOut('The target has a client secret.')
        : found('This app client wants SECRET_HASH, and no client secret is stored with the target.'),
  },
  {
    id: 'client-changed',
    title: 'ClientId is not the target’s',
    explains: [
      HASH_WRONG,
      OTHER_WORDS,
      { code: 'ResourceNotFoundException', unworded: true },
      { code: 'ResourceNotFoundException', message: /client/i },
      { code: NOT_AUTHORIZED, message: /^invalid session for the user\.?$/i },
    ],
    test: 'ClientId of the request is compared with the target’s.',
    prior: 0.3,
    check({ sent, step }) {
      // Most operations of administrators have no such member.
      if (sent.clientId === undefined && !step.overridden.includes('ClientId'))
        return ruledOut('The request names no app client.');
      return sent.clientId === sent.targetClientId
        ? ruledOut('ClientId is the target’s.')
        : found(`ClientId is ${sent.clientId ?? 'missing'}; the target’s is ${sent.targetClientId}.`);
    },
    fix: () => ({ label: 'Send the target’s ClientId', compute: ['ClientId'] }),
  },
] as const satisfies readonly Cause[];
