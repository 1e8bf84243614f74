// What a linter says about a component as TypeScript: which of it is about the component, and where in it that is.

/**
 * @typedef {object} Diagnostic
 * @property {string} filename
 * @property {string} code such as 'typescript(no-floating-promises)'
 * @property {string} message
 * @property {readonly { readonly span: { readonly offset: number, readonly length: number } }[]} labels
 */

/** Props are `any` to TypeScript until they stand in their declared type. */
const props = /\blet \{[^;]*?=\s*\$props\(\)/g;
/** Where the component ends and what svelte2tsx says about it as a whole begins. */
const end = '\nreturn { props: ';
/** What svelte2tsx puts around a template and around a snippet. */
const around = /^(\nasync \(\) => \{|.async \(\)\/\*Ωignore_positionΩ\*\/ => \{)/;

/**
 * False for what is found in code that svelte2tsx added.
 * @param {Diagnostic} diagnostic
 * @param {string} text of the component as TypeScript
 */
export function isOfComponent(diagnostic, text) {
  const [at, length] = placeIn(diagnostic, text);
  const found = text.slice(at, at + length);
  if (at > text.lastIndexOf(end) || found.includes('__sveltets_')) return false;
  const isAdded = around.test(text.slice(text.lastIndexOf('async', at + length) - 1));
  if (isAdded && diagnostic.code.includes('require-await')) return false;
  if (!diagnostic.code.includes('no-unsafe-assignment')) return true;
  return ![...text.matchAll(props)].some(
    ({ index, 0: statement }) => index <= at && at < index + statement.length,
  );
}

/**
 * The finding in words: the line of the component where the same words stand, if they do, and the words.
 * @param {Diagnostic} diagnostic
 * @param {string} text of the component as TypeScript
 * @param {string} component its path
 * @param {string} source its text
 */
export function inComponent(diagnostic, text, component, source) {
  const [at] = placeIn(diagnostic, text);
  const words =
    text
      .slice(text.lastIndexOf('\n', at - 1) + 1)
      .split('\n', 1)[0]
      ?.trim() ?? '';
  const line = source.split('\n').findIndex((each) => each.includes(words));
  const place = line < 0 ? component : `${component}:${line + 1}`;
  return `${place} ${diagnostic.code} ${diagnostic.message}\n    ${words}`;
}

/**
 * Offset and length in characters: the linter counts in bytes of UTF-8.
 * @param {Diagnostic} diagnostic
 * @param {string} text
 * @returns {[number, number]}
 */
function placeIn({ labels }, text) {
  const { offset, length } = labels[0]?.span ?? { offset: 0, length: 0 };
  const bytes = Buffer.from(text);
  const before = bytes.subarray(0, offset).toString().length;
  return [before, bytes.subarray(offset, offset + length).toString().length];
}
