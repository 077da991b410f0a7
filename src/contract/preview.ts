import type { Fault } from '../form/form.ts';
import type { JsonObject } from '../json.ts';

/** One rule that the request breaks. It warns; nothing is blocked. */
export type Warning = Fault;

export interface ComputedValue {
  /** RFC 6901 pointer into the request body. */
  readonly pointer: string;
  readonly key: string;
  /** Masked where secret. */
  readonly value: string;
  readonly secret: boolean;
  /** Where it comes from, one short line. */
  readonly from: string;
  /** True when the person replaced, removed or froze it. */
  readonly overridden: boolean;
  /** What a passkey's credential says, decoded; never its signature. */
  readonly credential?: JsonObject;
  /** Kept since then, epoch milliseconds; `value` is then the one that is kept. */
  readonly frozenSince?: number;
}

/** One header line of a request, in the order of the wire. */
export interface PreviewHeader {
  readonly name: string;
  /** Masked where it carries credentials. */
  readonly value: string;
  /** `transport`: framing, written last and never changed. `signature`: made when the request goes. */
  readonly by: 'computed' | 'frozen' | 'typed' | 'transport' | 'signature';
}

/** Where a request differs from what is computed from the fields alone. */
export interface RequestDifference {
  /** RFC 6901 pointer into the body; empty for the whole of it. Either this or `header`. */
  readonly pointer?: string;
  readonly header?: string;
  readonly kind: 'changed' | 'added' | 'removed';
  /** What would stand there, masked where secret; absent for what was added. */
  readonly computed?: string;
}

export interface Preview {
  readonly operation: string;
  readonly url: string;
  /** The request body as it would go, pretty-printed, secrets masked. */
  readonly body: JsonObject;
  /** Pointers of the masked values: left as they are they stand for the real ones. */
  readonly masked: readonly string[];
  readonly computed: readonly ComputedValue[];
  /** The headers that are computed, whatever was made of them; pointers are `header:NAME`. */
  readonly computedHeaders: readonly ComputedValue[];
  readonly warnings: readonly Warning[];
  /** Present when something needed could not be computed; sending is still possible without it. */
  readonly faults: readonly Fault[];
  /** Present when it is signed as it goes: with whose credentials, in words. Never a key. */
  readonly signedWith?: string;
  /** `POST / HTTP/1.1`. */
  readonly requestLine: string;
  readonly headers: readonly PreviewHeader[];
  /** The body as it goes, secrets masked and nothing else changed. */
  readonly text: string;
  /** Bytes of the body on the wire. */
  readonly bytes: number;
  readonly differences: readonly RequestDifference[];
  /** The body that is computed from the fields alone, masked; present when the one to be sent is other. */
  readonly computedBody?: JsonObject;
}
