import type { Exchange } from '../../exchange.ts';

/** Exchanges as `aws … --debug` prints them, as far as it is read here. Bytes stand as Python writes them. */
export function debugText(exchanges: readonly Exchange[]): string {
  return exchanges.flatMap(linesOf).join('\n');
}

function linesOf({ operation, sentAt, timing, request, response }: Exchange): string[] {
  const headers = python(Object.fromEntries(request.headers));
  const params = `{'url_path': '/', 'method': 'POST', 'headers': ${headers}, 'body': ${bytes(request.text ?? '')}, 'url': ${text(request.url)}, 'context': {'client_config': <botocore.config.Config object at 0x7f2de99249d0>}}`;
  const sent = clock(sentAt);
  const came = clock(sentAt + timing.total);
  return [
    `${sent} - MainThread - botocore.endpoint - DEBUG - Making request for OperationModel(name=${operation}) with params: ${params}`,
    `${sent} - MainThread - botocore.endpoint - DEBUG - Sending http request: <AWSPreparedRequest stream_output=False, method=POST, url=${request.url}, headers=${headers}>`,
    ...(response === undefined
      ? []
      : [
          `${came} - MainThread - urllib3.connectionpool - DEBUG - ${request.url.replace(/\/$/, '')} "POST / HTTP/1.1" ${response.status} 99`,
          `${came} - MainThread - botocore.parsers - DEBUG - Response headers: ${python(Object.fromEntries(response.headers))}`,
          `${came} - MainThread - botocore.parsers - DEBUG - Response body:`,
          bytes(response.text ?? ''),
        ]),
  ];
}

function clock(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('.', ',').replace('Z', '');
}

function python(map: Readonly<Record<string, string>>): string {
  return `{${Object.entries(map)
    .map(([key, value]) => `${text(key)}: ${text(value)}`)
    .join(', ')}}`;
}

function text(value: string): string {
  return `'${value.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}

function bytes(value: string): string {
  const written = [...new TextEncoder().encode(value)].map((byte) => {
    const char = String.fromCharCode(byte);
    if (char === "'" || char === '\\') return `\\${char}`;
    return byte >= 0x20 && byte < 0x7f ? char : `\\x${byte.toString(16).padStart(2, '0')}`;
  });
  return `b'${written.join('')}'`;
}
