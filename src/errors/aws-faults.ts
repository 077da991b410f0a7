import { ownError } from './entry.ts';

/** What goes wrong before a signed call is sent, on this computer. */
export const awsFaults = [
  ownError({
    code: 'AWS_CREDENTIALS',
    meaning: 'This call has to be signed, and no AWS credentials were found for it. Nothing was sent.',
    causes: [
      'The target names no profile, and neither variables nor a default profile give credentials.',
      'The profile is there and gives none: its keys are missing, or what it refers to is.',
      'The credentials that were found have ended.',
    ],
    tries: [
      'Choose the profile at the target, as `aws configure list-profiles` names it.',
      'Try `aws sts get-caller-identity --profile NAME`: it has to work there, too.',
    ],
    provoke: 'Call ListUsers on a target in AWS without any profile.',
  }),
  ownError({
    code: 'AWS_PROFILE_UNKNOWN',
    meaning: 'AWS’s config files have no profile of this name. Nothing was sent.',
    causes: [
      'The name is written otherwise there, or the profile was renamed or removed.',
      'The files are elsewhere: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say where they are read.',
    ],
    tries: [
      'Choose another profile at the target; the list is read anew each time.',
      'List them with `aws configure list-profiles`.',
    ],
    provoke: 'Type a profile at a target that isn’t there, and call ListUsers.',
  }),
  ownError({
    code: 'AWS_PROFILE_INCOMPLETE',
    meaning: 'The profile is there and lacks something that its kind needs. Nothing was sent.',
    causes: [
      'It refers to a profile or an sso-session that isn’t in the files.',
      'A line that its kind needs is missing: half a key pair, a role without its source.',
      'Roles refer to each other in a circle.',
    ],
    tries: ['Mend the profile in AWS’s config file, as the detail says.'],
    provoke: 'Give a profile a role_arn and a source_profile that doesn’t exist.',
  }),
  ownError({
    code: 'AWS_SSO_EXPIRED',
    meaning: 'The sign-in that this profile’s credentials come from has ended. Nothing was sent.',
    causes: [
      'Nobody signed in on this computer yet, or the session reached its end.',
      'An administrator ended it.',
    ],
    tries: ['Sign in again with the command in the detail, then send again.'],
    provoke: 'Call ListUsers with an SSO profile before `aws sso login`.',
  }),
  ownError({
    code: 'AWS_SSO_REFUSED',
    meaning: 'The sign-in is good, and doesn’t give the role that the profile names. Nothing was sent.',
    causes: [
      'The role or the account isn’t assigned to you any more.',
      'sso_account_id or sso_role_name is misspelt.',
    ],
    tries: ['Compare the profile with what the access portal lists for you.'],
    provoke: 'Give an SSO profile a role that you don’t have.',
  }),
  ownError({
    code: 'AWS_MFA_NEEDED',
    meaning: 'The profile’s role wants an MFA code, and none was given. Nothing was sent.',
    causes: ['The question was dismissed.', 'Nobody sat at the terminal that could have been asked.'],
    tries: ['Send again and type the code that the device shows.'],
    provoke: 'Dismiss the question for the code.',
  }),
  ownError({
    code: 'AWS_MFA_WRONG',
    meaning: 'AWS refused the MFA code. Nothing was sent.',
    causes: [
      'It was mistyped, or its 30 seconds were over.',
      'It was used before: AWS takes each code once.',
      'mfa_serial names another device, or one of another user.',
    ],
    tries: [
      'Wait for the next code, then send again.',
      'Compare mfa_serial with the device in IAM under “Security credentials”.',
    ],
    provoke: 'Type a wrong code three times.',
  }),
  ownError({
    code: 'AWS_ASSUME_ROLE',
    meaning:
      'The role of the profile can’t be assumed with the credentials it starts from. Nothing was sent.',
    causes: [
      'The role’s trust policy doesn’t name you, or wants an external ID or MFA.',
      'The credentials of source_profile are wrong or have ended.',
    ],
    tries: [
      'Read what AWS says in the detail; it names the action that is lacking.',
      'Try `aws sts get-caller-identity` with the source profile.',
    ],
    provoke: 'Use a profile whose role trusts somebody else.',
  }),
  ownError({
    code: 'AWS_PROCESS',
    meaning: 'The program that the profile’s credential_process names gave no credentials. Nothing was sent.',
    causes: [
      'It could not be run, or ended with an error.',
      'What it printed isn’t what AWS’s tools take: JSON with Version 1, AccessKeyId and SecretAccessKey.',
    ],
    tries: ['Run the command of credential_process in a terminal and mend what it says.'],
    provoke: 'Set credential_process to a program that isn’t there.',
  }),
  ownError({
    code: 'AWS_WEB_IDENTITY',
    meaning: 'The web identity token gave no credentials. Nothing was sent.',
    causes: [
      'The token’s file is missing, or the token has ended.',
      'The role doesn’t trust the identity provider that signed it.',
    ],
    tries: ['Look whether web_identity_token_file or AWS_WEB_IDENTITY_TOKEN_FILE names a fresh token.'],
    provoke: 'Set AWS_WEB_IDENTITY_TOKEN_FILE to a file that isn’t there.',
  }),
  ownError({
    code: 'AWS_CONTAINER',
    meaning: 'The container’s or instance’s own endpoint gave no credentials. Nothing was sent.',
    causes: [
      'Nothing listens there, or it has no role to give.',
      'The token of AWS_CONTAINER_AUTHORIZATION_TOKEN isn’t the right one.',
    ],
    tries: ['Look at AWS_CONTAINER_CREDENTIALS_FULL_URI, or choose a profile at the target.'],
    provoke: 'Set AWS_CONTAINER_CREDENTIALS_FULL_URI to a port where nothing listens.',
  }),
  ownError({
    code: 'AWS_UNREACHED',
    meaning: 'AWS’s service that gives the credentials could not be reached. Nothing was sent.',
    causes: ['There is no network, or a proxy is in the way.', 'The region or an AWS_ENDPOINT_URL is wrong.'],
    tries: ['Try `aws sts get-caller-identity` in a terminal: it has to reach it, too.'],
    provoke: 'Set AWS_ENDPOINT_URL_STS to a port where nothing listens, and use a profile with a role.',
  }),
  ownError({
    code: 'AWS_ASK_UNKNOWN',
    meaning: 'Nobody waits for this MFA code any more.',
    causes: ['It was answered elsewhere, or the credentials were let go meanwhile.'],
    tries: ['Send again: the code is asked for anew.'],
    provoke: 'Answer a question for a code twice.',
  }),
  ownError({
    code: 'ASK_STOPPED',
    meaning: 'What was asked of the service was stopped before it was answered.',
    causes: ['Somebody stopped it, or left the view.'],
    tries: ['Ask again.'],
    provoke: 'Stop a list of users while it loads.',
  }),
] as const;
