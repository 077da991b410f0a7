/** Around a text that is said to be there: Swift's `Optional("…")`, Rust's `Some("…")`. */
const SAID = String.raw`(?:Optional\(|Some\()?`;
/** `message: '…'`, `"Message": "…"`, Go's `Message_: "…"`. */
const QUOTED = new RegExp(
  String.raw`\bmessage_?['"]?\s?[:=]\s?${SAID}(['"${'`'}])((?:\\[^\n]|(?!\1)[^\\\n]){1,2000})\1`,
  'i',
);
/** `message=…` up to what closes it or the next member, as Java, Kotlin and NSError print their parts. */
const BARE = /\bmessage=(?!['"`]|Failed since )([^\n{}]{1,2000}?)(?=[)}]|, [A-Za-z_]{1,40}=|$)/im;
/** What Java, Kotlin and Amplify put behind the message: `(Service: …, Status Code: 400, Request ID: …)`. */
const TAIL = /\s*\((?:Service: |Status ?Code: \d{3})[^\n]*$|, Request ID: [0-9a-f-]{36}.*$/;
/** How far around the name it is looked for, characters. */
const NEAR = 6_000;

/**
 * What an error says beside its name: behind it after a colon, a dash or in brackets, among its members on either side, or
 * in front of it as Ruby has it. Empty where it says nothing.
 * @param start where the name begins
 * @param end where it ends
 */
export function messageAround(text: string, start: number, end: number): string {
  const after = text.slice(end, end + NEAR);
  const before = text.slice(Math.max(0, start - NEAR), start);
  const said =
    colonSaid(after, before) ??
    quotedIn(after) ??
    BARE.exec(after)?.[1] ??
    /^\s?[-–]\s([^\n]{1,4000})/.exec(after)?.[1] ??
    quotedIn(before) ??
    // `file.rb:7:in 'main': message (Name)`
    (/^\)/.test(after) ? /: ([^\n]{1,2000}?) \([\w:]{0,200}$/.exec(before)?.[1] : undefined) ??
    '';
  return said.replace(TAIL, '').trim();
}

/** Behind the name's colon, and PHP's `(client):`; not what only opens a list of members. */
function colonSaid(after: string, before: string): string | undefined {
  const said = /^(?: \((?:client|server)\))?['")\]]*:[ \t]*([^\n]{1,4000})/.exec(after)?.[1];
  if (said === undefined || /^[{[]\s*$/.test(said)) return undefined;
  // React Native prints an error in square brackets.
  return /\[(?:[\w.]+\.)?$/.test(before) ? said.replace(/\]$/, '') : said;
}

function quotedIn(text: string): string | undefined {
  const [, quote = '', said] = QUOTED.exec(text) ?? [];
  return said?.replace(/\\([^])/g, (whole, sign: string) => (sign === quote || sign === '\\' ? sign : whole));
}
