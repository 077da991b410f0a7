/** Why a keychain did not do what it was asked, and what to do about it, from whatever it threw. */
export function keychainTrouble(error: unknown): { readonly detail: string; readonly remedy: string } {
  const text = error instanceof Error ? error.message : String(error);
  if (
    /transport|D-?Bus|org\.freedesktop\.secrets|ServiceUnknown|Could not connect|Connection refused/i.test(
      text,
    )
  ) {
    return {
      detail: 'No Secret Service answers on this computer.',
      remedy:
        'Start a keyring (gnome-keyring or KWallet with its Secret Service) in this desktop session, then try again.',
    };
  }
  if (/locked|did not answer|cancel/i.test(text)) {
    return { detail: 'The keychain is locked or did not answer.', remedy: 'Unlock it, then try again.' };
  }
  return {
    detail: `The keychain can't be used: ${text}`,
    remedy: 'Check that the system keychain works for other apps, then try again.',
  };
}
