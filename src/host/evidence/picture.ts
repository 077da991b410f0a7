import type { ExportTheme } from '../../chain/picture/theme.ts';
import type { PictureKind } from '../../contract/handover.ts';
import { scanForSecrets } from '../../evidence/bundle/scan.ts';
import { pictureFormat } from '../../evidence/export/pictures.ts';
import { imageOfPng } from '../../evidence/png.ts';
import { coreFault } from '../../form/form.ts';
import type { FileToSave } from '../ports.ts';
import { type ExportNeeds, leakWords, searchedFile } from './export-chain.ts';
import { chainSecrets, vaultSecrets } from './known-secrets.ts';

export interface Look {
  readonly picture: PictureKind;
  readonly theme: ExportTheme;
}

/** What the window's own export of a picture holds. @throws CoreFault CHAIN_UNKNOWN, EXPORT_SECRET */
export async function chainPicture(parts: ExportNeeds, chainId: string, look: Look): Promise<string> {
  const { bytes } = await searched(parts, chainId, look);
  return new TextDecoder().decode(bytes);
}

/**
 * The picture as a file. Its text is made here; of a painting, which only a page can make, the image alone is taken.
 * @param png the page's painting of it, in base64
 * @throws CoreFault CHAIN_UNKNOWN, EXPORT_SECRET, FILE_NOT_PNG
 */
export async function pictureFile(
  parts: ExportNeeds,
  chainId: string,
  look: Look,
  png?: string,
): Promise<FileToSave> {
  const { bytes } = await searched(parts, chainId, look);
  const name = nameOf(parts.chains.get(chainId).flow, look.picture);
  if (png !== undefined) {
    const image = await paintingIn(parts, chainId, png);
    return { suggestedName: `${name}.png`, what: 'PNG picture', extension: 'png', bytes: image };
  }
  const isText = look.picture === 'mermaid';
  const [what, extension] = isText ? ['Mermaid diagram', 'mmd'] : ['SVG picture', 'svg'];
  return { suggestedName: `${name}.${extension}`, what, extension, bytes };
}

function searched(parts: ExportNeeds, chainId: string, { picture, theme }: Look) {
  return searchedFile(parts, { chainIds: [chainId] }, pictureFormat(picture, theme));
}

async function paintingIn(parts: ExportNeeds, chainId: string, base64: string): Promise<Uint8Array> {
  const image = imageOfPng(bytesIn(base64));
  if (image === undefined)
    throw coreFault('FILE_NOT_PNG', 'The picture could not be painted. Export it as SVG.');
  const leak = scanForSecrets(image, [
    ...(await vaultSecrets(parts)),
    ...chainSecrets(parts.chains.get(chainId)),
  ]);
  if (leak !== undefined) throw coreFault('EXPORT_SECRET', leakWords(leak));
  return image;
}

/** Nothing where it is no base64. */
function bytesIn(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** By its flow: everyone who is handed the file sees its name. */
function nameOf(flow: string, picture: PictureKind): string {
  const safe = flow.replace(/[^\w -]+/g, '-').slice(0, 60);
  return `${safe === '' ? 'chain' : safe} ${picture === 'mermaid' ? 'graph' : picture}`;
}
