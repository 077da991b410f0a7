import type { ExportTheme } from '../../chain/picture/theme.ts';
import type { PictureKind } from '../../contract/handover.ts';
import { pictureFormat } from '../../evidence/export/pictures.ts';
import { type ExportNeeds, searchedFile } from './export-chain.ts';

/** What the window's own export of a picture holds. @throws CoreFault CHAIN_UNKNOWN, EXPORT_SECRET */
export async function chainPicture(
  parts: ExportNeeds,
  chainId: string,
  { picture, theme }: { readonly picture: PictureKind; readonly theme: ExportTheme },
): Promise<string> {
  const { bytes } = await searchedFile(parts, { chainIds: [chainId] }, pictureFormat(picture, theme));
  return new TextDecoder().decode(bytes);
}
