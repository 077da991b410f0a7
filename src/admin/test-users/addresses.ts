/**
 * As the service takes them: a phone number is a plus sign and digits alone, country code first.
 * Source: Working with user attributes, AWS's Developer Guide; E.164 has 15 digits at most.
 */
const FORMATS = {
  email: { is: /^[^\s@]+@[^\s@]+$/, says: 'is no email address, such as ann@example.com.' },
  phone_number: {
    is: /^\+\d{2,15}$/,
    says: 'is no phone number: a plus sign, the country code and digits, 15 at most, such as +447700900123.',
  },
} as const;
export type AddressName = keyof typeof FORMATS;
const NAMES = ['email', 'phone_number'] as const satisfies readonly AddressName[];

const MOST_SHOWN = 60;

/** Whether a text is an address of this kind, as a pool whose names are such takes it for a name. */
export function isAddress(name: string, text: string): boolean {
  return NAMES.some((each) => each === name && FORMATS[each].is.test(text));
}

/** Addresses of a user that the service would refuse, by their attribute, each with the reason. */
export function badAddresses(
  attributes: Readonly<Record<string, string>>,
): readonly { readonly name: AddressName; readonly detail: string }[] {
  return NAMES.flatMap((name) => {
    const value = attributes[name];
    if (value === undefined || isAddress(name, value)) return [];
    const shown = value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
    return [{ name, detail: `“${shown}” ${FORMATS[name].says}` }];
  });
}
