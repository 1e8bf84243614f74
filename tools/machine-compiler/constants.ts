/** Constants of the model's modules, read off the modules themselves: every one of them is run once. */
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { realText, wholeOrRealText } from './number-text.ts';
import { constantBehind } from './reach.ts';

export class Constants {
  private readonly checker: ts.TypeChecker;
  /** What each file exports. */
  private readonly modules = new Map<string, Readonly<Record<string, unknown>>>();
  /** Names and declarations, by the very list: in two files two may bear one name, and an import may give one another. */
  private readonly lists = new Map<List, { readonly name: string; readonly text: string }>();

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
  }

  /** Runs a file and whatever it imports. */
  async load(first: ts.SourceFile): Promise<void> {
    const seen = new Set<ts.SourceFile>();
    const files = [first];
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      if (seen.has(file) || file.isDeclarationFile || file.fileName.includes('/node_modules/')) continue;
      seen.add(file);
      const module: unknown = await import(pathToFileURL(file.fileName).href);
      if (typeof module === 'object' && module !== null) this.modules.set(file.fileName, { ...module });
      files.push(...file.statements.flatMap((statement) => this.importedBy(statement)));
    }
  }

  private importedBy(statement: ts.Statement): ts.SourceFile[] {
    if (!ts.isImportDeclaration(statement)) return [];
    // Types are nothing to be run.
    if (statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
    const found = this.checker.getSymbolAtLocation(statement.moduleSpecifier)?.valueDeclaration;
    return found !== undefined && ts.isSourceFile(found) ? [found] : [];
  }

  /** Spelling of an exported constant or of what lies in it; undefined when the expression is none. */
  textOf(expression: ts.Expression): string | undefined {
    if (
      !ts.isIdentifier(expression) &&
      !ts.isPropertyAccessExpression(expression) &&
      !ts.isElementAccessExpression(expression)
    )
      return undefined;
    const { value, name } = this.found(expression) ?? {};
    if (typeof value === 'number') return wholeOrRealText(value);
    if (value instanceof Float64Array || value instanceof Int32Array) return this.listOf(name ?? '', value);
    return undefined;
  }

  /** Declarations of the lists that were asked for. */
  listTexts(): readonly string[] {
    return [...this.lists.values()].map(({ text }) => text);
  }

  /** What an expression comes to, and a name for it: its file, and the way to it from there. */
  private found(expression: ts.Expression): Found | undefined {
    if (ts.isIdentifier(expression)) {
      const declaration = constantBehind(this.checker, expression);
      if (declaration === undefined) return undefined;
      const { fileName } = declaration.getSourceFile();
      const name = declaration.name.getText();
      const file = basename(fileName, '.ts').replaceAll('-', '_');
      return { value: this.modules.get(fileName)?.[name], name: `${file}$${name}` };
    }
    if (ts.isNonNullExpression(expression) || ts.isParenthesizedExpression(expression))
      return this.found(expression.expression);
    if (ts.isPropertyAccessExpression(expression))
      return within(this.found(expression.expression), expression.name.text);
    if (ts.isElementAccessExpression(expression) && ts.isNumericLiteral(expression.argumentExpression))
      return within(this.found(expression.expression), expression.argumentExpression.text);
    return undefined;
  }

  private listOf(wanted: string, values: List): string {
    const known = this.lists.get(values);
    if (known !== undefined) return known.name;
    const taken = new Set([...this.lists.values()].map(({ name }) => name));
    let name = wanted;
    for (let next = 2; taken.has(name); next++) name = `${wanted}$${next.toFixed(0)}`;
    const [item, spelled] =
      values instanceof Float64Array ? ['f64', realText] : ['i32', (value: number) => value.toFixed(0)];
    const text = `const ${name}: StaticArray<${item}> = [${[...values].map(spelled).join(', ')}];`;
    this.lists.set(values, { name, text });
    return name;
  }
}

type List = Float64Array | Int32Array;

interface Found {
  readonly value: unknown;
  readonly name: string;
}

function within(found: Found | undefined, key: string): Found | undefined {
  if (found === undefined) return undefined;
  const { value } = found;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  const inside: unknown =
    Object.entries(value).find(([each]) => each === key)?.[1] ??
    (Array.isArray(value) && key === 'length' ? value.length : undefined);
  return { value: inside, name: `${found.name}_${key}` };
}
