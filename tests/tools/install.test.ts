import { describe, expect, test } from 'vitest';
import { isInstalled } from '../../tools/install.mjs';

const wanted = {
  '': { version: '1.0.0' },
  'node_modules/a': { version: '1.2.3' },
  'node_modules/a/node_modules/b': { version: '2.0.0' },
  'node_modules/other-system': { version: '3.0.0', optional: true },
};
const { '': _root, 'node_modules/other-system': _other, ...installed } = wanted;

describe('what is installed', () => {
  test('is what the lock file names; packages for other systems may be missing', () => {
    expect(isInstalled(wanted, installed)).toBe(true);
    expect(isInstalled(wanted, { ...installed, 'node_modules/other-system': { version: '3.0.0' } })).toBe(
      true,
    );
  });

  test.each([
    ['nothing', undefined],
    ['one too few', { 'node_modules/a': { version: '1.2.3' } }],
    ['one too many', { ...installed, 'node_modules/c': { version: '1.0.0' } }],
    ['another version', { ...installed, 'node_modules/a': { version: '1.2.4' } }],
    ['another optional version', { ...installed, 'node_modules/other-system': { version: '3.0.1' } }],
  ])('is not %s', (_name, found) => {
    expect(isInstalled(wanted, found)).toBe(false);
  });
});
