import { isolated, printable } from './safe-text.ts';

/** Families by name: the picture carries no fonts. */
const FONT_UI = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
export const FONT_MONO = "'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace";

type Attributes = Readonly<Record<string, string | number | undefined>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as XML character data or attribute value, XML 1.0: what may not stand there becomes a space. */
export function xml(text: string): string {
  return isolated(printable(text)).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** An element; undefined attributes are left out, children are markup already. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${typeof value === 'number' ? rounded(value) : xml(value)}"`],
  );
  return children.length === 0
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${children.join('')}</${name}>`;
}

/** Text at a base line. */
export function label(
  text: string,
  x: number,
  y: number,
  attributes: Attributes & { readonly fill: string; readonly 'font-size': number },
): string {
  return element('text', { x, y, 'font-family': FONT_UI, ...attributes }, xml(text));
}

/** A whole document with its name and what it shows, for whoever can't see it. */
export function document(
  about: { width: number; height: number; title: string; description: string; page: string },
  ...children: readonly string[]
): string {
  const { width, height, title, description, page } = about;
  const size = { width: Math.ceil(width), height: Math.ceil(height) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      ...size,
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: 'img',
    },
    element('title', {}, xml(title)),
    element('desc', {}, xml(description)),
    element('rect', { ...size, fill: page }),
    ...children,
  )}\n`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10) / 10);
}
