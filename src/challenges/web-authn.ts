import { CEREMONY_KEYS, ceremonyFields } from '../form/passkey-fields.ts';
import { credentialField } from './fields.ts';
import { isJsonObject } from '../json.ts';
import { followedByTokens } from './followed-by-tokens.ts';
import { only, supplied } from './inputs.ts';
import { objectIn, shortened } from './parameters.ts';
import type { Asked, ChallengeSpec } from './spec.ts';

function optionsInWords({ parameters }: Asked): string {
  const options = objectIn(parameters, 'CREDENTIAL_REQUEST_OPTIONS');
  if (options === undefined) return 'CREDENTIAL_REQUEST_OPTIONS could not be read as JSON; see the response.';
  const credentials = Array.isArray(options['allowCredentials']) ? options['allowCredentials'].length : 0;
  const facts = ['rpId', 'challenge', 'userVerification'].flatMap((key) => {
    const value = options[key];
    return typeof value === 'string' ? [`${key} ${shortened(value)}`] : [];
  });
  return `Sign these options with the passkey: ${[...facts, `${credentials} allowed credentials`].join(', ')}.`;
}

/** What the options say, where they can be read. */
function readOptions({ parameters }: Asked) {
  const options = objectIn(parameters, 'CREDENTIAL_REQUEST_OPTIONS');
  const text = (key: string) => (typeof options?.[key] === 'string' ? options[key] : undefined);
  const listed = options?.['allowCredentials'];
  const allowed = (Array.isArray(listed) ? listed : []).flatMap((entry) =>
    isJsonObject(entry) && typeof entry['id'] === 'string' ? [entry['id']] : [],
  );
  return { rpId: text('rpId'), challenge: text('challenge'), allowed };
}

export const webAuthn: ChallengeSpec = {
  name: 'WEB_AUTHN',
  title: 'Passkey',
  help:
    'Cognito wants a passkey’s signature over CREDENTIAL_REQUEST_OPTIONS. A passkey whose private key is known signs ' +
    'here; of any other, paste the authentication response as JSON (id, rawId, type, response with clientDataJSON, ' +
    'authenticatorData, signature), binary parts in base64url.',
  fields(asked) {
    const { rpId, challenge, allowed } = readOptions(asked);
    return [
      {
        ...credentialField,
        computedFrom: 'PASSKEY',
        help: `${optionsInWords(asked)} Leave it empty to have it signed with the passkey.`,
      },
      {
        key: 'PASSKEY',
        label: 'Passkey',
        kind: 'secret',
        required: false,
        remember: 'PASSKEY',
        thing: 'passkey',
        ...(allowed.length === 0 ? {} : { allowed }),
        placeholder: '{"id":"…","privateKey":"…","rpId":"…","userHandle":"…"}',
        help: 'JSON with id, privateKey (PKCS #8 or JWK), rpId and userHandle. Never sent: the credential is signed with it.',
      },
      ...ceremonyFields({ type: 'webauthn.get', rpId, challenge }),
    ];
  },
  freeKeys: false,
  computed: [{ key: 'CREDENTIAL', from: 'the passkey and the options, when no response is pasted' }],
  respond({ asked, inputs }, tools) {
    const passkey = supplied(inputs, 'PASSKEY');
    if (supplied(inputs, 'CREDENTIAL') !== undefined || passkey === undefined)
      return only(inputs, 'CREDENTIAL');
    const options = supplied(asked.parameters, 'CREDENTIAL_REQUEST_OPTIONS') ?? '';
    return { CREDENTIAL: tools.credential({ passkey, options, bends: only(inputs, ...CEREMONY_KEYS) }) };
  },
  next: ['TOKENS'],
  stage: 'first',
  userNeeds: 'passkey',
  follows: followedByTokens,
  answerable: true,
  helpers: [],
  example: {
    asked: {
      parameters: {
        CREDENTIAL_REQUEST_OPTIONS:
          '{"challenge":"dGVzdA","timeout":180000,"rpId":"auth.example.com","allowCredentials":[{"type":"public-key","id":"Y3JlZA","transports":["internal"]}],"userVerification":"preferred"}',
      },
      available: ['WEB_AUTHN', 'PASSWORD'],
    },
    inputs: { CREDENTIAL: '{"id":"Y3JlZA","type":"public-key"}' },
    responses: { CREDENTIAL: '{"id":"Y3JlZA","type":"public-key"}' },
  },
};
