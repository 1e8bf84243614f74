/**
 * A scenario inside a link: its JSON deflated and written in the letters of an address, after the #, so that it never
 * leaves the machine it is opened on. What a stranger's link unpacks to is capped while it streams.
 */

/** Longest code that is made or unpacked, in characters. */
export const longestCode = 32_768;
/** Most bytes a code may unpack to. */
export const mostBytes = 262_144;

export type Unpacked =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'refused'; readonly reason: string };

/** The code for a text; undefined when the text is too large for a link. */
export async function packed(text: string): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > mostBytes) return undefined;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const code = base64url(new Uint8Array(await new Response(stream).arrayBuffer()));
  return code.length > longestCode ? undefined : code;
}

export async function unpacked(code: string): Promise<Unpacked> {
  if (code.length > longestCode) return refused('The link is longer than any this page makes.');
  if (code === '') return refused('The link is cut off: nothing follows its “?s=”.');
  const bytes = bytesOf(code);
  if (bytes === undefined) return refused('The link is damaged: it holds characters that no link has.');
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const inflated = await readCapped(stream);
    if (inflated === undefined) return refused('The link unpacks to far more than any scenario.');
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(inflated) };
  } catch {
    return refused('The link is damaged: a part of it is missing or changed.');
  }
}

/** All bytes of a stream, or undefined as soon as there are too many. */
async function readCapped(stream: ReadableStream<Uint8Array>): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > mostBytes) {
      await reader.cancel();
      return undefined;
    }
    parts.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function base64url(bytes: Uint8Array): string {
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function bytesOf(code: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(code) || code.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(code.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );
}

function refused(reason: string): Unpacked {
  return { kind: 'refused', reason };
}
