/** Chromium paints no canvas with a longer side. Pixels. */
const LONGEST_SIDE = 16_000;

/**
 * Paints an SVG text that needs nothing else as a PNG, at a multiple of its size as far as a canvas goes.
 * @returns base64
 * @throws when the picture can't be painted
 */
export async function paintPng(svg: string, scale: number): Promise<string> {
  const image = new Image();
  // The page may show pictures from data alone: nothing is fetched.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const fitting = Math.min(scale, LONGEST_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * fitting);
  canvas.height = Math.round(image.height * fitting);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be painted.');
  return base64Of(blob);
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => reject(reader.error ?? new Error('The picture could not be read.'));
    reader.readAsDataURL(blob);
  });
}
