import type { HeaderList } from '../chain/event.ts';
import type { JsonObject, JsonValue } from '../json.ts';

/** What a step came to, as checks look at it: as it travelled, so nothing of it leaves without being hidden first. */
export interface Seen {
  readonly came: 'challenge' | 'tokens' | 'done' | 'error' | 'failure';
  /** The challenge’s, exception’s or failure’s name; `TOKENS` and `DONE` else. */
  readonly name: string;
  /** Of an exception or a failure. */
  readonly message: string;
  /** Absent where no answer came. */
  readonly status?: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly available: readonly string[];
  readonly sessionSent?: string;
  readonly sessionCame?: string;
  /** Claims of the tokens that came, by kind. */
  readonly claims: { readonly id?: JsonObject; readonly access?: JsonObject };
  readonly body: JsonValue | undefined;
  /** The body as text. */
  readonly text: string;
  readonly headers: HeaderList;
  /** The service’s time, milliseconds. */
  readonly ms: number;
}
