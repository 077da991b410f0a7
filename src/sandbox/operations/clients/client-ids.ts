import { randomText, type Random } from '../../random.ts';

/** Small letters and digits, as the service makes ids and secrets of app clients. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';
const SECRET_LENGTH = 51;
const ID_LENGTH = 26;

export function newSecret(random: Random): string {
  return randomText(random, LETTERS, SECRET_LENGTH);
}

export function newClientId(random: Random): string {
  return randomText(random, LETTERS, ID_LENGTH);
}
