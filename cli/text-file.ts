import { open } from 'node:fs/promises';
import type { Problem } from '../simulations/parameters/problem.ts';

/** Larger files are refused unread: no scenario and no table of survivors comes near. */
const mostBytes = 8_000_000;

/** The text of a file, or what keeps it from being read. */
export async function readText(file: string, expected: string): Promise<string | Problem> {
  const problem = (found: string, hint = ''): Problem => ({
    path: '',
    found,
    expected,
    hint,
  });
  try {
    const handle = await open(file);
    try {
      const about = await handle.stat();
      if (about.isDirectory()) return problem('a folder', 'Name a file inside it.');
      if (about.size > mostBytes)
        return problem(`${about.size} bytes`, 'Nothing that is read here is that large.');
      return new TextDecoder('utf-8', { fatal: true }).decode(await handle.readFile());
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'ENOENT' || code === 'ENOTDIR') return problem('no such file', 'Check the path.');
    if (code === 'EACCES' || code === 'EPERM')
      return problem('a file that may not be read', 'Check its permissions.');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      return problem('bytes that are not UTF-8', 'Save it as UTF-8.');
    return problem(`a file that cannot be read (${code})`);
  }
}

/** The code that Node gives its errors. */
export function codeOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && typeof thrown.code === 'string') {
    return thrown.code;
  }
  return thrown instanceof Error ? thrown.message : 'unknown';
}
