import type { Fault } from '@core/form/form.ts';
import decodeQR from 'qr/decode.js';

/** Larger files are photographs of something else. Bytes. */
const LARGEST_FILE = 12_000_000;
/** A QR code needs far fewer pixels than a camera gives: larger pictures are read smaller. */
const LARGEST_SIDE = 1_600;
/** A hard picture may take this long, then it counts as one without a code. Milliseconds. */
const PATIENCE = 800;

export type QrReading = { readonly text: string } | { readonly fault: Fault };

/** The text of the QR code in a picture: a file that was dropped, pasted or chosen. Nothing leaves the page. */
async function readQr(file: Blob): Promise<QrReading> {
  if (file.size > LARGEST_FILE) {
    return fault('IMAGE_TOO_LARGE', 'This image is larger than 12 MB. Cut it down to the QR code.');
  }
  const pixels = await pixelsOf(file);
  if (pixels === undefined) {
    return fault('IMAGE_UNREADABLE', 'This is no image that can be read. PNG, JPEG, WebP and GIF can.');
  }
  try {
    return { text: decodeQR(pixels, { timeLimit: PATIENCE }) };
  } catch {
    return fault(
      'QR_NOT_FOUND',
      'No QR code was found in this image. Cut it closer, or take a sharper picture.',
    );
  }
}

/** Its text when it is an otpauth URI. */
export async function readOtpauthQr(file: Blob): Promise<QrReading> {
  const reading = await readQr(file);
  if ('fault' in reading || /^otpauth/i.test(reading.text.trim())) return reading;
  return fault('QR_NO_OTPAUTH', 'The QR code holds no otpauth URI, so there is no TOTP secret in it.');
}

/** The first picture of what was dropped or pasted. */
export function imageIn(data: DataTransfer | null): File | undefined {
  const files = [...(data?.files ?? [])];
  return files.find(({ type }) => type.startsWith('image/')) ?? files[0];
}

async function pixelsOf(file: Blob): Promise<ImageData | undefined> {
  try {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, LARGEST_SIDE / Math.max(image.width, image.height));
    const width = Math.max(1, Math.round(image.width * scale));
    const height = Math.max(1, Math.round(image.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    if (context === null) return undefined;
    // Codes with a transparent ground are dark on nothing.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    image.close();
    return context.getImageData(0, 0, width, height);
  } catch {
    return undefined;
  }
}

function fault(code: string, detail: string): QrReading {
  return { fault: { code, detail } };
}
