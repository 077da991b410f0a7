import { isJsonObject, type JsonObject } from '@core/json.ts';

// ContextData as its form edits it. The model wants all of it but EncodedData once there is any: the list of headers may
// be empty, so it is added; texts are the person's to fill.

/** Names and values of `HttpHeaders`, as far as they are such. */
export function headersOf(context: JsonObject): Record<string, string> {
  const list = context['HttpHeaders'];
  if (!Array.isArray(list)) return {};
  return Object.fromEntries(
    list
      .filter(isJsonObject)
      .flatMap(({ headerName, headerValue }) =>
        typeof headerName === 'string'
          ? [[headerName, typeof headerValue === 'string' ? headerValue : '']]
          : [],
      ),
  );
}

/** With a text member set, or taken out where it is empty; undefined once nothing is left. */
export function withText(context: JsonObject, name: string, text: string): JsonObject | undefined {
  const { [name]: _before, ...rest } = context;
  return whole(text === '' ? rest : { ...context, [name]: text });
}

export function withHeaders(
  context: JsonObject,
  headers: Readonly<Record<string, string>>,
): JsonObject | undefined {
  const HttpHeaders = Object.entries(headers).map(([headerName, headerValue]) => ({
    headerName,
    headerValue,
  }));
  return whole({ ...context, HttpHeaders });
}

const ORDER = ['IpAddress', 'ServerName', 'ServerPath', 'HttpHeaders', 'EncodedData'];

/** In the model's order. */
function whole(context: JsonObject): JsonObject | undefined {
  const { HttpHeaders = [], ...texts } = context;
  const isEmpty = Object.keys(texts).length === 0 && Array.isArray(HttpHeaders) && HttpHeaders.length === 0;
  if (isEmpty) return undefined;
  const all = { ...context, HttpHeaders };
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => rank(a) - rank(b)));
}
