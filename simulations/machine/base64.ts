/** Bytes of their base64 text: the language itself has no word for it before ES2026. */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  for (let value = 0; value < digits.length; value++) values[digits.charCodeAt(value)] = value;
  const end = text.indexOf('=');
  const bytes = new Uint8Array(Math.floor(((end < 0 ? text.length : end) * 3) / 4));
  let bits = 0;
  for (let index = 0, place = 0; place < bytes.length; index++) {
    bits = (bits << 6) | values[text.charCodeAt(index)]!;
    // Every digit but the first of four completes a byte.
    if (index % 4 > 0) bytes[place++] = bits >> (6 - 2 * (index % 4));
  }
  return bytes;
}
