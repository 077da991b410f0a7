/** First letters of both parts, as CODE_DELIVERY_DESTINATION shows them: `t***@e***`. */
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}***@${domain.slice(0, 1)}***`;
}

/** A phone number with sign and last four digits kept, as CODE_DELIVERY_DESTINATION shows it: `+*******3210`. */
export function maskPhone(phone: string): string {
  return `+*******${phone.slice(-4)}`;
}
