/**
 * Writes a function of the model in AssemblyScript: the same statements, with names that are unique in the whole program,
 * constants filled in, and TypeScript's conveniences (loops over lists, taking fields apart) written out. What AssemblyScript
 * could not mean alike is refused by name and place.
 */
import ts from 'typescript';
import { wholeOrRealText } from './number-text.ts';
import { ofNumber, ofNumbers } from './written-numbers.ts';

/** What surrounds a function: the names and constants of the program. */
export interface Surroundings {
  /** Name of what an identifier means, when it belongs to a module of the model. */
  nameOf: (identifier: ts.Identifier) => string | undefined;
  /** Spelling of a constant, or undefined when the expression is none. */
  constantOf: (expression: ts.Expression) => string | undefined;
  /** Number of a word of a list of choices. */
  wordOf: (text: string) => number;
  typeOf: (node: ts.TypeNode) => string;
  /** Called for a method or getter that is used. */
  useMember: (name: ts.MemberName) => void;
}

const MATH: Readonly<Record<string, string>> = {
  sqrt: 'sqrt<f64>',
  floor: 'floor<f64>',
  ceil: 'ceil<f64>',
  abs: 'abs<f64>',
  min: 'min<f64>',
  max: 'max<f64>',
};

const K = ts.SyntaxKind;
const OPERATORS = new Set([
  K.PlusToken,
  K.MinusToken,
  K.AsteriskToken,
  K.LessThanToken,
  K.LessThanEqualsToken,
  K.GreaterThanToken,
  K.GreaterThanEqualsToken,
  K.AmpersandToken,
  K.BarToken,
  K.CaretToken,
  K.LessThanLessThanToken,
  K.GreaterThanGreaterThanToken,
  K.GreaterThanGreaterThanGreaterThanToken,
  K.AmpersandAmpersandToken,
  K.BarBarToken,
  K.EqualsToken,
  K.PlusEqualsToken,
  K.MinusEqualsToken,
  K.AsteriskEqualsToken,
  K.BarEqualsToken,
  K.AmpersandEqualsToken,
  K.LessThanLessThanEqualsToken,
  K.GreaterThanGreaterThanEqualsToken,
  K.CommaToken,
]);

export class Lowering {
  private readonly around: Surroundings;
  private helpers = 0;

  constructor(around: Surroundings) {
    this.around = around;
  }

  parameters(list: readonly ts.ParameterDeclaration[]): string {
    return list
      .map((parameter) => {
        if (parameter.type === undefined || !ts.isIdentifier(parameter.name))
          throw refused(parameter, 'a parameter needs a name and a type');
        const otherwise =
          parameter.initializer === undefined ? '' : ` = ${this.expression(parameter.initializer)}`;
        return `${parameter.name.text}: ${this.around.typeOf(parameter.type)}${otherwise}`;
      })
      .join(', ');
  }

  block(node: ts.Block): string {
    return `{\n${node.statements.map((statement) => this.statement(statement)).join('\n')}\n}`;
  }

  private statement(node: ts.Statement): string {
    if (ts.isBlock(node)) return this.block(node);
    if (ts.isVariableStatement(node)) return `${this.variables(node.declarationList)};`;
    if (ts.isExpressionStatement(node)) return `${this.expression(node.expression)};`;
    if (ts.isIfStatement(node)) {
      const otherwise = node.elseStatement === undefined ? '' : ` else ${this.body(node.elseStatement)}`;
      return `if (${this.expression(node.expression)}) ${this.body(node.thenStatement)}${otherwise}`;
    }
    if (ts.isForStatement(node)) {
      const begin =
        node.initializer === undefined
          ? ''
          : ts.isVariableDeclarationList(node.initializer)
            ? this.variables(node.initializer)
            : this.expression(node.initializer);
      const test = node.condition === undefined ? '' : this.expression(node.condition);
      const step = node.incrementor === undefined ? '' : this.expression(node.incrementor);
      return `for (${begin}; ${test}; ${step}) ${this.body(node.statement)}`;
    }
    if (ts.isForOfStatement(node)) return this.forOf(node);
    if (ts.isWhileStatement(node))
      return `while (${this.expression(node.expression)}) ${this.body(node.statement)}`;
    if (ts.isReturnStatement(node))
      return node.expression === undefined ? 'return;' : `return ${this.expression(node.expression)};`;
    if (ts.isBreakStatement(node)) return 'break;';
    if (ts.isContinueStatement(node)) return 'continue;';
    // The same replication is lived again where errors have words (machine.ts).
    if (ts.isThrowStatement(node)) return 'unreachable();';
    throw refused(node, 'a statement of this kind');
  }

  private body(node: ts.Statement): string {
    return ts.isBlock(node) ? this.block(node) : `{ ${this.statement(node)} }`;
  }

  private forOf(node: ts.ForOfStatement): string {
    if (!ts.isVariableDeclarationList(node.initializer)) throw refused(node, 'a loop without a variable');
    const [variable] = node.initializer.declarations;
    if (variable === undefined) throw refused(node, 'a loop without a variable');
    const index = `index$${++this.helpers}`;
    const list = `list$${this.helpers}`;
    return `{ const ${list} = ${this.expression(node.expression)};
for (let ${index} = 0; ${index} < ${list}.length; ${index}++) {
${this.named(variable.name, `${list}[${index}]`, 'const', undefined)};
${this.statement(node.statement)}
} }`;
  }

  private variables(list: ts.VariableDeclarationList): string {
    const kind = list.flags & ts.NodeFlags.Const ? 'const' : 'let';
    return list.declarations
      .map(({ name, initializer, type }, place) => {
        const value = initializer === undefined ? undefined : this.expression(initializer);
        const text = this.named(name, value, kind, type);
        // `let a = 0, b = 1` of a loop's head stays one declaration.
        return place === 0 || !ts.isIdentifier(name) ? text : text.slice(kind.length + 1);
      })
      .join(list.parent.kind === K.ForStatement ? ', ' : '; ');
  }

  private named(
    name: ts.BindingName,
    value: string | undefined,
    kind: string,
    type: ts.TypeNode | undefined,
  ): string {
    const typed = type === undefined ? '' : `: ${this.around.typeOf(type)}`;
    if (ts.isIdentifier(name))
      return `${kind} ${name.text}${typed}${value === undefined ? '' : ` = ${value}`}`;
    if (ts.isArrayBindingPattern(name) || value === undefined) throw refused(name, 'taking a list apart');
    const whole = `whole$${++this.helpers}`;
    const parts = name.elements.map((element) => {
      if (!ts.isIdentifier(element.name) || element.initializer !== undefined)
        throw refused(element, 'taking apart more than fields');
      return `const ${element.name.text} = ${whole}.${(element.propertyName ?? element.name).getText()}`;
    });
    return [`const ${whole} = ${value}`, ...parts].join('; ');
  }

  expression(node: ts.Expression): string {
    const constant = this.around.constantOf(node);
    if (constant !== undefined) return constant;
    if (ts.isParenthesizedExpression(node)) return `(${this.expression(node.expression)})`;
    if (ts.isNonNullExpression(node)) return this.expression(node.expression);
    if (ts.isAsExpression(node))
      return `<${this.around.typeOf(node.type)}>(${this.expression(node.expression)})`;
    if (ts.isNumericLiteral(node)) return wholeOrRealText(Number(node.text));
    if (ts.isStringLiteral(node)) return this.around.wordOf(node.text).toFixed(0);
    if (ts.isIdentifier(node)) return this.around.nameOf(node) ?? node.text;
    if (node.kind === K.ThisKeyword) return 'this';
    if (node.kind === K.TrueKeyword) return 'true';
    if (node.kind === K.FalseKeyword) return 'false';
    if (node.kind === K.NullKeyword) return 'null';
    if (ts.isPropertyAccessExpression(node)) return this.property(node);
    if (ts.isElementAccessExpression(node) && node.questionDotToken === undefined)
      return `${this.expression(node.expression)}[${this.expression(node.argumentExpression)}]`;
    if (ts.isCallExpression(node) && node.questionDotToken === undefined) return this.call(node);
    if (ts.isConditionalExpression(node))
      return `(${this.expression(node.condition)} ? ${this.expression(node.whenTrue)} : ${this.expression(node.whenFalse)})`;
    if (ts.isPrefixUnaryExpression(node)) {
      const operand = this.expression(node.operand);
      const operator = ts.tokenToString(node.operator) ?? '';
      // Two signs in a row would be one that counts down.
      const apart = operand.startsWith(operator) ? `(${operand})` : operand;
      return ofNumber(node.operator, operand) ?? `${operator}${apart}`;
    }
    if (ts.isPostfixUnaryExpression(node))
      return `${this.expression(node.operand)}${ts.tokenToString(node.operator) ?? ''}`;
    if (ts.isBinaryExpression(node)) return this.binary(node);
    throw refused(node, 'an expression of this kind');
  }

  private property(node: ts.PropertyAccessExpression): string {
    if (node.questionDotToken !== undefined) throw refused(node, 'a question before a dot');
    this.around.useMember(node.name);
    return `${this.expression(node.expression)}.${node.name.text.replace('#', '')}`;
  }

  private call(node: ts.CallExpression): string {
    const given = node.arguments.map((argument) => this.expression(argument)).join(', ');
    const { expression: called } = node;
    if (ts.isPropertyAccessExpression(called) && called.expression.getText() === 'Math') {
      const builtIn = MATH[called.name.text];
      if (builtIn === undefined) throw refused(node, `Math.${called.name.text}`);
      return `${builtIn}(${given})`;
    }
    return `${this.expression(called)}(${given})`;
  }

  private binary(node: ts.BinaryExpression): string {
    const left = this.expression(node.left);
    const right = this.expression(node.right);
    const { kind } = node.operatorToken;
    const written = ofNumbers(left, kind, right);
    if (written !== undefined) return written;
    // What divides whole numbers here would be cut off there.
    if (kind === K.SlashToken) return `f64(${left}) / f64(${right})`;
    if (kind === K.SlashEqualsToken) return `${left} /= f64(${right})`;
    if (kind === K.BarToken && node.right.getText() === '0') return `i32(${left})`;
    if (kind === K.EqualsEqualsEqualsToken) return `${left} == ${right}`;
    if (kind === K.ExclamationEqualsEqualsToken) return `${left} != ${right}`;
    if (!OPERATORS.has(kind)) throw refused(node, `the operator ${node.operatorToken.getText()}`);
    // Shifted by nothing, a negative number is a positive one of 32 bits in JavaScript only.
    if (kind === K.GreaterThanGreaterThanGreaterThanToken && !(Number(right) >= 1 && Number(right) <= 31))
      throw refused(node, 'an unsigned shift by anything but 1 to 31');
    return `${left} ${ts.tokenToString(kind) ?? ''} ${right}`;
  }
}

/** An error that says where, what was found, and that the machine has no words for it. */
export function refused(node: ts.Node, what: string): Error {
  const file = node.getSourceFile();
  const { line, character } = file.getLineAndCharacterOfPosition(node.getStart());
  return new Error(
    `${file.fileName}:${(line + 1).toFixed(0)}:${(character + 1).toFixed(0)}: ${what} cannot be compiled for the machine: ${node.getText().slice(0, 80)}`,
  );
}
