/** Constants of the model's modules, read off the modules themselves: every one of them is run once. */
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { realText, wholeOrRealText } from './number-text.ts';
import { declarationOf } from './reach.ts';

export class Constants {
  private readonly checker: ts.TypeChecker;
  /** What each file exports. */
  private readonly modules = new Map<string, Readonly<Record<string, unknown>>>();
  private readonly lists = new Map<string, string>();

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
    const value = this.valueOf(expression);
    if (typeof value === 'number') return wholeOrRealText(value);
    if (value instanceof Float64Array || value instanceof Int32Array)
      return this.listOf(expression.getText(), value);
    return undefined;
  }

  /** Declarations of the lists that were asked for. */
  listTexts(): readonly string[] {
    return [...this.lists.values()];
  }

  private valueOf(expression: ts.Expression): unknown {
    if (ts.isIdentifier(expression)) {
      const declaration = declarationOf(this.checker, expression);
      if (
        declaration === undefined ||
        !(ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration))
      )
        return undefined;
      return this.modules.get(declaration.getSourceFile().fileName)?.[declaration.name.getText()];
    }
    if (ts.isNonNullExpression(expression) || ts.isParenthesizedExpression(expression))
      return this.valueOf(expression.expression);
    if (ts.isPropertyAccessExpression(expression))
      return within(this.valueOf(expression.expression), expression.name.text);
    if (ts.isElementAccessExpression(expression) && ts.isNumericLiteral(expression.argumentExpression))
      return within(this.valueOf(expression.expression), expression.argumentExpression.text);
    return undefined;
  }

  private listOf(name: string, values: Float64Array | Int32Array): string {
    const text = `list$${name.replaceAll(/\W/g, '_')}`;
    const [item, spelled] =
      values instanceof Float64Array ? ['f64', realText] : ['i32', (value: number) => value.toFixed(0)];
    if (!this.lists.has(text))
      this.lists.set(text, `const ${text}: StaticArray<${item}> = [${[...values].map(spelled).join(', ')}];`);
    return text;
  }
}

function within(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  return (
    Object.entries(value).find(([key]) => key === name)?.[1] ??
    (Array.isArray(value) && name === 'length' ? value.length : undefined)
  );
}
