import { isAdmins as isAdminsOperation, isAnswer as answersChallenge } from '../chain/sign-in-operations.ts';
import { answeredAs } from '../chain/answered.ts';
import type { Tools } from '../form/form.ts';
import type { Place } from './fault.ts';

/** The same text with one character changed for another of its kind, so that only its value is wrong. */
export function flipped(text: string, at = Math.floor(text.length / 2)): string {
  const now = text.charAt(at);
  const other = /\d/.test(now) ? String((Number(now) + 1) % 10) : now === 'A' ? 'B' : 'A';
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** A code whose number is one off. */
export function offByOne(code: string): string {
  return flipped(code, code.length - 1);
}

/** `Tue Sep 8 …` as `Tue Sep 08 …`; a day of two digits gets a third. */
export function paddedDay(timestamp: string): string {
  return timestamp.replace(/^(\w+ \w+ )(\d+)/, '$10$2');
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export function wrongWeekday(timestamp: string): string {
  const next = WEEKDAYS[(WEEKDAYS.indexOf(timestamp.slice(0, 3)) + 1) % WEEKDAYS.length] ?? 'Sun';
  return next + timestamp.slice(3);
}

/** A TIMESTAMP moved by a time; signed and sent alike. */
export function moved(timestamp: string, ms: number): string {
  const [, month, day, time, , year] = timestamp.split(' ');
  const at = new Date(Date.parse(`${day} ${month} ${year} ${time} GMT`) + ms);
  const [weekday = '', date = '', monthThen = '', yearThen = '', timeThen = ''] = at.toUTCString().split(' ');
  return `${weekday.slice(0, 3)} ${monthThen} ${Number(date)} ${timeThen} UTC ${yearThen}`;
}

/** Tools whose TIMESTAMP is another; what is signed is what is sent. */
export function withTimestamp(change: (timestamp: string) => string): (tools: Tools) => Tools {
  return (tools) => ({ ...tools, timestamp: () => change(tools.timestamp()) });
}

export function isAnswer(place: Place): boolean {
  return answersChallenge(place.operation);
}

/** Whether the request is an administrator's: signed, and with the pool's id. */
export function isAdmins(place: Place): boolean {
  return isAdminsOperation(place.operation);
}

/** Whether an accepted answer leaves the user another than before, with no way back. */
export function changesUser(place: Place): boolean {
  return !place.sandbox && answeredAs(place.name).changesUser === true;
}

/** For faults that are meant to be accepted, or come after an accepted answer. */
export function acceptable(place: Place): boolean | string {
  if (!place.complete) return 'Needs the right code, which only the user has: Cognito sent it to them.';
  return changesUser(place) ? 'Would change the user for good. Run it on the sandbox.' : true;
}
