/** A phone number with sign and last four digits kept, as CODE_DELIVERY_DESTINATION shows it: `+*******3210`. */
export function maskPhone(phone: string): string {
  return `+*******${phone.slice(-4)}`;
}
