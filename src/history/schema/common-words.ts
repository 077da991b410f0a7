/**
 * Words that stand in nearly every chain: AWS's names, and what its messages say. Looking for the beginning of a word
 * reads all there is of every word that begins so; of these that would be a million rows. So the local file writes them
 * with a sign in front, and a beginning is looked for among the others, and in these one by one, whole.
 *
 * Words may be added: what was written before without the sign is found all the same. None may be taken away.
 */
const COMMON: readonly string[] = `
  __type a access access_token accessdeniedexception accesstoken account admin_no_srp_auth
  admin_user_password_auth administrator after again aliasexistsexception allowed already amazonaws
  analyticsmetadata and answer associatesoftwaretoken attempt attempts auth authenticationresult authflow
  authparameters availablechallenges be bearer been block but called callenges can cannot captcha challengename
  challengeparameters challengeresponses client clientid clientmetadata clientsecret code
  code_delivery_delivery_medium code_delivery_destination codedeliveryfailureexception codemismatchexception
  cognito-idp com combination completewebauthnregistration concurrentmodificationexception configuration
  configured confirmdevice confirmed conform constraint credential credential_request_options credentialid current
  custom custom_auth custom_challenge deletewebauthncredential detected device device_key device_password_verifier
  device_srp_auth devicegroupkey devicekey devicekeyexistsexception devicename devicerememberedstatus
  devicesecretverifierconfig disabled does done due email email_otp email_otp_code enabled
  enablesoftwaretokenmfaexception encodeddata error exceeded exist exists expired expiredcodeexception expiresin
  failed featureunavailableintierexception flow for forbiddenexception forgetdevice found friendly_device_name
  friendlydevicename function generate gettokensfromrefreshtoken getuser globalsignout has hash https idtoken in
  incorrect initiate initiateauth internalerrorexception invalid invalidemailroleaccesspolicyexception
  invalidlambdaresponseexception invalidparameterexception invalidpasswordexception invalidsignatureexception
  invalidsmsroleaccesspolicyexception invalidsmsroletrustrelationshipexception
  invaliduserpoolconfigurationexception invocation invoking is lambda limit limitexceededexception many match
  message method mfa mfa_setup mfamethodnotfoundexception mfas_can_choose mfas_can_setup mismatch missing
  missingauthenticationtokenexception modify must name new_password new_password_required newdevicemetadata not
  notauthorizedexception null of once only operationnotenabledexception or output parameter password
  password_claim_secret_block password_claim_signature password_srp password_verifier
  passwordhistorypolicyviolationexception passwordresetrequiredexception passwordverifier please policy pool
  preferred_challenge provided rate reason received refresh refresh_token refresh_token_auth refreshtoken
  refreshtokenreuseexception request requests required requiredattributes reset resourcenotfoundexception
  respondtoauthchallenge revokeassociatedsessions revoked revoketoken salt satisfy secret secret_block secret_hash
  secretcode secrethash select_challenge select_mfa_type serializationexception session sms sms_mfa sms_mfa_code
  sms_otp sms_otp_code socket software software_token_mfa software_token_mfa_code
  softwaretokenmfanotfoundexception some srp_a srp_b startwebauthnregistration state status supported temporary
  text the this throttlingexception time timeout timestamp to token tokens tokentype too
  toomanyfailedattemptsexception toomanyrequestsexception trigger try unable unauthorizedexception
  unexpectedlambdaexception unknownoperationexception unrecognizable unrecognizedclientexception
  unsupportedoperationexception unsupportedtokentypeexception updatedevicestatus used user user_auth
  user_id_for_srp user_password_auth user_srp_auth userattributes usercode usercontextdata
  userlambdavalidationexception username usernameexistsexception usernotconfirmedexception usernotfoundexception
  userpool userpooladdonnotenabledexception validation value verification verify verifysoftwaretoken waf was
  web_authn webauthnchallengenotfoundexception webauthnclientmismatchexception
  webauthnconfigurationmissingexception webauthncredentialnotsupportedexception webauthnnotenabledexception
  webauthnoriginnotallowedexception webauthnrelyingpartymismatchexception while with your
`
  .trim()
  .split(/\s+/);

/** In no word that `wordsIn` gives. */
const SIGN = '§';
const common = new Set(COMMON);

/** Words as the local file writes them. */
export function writtenWords(words: readonly string[]): string {
  return words.map((word) => (common.has(word) ? `${SIGN}${word}` : word)).join(' ');
}

/** What FTS5 is asked for a word, or for all that begin so. */
export function matchWord(word: string, prefix: boolean): string {
  if (!prefix) return `("${word}" OR "${SIGN}${word}")`;
  const begun = COMMON.filter((one) => one.startsWith(word)).map((one) => ` OR "${SIGN}${one}"`);
  return `("${word}" *${begun.join('')})`;
}
