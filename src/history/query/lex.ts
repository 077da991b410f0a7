/** A stretch of the text of a query: from the first character, up to but not including `to`. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** One piece of a query as it was typed: `-key:"value"*`. */
export interface Piece extends Place {
  readonly not: boolean;
  /** In lower case, without the colon. */
  readonly key?: Place & { readonly name: string };
  readonly value: Place & {
    /** Without quotes, backslashes and the star. */
    readonly text: string;
    readonly quoted: boolean;
    /** A quote that is not closed yet. */
    readonly open: boolean;
    /** A star at its end. */
    readonly star: boolean;
  };
}

/** What stands before a colon and may be a key. */
const KEY = /[a-z][a-z-]*:(?!\/\/)/iy;
const BARE = /[^\s"]+/y;

/** Cuts a query into its pieces. Takes any text. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length;) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    const piece = pieceAt(text, at);
    pieces.push(piece);
    at = piece.to;
  }
  return pieces;
}

function pieceAt(text: string, from: number): Piece {
  const not = text.charAt(from) === '-' && /[^\s-]/.test(text.charAt(from + 1));
  const start = not ? from + 1 : from;
  KEY.lastIndex = start;
  const colon = KEY.exec(text)?.[0];
  const begins = start + (colon?.length ?? 0);
  const value = valueAt(text, begins);
  return {
    from,
    to: value.to,
    not,
    ...(colon === undefined
      ? {}
      : { key: { from: start, to: begins, name: colon.slice(0, -1).toLowerCase() } }),
    value,
  };
}

function valueAt(text: string, from: number): Piece['value'] {
  if (text.charAt(from) !== '"') {
    BARE.lastIndex = from;
    const bare = BARE.exec(text)?.[0] ?? '';
    const star = bare.endsWith('*');
    return {
      from,
      to: from + bare.length,
      text: star ? bare.slice(0, -1) : bare,
      quoted: false,
      open: false,
      star,
    };
  }
  let said = '';
  let at = from + 1;
  for (; at < text.length && text.charAt(at) !== '"'; at += 1) {
    if (text.charAt(at) === '\\' && at + 1 < text.length) at += 1;
    said += text.charAt(at);
  }
  const open = at >= text.length;
  const star = !open && text.charAt(at + 1) === '*';
  return { from, to: open ? text.length : at + (star ? 2 : 1), text: said, quoted: true, open, star };
}
