/** Files in and out of the page, without anything leaving the machine. */

/** Far more than any scenario; a larger file is not even read. */
const largestFile = 8_000_000;

export type FileText =
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'refused'; readonly name: string; readonly reason: string };

export async function textOf(file: File): Promise<FileText> {
  const { name } = file;
  if (file.size > largestFile) {
    return { kind: 'refused', name, reason: 'The file is far larger than any scenario.' };
  }
  try {
    const bytes = await file.arrayBuffer();
    const text = decoded(bytes);
    return text === undefined
      ? {
          kind: 'refused',
          name,
          reason: 'Its text is not UTF-8. Save it as UTF-8 (“CSV UTF-8” in a spreadsheet).',
        }
      : { kind: 'text', name, text };
  } catch {
    return { kind: 'refused', name, reason: 'The browser could not read the file.' };
  }
}

/** Undefined for bytes that are no UTF-8: letters would silently become other signs. */
function decoded(bytes: ArrayBuffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A name as a file may carry it: letters, digits and hyphens. */
export function plainName(name: string, otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return plain === '' ? otherwise : plain;
}

export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has taken hold of the content by the time the click returns to the event loop.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
