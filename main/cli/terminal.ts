/** Where the terminal's words go. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** True where colours may be used. */
  readonly color: boolean;
}
