import { benchFaults } from './bench-faults.ts';
import { ownError } from './entry.ts';
import { historyFaults } from './history-faults.ts';
import { sandboxFaults } from './sandbox-faults.ts';
import { sendingFaults } from './sending-faults.ts';

const gone = {
  causes: ['It was removed, here or in another window, after the page was drawn.'],
  provoke: 'Remove it while its page is open, then use the page.',
};

/** Requests the host can't carry out, and things it needs and lacks. Nothing is sent to Cognito in these cases. */
export const hostFaults = [
  ...benchFaults,
  ...sendingFaults,
  ...sandboxFaults,
  ...historyFaults,
  ownError({
    code: 'FILE_NOT_SAVED',
    meaning: 'The file could not be written to the chosen place.',
    causes: ['The folder may not be written to, the disk is full, or it went away meanwhile.'],
    tries: ['Choose another place.'],
    provoke: 'Export a picture into a folder that is read-only.',
  }),
  ownError({
    code: 'LINK_REFUSED',
    meaning: 'This address is not opened from here.',
    causes: ['It is not https, has a name or password in it, or is no whole address.'],
    tries: ['Copy it, and open it yourself where you trust it.'],
    provoke: 'Ask the host to open file:///etc/passwd.',
  }),
  ownError({
    code: 'LINK_NOT_OPENED',
    meaning: 'The address could not be opened outside.',
    causes: ['The system knows no browser, or does not let programs start it.'],
    tries: ['Copy it, and open it yourself.'],
    provoke: 'Open a ticket’s link on a system without a browser.',
  }),
  ownError({
    code: 'FILE_NOT_PNG',
    meaning: 'What was to be saved as a PNG picture is none.',
    causes: ['The page could not paint the picture: it is too large for the graphics in use.'],
    tries: ['Export it as SVG, or at its plain size.'],
    provoke: 'Ask the host to save another kind of data as PNG.',
  }),
  ownError({
    code: 'THING_UNKNOWN',
    meaning: 'This TOTP seed, device or passkey is not in the vault any more.',
    causes: ['It was removed, or the sandbox it was set up with went back to its seed.'],
    tries: ['Choose another.', 'Add it again.'],
    provoke: 'Remove a passkey, then sign in with it.',
  }),
  ownError({
    code: 'REVEAL_REFUSED',
    meaning: 'This secret is never shown in the window.',
    causes: ['It is the private key of a passkey: the window has no use for it, and who has it is the user.'],
    tries: ['Copy it: it goes to the clipboard past the window, and is cleared there after 60 s.'],
    provoke: 'Ask the host to reveal a passkey.',
  }),
  ownError({
    code: 'TOKEN_MISSING',
    meaning: 'This sign-in brought no such token.',
    causes: ['A refresh without rotation brings no new refresh token.'],
    tries: ['Use the refresh token of the sign-in.'],
    provoke: 'Copy the refresh token of a refreshed set.',
  }),
  ownError({
    code: 'VAULT_UNAVAILABLE',
    meaning: 'There is no usable keychain, so nothing secret was stored.',
    causes: ['No keychain runs in this session, it is locked, or access was denied.'],
    tries: [
      'Unlock or start the keychain, then try again.',
      'In the window, choose to keep secrets in memory for this run; in the terminal, give them with the command.',
    ],
    provoke: 'Start the console without a session bus.',
  }),
  ownError({
    code: 'STORED_FILE_NEWER',
    meaning: 'A stored file was written by a newer version of the console and is left untouched.',
    causes: ['An older version was installed over a newer one.'],
    tries: ['Use the newer version again, or move the file away.'],
    provoke: 'Raise the version inside targets.json.',
  }),
  ownError({
    code: 'FLOW_UNKNOWN',
    meaning: 'No flow that can be started here has this name.',
    causes: ['The name is misspelled, or the flow is for administrators only.'],
    tries: ['Choose a flow from the list.'],
    provoke: 'Start a chain with flow NOTHING.',
  }),
  ownError({
    code: 'FIX_UNKNOWN',
    meaning: 'What was to be mended is not the cause any more.',
    causes: ['Time passed, or the chain went on, since the causes were shown.'],
    tries: ['Look at the causes again.'],
    provoke: 'Keep the causes of a step on screen until its Session has expired, then fix it.',
  }),
  ownError({
    code: 'LENS_PASSWORD_NEEDED',
    meaning: 'The secret values of an SRP exchange follow from the password, which is not known here.',
    causes: ['The password was never typed into this console.'],
    tries: ['Type the password into the SRP tab: it is computed with, and not kept.'],
    provoke: 'Reveal x of an exchange whose password was left empty.',
  }),
  ownError({
    code: 'INPUT_INVALID',
    meaning: 'A value is not of the form this action takes.',
    causes: ['It is too long, or of the wrong type.'],
    tries: ['Correct the value that is named.'],
    provoke: 'Save a target with a session life of 60 minutes.',
  }),
  ownError({
    code: 'INTERNAL',
    sessionAfter: 'unknown',
    meaning: 'Something went wrong inside the console.',
    causes: ['A mistake in the console itself.'],
    tries: ['Try again.', 'If it stays, restart the console and report it.'],
    provoke: 'Not on purpose.',
  }),
  ownError({
    code: 'RUN_UNDER_WAY',
    meaning: 'This chain is being stepped on already.',
    causes: ['A run or a replay of it has not ended yet.'],
    tries: ['Stop it, or wait until it has ended.'],
    provoke: 'Run a chain to its end, and again before it got there.',
  }),
  ownError({
    code: 'RUN_STOPPED',
    meaning: 'The run was stopped before this request was sent.',
    causes: ['Stop was pressed while the request was held back or made ready.'],
    tries: ['Run it again.'],
    provoke: 'Switch on Pause before sending, run a chain, and stop it where a request is held.',
  }),
  ownError({
    code: 'TRY_UNDER_WAY',
    meaning: 'A page of the reference is being tried already.',
    causes: ['One sign-in at a time shows a page: its fault rule would meet the other one.'],
    tries: ['Stop it on its page, or wait until it has ended.'],
    provoke: 'Try a page on the sandbox, and another before it got there.',
  }),
  ownError({
    code: 'FORK_IMPOSSIBLE',
    meaning: 'There is nothing to answer once more at this step.',
    causes: ['It is an operation beside the sign-in, it is still under way, or it was not composed here.'],
    tries: ['Select a step that answered a challenge or began the sign-in.'],
    provoke: 'Fork at a step while it is being sent.',
  }),
  ownError({
    code: 'TRY_IMPOSSIBLE',
    meaning: 'The sandbox could not show what the page explains.',
    causes: ['The seed has no user for it, or users were changed since.', 'It can’t be brought about here.'],
    tries: ['Reset the sandbox to its seed, and try again.'],
    provoke: 'Load a seed with one user, then try a challenge which that user never meets.',
  }),
  ownError({
    code: 'CHAIN_UNKNOWN',
    meaning: 'This chain is not there any more.',
    tries: ['Look for it in the history.', 'Start a new one.'],
    ...gone,
  }),
  ownError({
    code: 'CHAIN_READ_ONLY',
    meaning: 'This chain was imported: it is shown as it came.',
    causes: ['It was answered, or run on, before it was adopted.'],
    tries: ['Adopt it, where its last Session still lives.', 'Reproduce it on a target.'],
    provoke: 'Answer an imported chain.',
  }),
  ownError({
    code: 'STEP_UNKNOWN',
    meaning: 'This step is not part of the chain.',
    tries: ['Select a step of the chain as it is now.'],
    ...gone,
  }),
  ownError({
    code: 'TARGET_UNKNOWN',
    meaning: 'There is no such target, or not any more.',
    tries: ['Choose one of those there are, or add it in the window, under Targets.'],
    ...gone,
  }),
  ownError({
    code: 'TOKENS_UNKNOWN',
    meaning: 'These tokens are not in the vault any more.',
    tries: ['Sign in again.'],
    ...gone,
  }),
  ownError({
    code: 'SECRET_UNKNOWN',
    meaning: 'There is no value at this place any more.',
    tries: ['Select the step again.'],
    ...gone,
  }),
] as const;
