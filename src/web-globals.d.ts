// The few web-platform globals that Node, Electron and browsers all have. The core may use these and no more:
// it is compiled without Node's types and without the DOM's.
declare class TextEncoder {
  encode(text?: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean });
  decode(bytes?: Uint8Array): string;
}
declare class URL {
  constructor(url: string, base?: string);
  readonly protocol: string;
  readonly hostname: string;
  readonly host: string;
  readonly port: string;
  readonly pathname: string;
  readonly href: string;
  readonly origin: string;
  readonly username: string;
  readonly password: string;
  readonly search: string;
  readonly hash: string;
}
declare function atob(base64: string): string;
declare function btoa(binary: string): string;

interface BytesReader {
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array }>;
  cancel(): Promise<void>;
}
interface BytesWriter {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}
declare class CompressionStream {
  constructor(format: 'gzip');
  readonly readable: { getReader(): BytesReader };
  readonly writable: { getWriter(): BytesWriter };
}
declare class DecompressionStream {
  constructor(format: 'gzip');
  readonly readable: { getReader(): BytesReader };
  readonly writable: { getWriter(): BytesWriter };
}
