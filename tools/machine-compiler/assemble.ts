/**
 * The model as one AssemblyScript program. Begins with one function, follows every name that it mentions (reach.ts) and writes
 * each declaration once (lower.ts), with the constants (constants.ts) and structures (structures.ts) that it needs.
 */
import { basename, relative, resolve } from 'node:path';
import ts from 'typescript';
import type { Structures } from '../../simulations/machine/memory.ts';
import { STAGE } from './addresses.ts';
import { Constants } from './constants.ts';
import { builtIns } from './built-in.ts';
import { Lowering, refused } from './lower.ts';
import { numberIn, realText } from './number-text.ts';
import { declarationOf, isOfModule } from './reach.ts';
import type { Declaration } from './reach.ts';
import { spelled } from './shapes.ts';
import { StructureTable } from './structures.ts';

export interface Program {
  readonly text: string;
  /** Fields of each structure, in the order in which they lie, so that the host can fill them. */
  readonly structures: Structures;
  /** Numbers of the words of lists of choices. */
  readonly words: Readonly<Record<string, number>>;
}

export async function assemble(file: string, entry: string): Promise<Program> {
  const project = ts.readConfigFile(resolve('simulations/tsconfig.json'), (path) => ts.sys.readFile(path));
  const config = ts.parseJsonConfigFileContent(project.config, ts.sys, resolve('simulations'));
  const program = ts.createProgram(
    [resolve(file), ...config.fileNames.filter((name) => name.endsWith('.d.ts'))],
    config.options,
  );
  const assembler = new Assembler(program.getTypeChecker());
  const source = program.getSourceFile(resolve(file));
  const start = source?.statements.find(
    (statement): statement is ts.FunctionDeclaration =>
      ts.isFunctionDeclaration(statement) && statement.name?.text === entry,
  );
  if (start === undefined) throw new Error(`${file} has no function ${entry}`);
  return await assembler.assemble(start);
}

class Assembler {
  private readonly checker: ts.TypeChecker;
  private readonly constants: Constants;
  private readonly structures: StructureTable;
  private readonly lowering: Lowering;
  private readonly names = new Map<ts.Node, string>();
  private readonly waiting: Declaration[] = [];
  /** Methods and getters that are used: a set is walked to its end, though it grows meanwhile. */
  private readonly members = new Set<ts.MethodDeclaration | ts.GetAccessorDeclaration>();
  private readonly words = new Map<string, number>();
  private readonly written: string[] = [];

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
    this.constants = new Constants(checker);
    this.structures = new StructureTable(checker);
    this.lowering = new Lowering({
      nameOf: (identifier) => this.nameOf(identifier),
      constantOf: (expression) => this.constants.textOf(expression),
      wordOf: (text) => this.wordOf(text),
      typeOf: (node) => this.typeOf(node),
      useMember: (name) => {
        this.useMember(name);
      },
    });
  }

  async assemble(entry: ts.FunctionDeclaration): Promise<Program> {
    await this.constants.load(entry.getSourceFile());
    const begin = this.need(entry);
    this.writeWaiting();
    for (const member of this.members) {
      this.writeMember(member);
      this.writeWaiting();
    }
    const text = [
      ...this.structures.texts(),
      ...this.constants.listTexts(),
      ...this.written,
      `export function run(replication: i32): void { ${begin}(changetype<Stage>(usize(${STAGE.toFixed(0)})), replication); }`,
      'export function heapBase(): usize { return __heap_base; }',
    ].join('\n\n');
    return { text, structures: this.structures.fields(), words: Object.fromEntries(this.words) };
  }

  private writeWaiting(): void {
    for (let next = this.waiting.shift(); next !== undefined; next = this.waiting.shift()) this.write(next);
  }

  private nameOf(identifier: ts.Identifier): string | undefined {
    const declaration = declarationOf(this.checker, identifier);
    if (declaration === undefined || !isOfModule(declaration)) return undefined;
    return this.need(declaration);
  }

  private need(declaration: Declaration): string {
    const known = this.names.get(declaration);
    if (known !== undefined) return known;
    const file = basename(declaration.getSourceFile().fileName, '.ts').replaceAll('-', '_');
    const name = `${file}$${declaration.name?.getText() ?? ''}`;
    this.names.set(declaration, name);
    if (!ts.isVariableDeclaration(declaration)) {
      this.waiting.push(declaration);
      return name;
    }
    const number = this.numberOf(declaration);
    // A constant stands after those that it is made of.
    if (number === undefined) this.write(declaration);
    else this.names.set(declaration, number);
    return number ?? name;
  }

  private write(declaration: Declaration): void {
    const name = this.names.get(declaration) ?? '';
    const file = relative('simulations', declaration.getSourceFile().fileName).replaceAll('\\', '/');
    const place = `${file} ${declaration.name?.getText() ?? ''}`;
    const builtIn = builtIns[place];
    if (builtIn !== undefined) this.written.push(`function ${name}${builtIn}`);
    else if (ts.isFunctionDeclaration(declaration)) this.written.push(this.functionText(name, declaration));
    else if (ts.isVariableDeclaration(declaration)) this.written.push(this.constantText(name, declaration));
  }

  private functionText(name: string, node: ts.FunctionDeclaration | ts.ArrowFunction): string {
    const { type, body, parameters } = node;
    if (type === undefined || body === undefined)
      throw refused(node, 'a function without a type of what it gives');
    const text = ts.isBlock(body)
      ? this.lowering.block(body)
      : `{ return ${this.lowering.expression(body)}; }`;
    return `function ${name}(${this.lowering.parameters(parameters)}): ${this.typeOf(type)} ${text}`;
  }

  private constantText(name: string, { initializer, type }: ts.VariableDeclaration): string {
    if (initializer === undefined) return '';
    if (ts.isArrowFunction(initializer)) return this.functionText(name, initializer);
    const typed = type === undefined ? '' : `: ${this.typeOf(type)}`;
    return `const ${name}${typed} = ${this.lowering.expression(initializer)};`;
  }

  /** Text of a constant that is a number, which stands wherever its name would. */
  private numberOf({ initializer, type }: ts.VariableDeclaration): string | undefined {
    if (initializer === undefined || ts.isArrowFunction(initializer)) return undefined;
    const text = this.lowering.expression(initializer);
    const number = numberIn(text);
    if (number === undefined) return undefined;
    return type !== undefined && this.typeOf(type) === 'f64' ? realText(number.value) : text;
  }

  private writeMember(member: ts.MethodDeclaration | ts.GetAccessorDeclaration): void {
    const { body, type, parameters } = member;
    const owner = member.parent;
    if (!ts.isClassDeclaration(owner)) return;
    if (type === undefined || body === undefined)
      throw refused(member, 'a method without a type of what it gives');
    const name = member.name.getText().replace('#', '');
    const kind = ts.isGetAccessorDeclaration(member) ? 'get ' : '';
    this.structures.addMethod(
      this.structures.nameOf(this.checker.getTypeAtLocation(owner)),
      `${kind}${name}(${this.lowering.parameters(parameters)}): ${this.typeOf(type)} ${this.lowering.block(body)}`,
    );
  }

  private useMember(name: ts.MemberName): void {
    const declaration = declarationOf(this.checker, name);
    if (declaration === undefined || declaration.getSourceFile().isDeclarationFile) return;
    if (ts.isMethodDeclaration(declaration) || ts.isGetAccessorDeclaration(declaration))
      this.members.add(declaration);
  }

  private typeOf(node: ts.TypeNode): string {
    if (node.kind === K.VoidKeyword) return 'void';
    if (ts.isUnionTypeNode(node) && node.types.some(isFunction))
      return node.types.map((each) => (isFunction(each) ? `(${this.typeOf(each)})` : 'null')).join(' | ');
    if (ts.isParenthesizedTypeNode(node)) return this.typeOf(node.type);
    if (ts.isFunctionTypeNode(node))
      return `(${this.lowering.parameters(node.parameters)}) => ${this.typeOf(node.type)}`;
    const shape = this.structures.shapes.ofTypeNode(node);
    if (shape === undefined) throw refused(node, 'a value of this type');
    return spelled(shape);
  }

  private wordOf(text: string): number {
    const known = this.words.get(text);
    if (known !== undefined) return known;
    this.words.set(text, this.words.size + 1);
    return this.words.size;
  }
}

const K = ts.SyntaxKind;

function isFunction(node: ts.TypeNode): boolean {
  return ts.isFunctionTypeNode(ts.isParenthesizedTypeNode(node) ? node.type : node);
}
