/**
 * The model as one AssemblyScript program. Begins with one function, follows every name that it mentions (reach.ts), writes each
 * declaration once (lower.ts) and says how structures lie in memory (shapes.ts), so that the host can fill them.
 */
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { Shapes, spelled } from './shapes.ts';
import type { Fields, Shape } from './shapes.ts';
import { Lowering, refused } from './lower.ts';
import { declarationOf, isOfModule } from './reach.ts';
import type { Declaration } from './reach.ts';

export interface Program {
  readonly text: string;
  /** Fields of each structure, in the order in which they lie. */
  readonly structures: Readonly<Record<string, Fields>>;
  /** Structure of each parameter of the entry, and undefined for a number. */
  readonly words: Readonly<Record<string, number>>;
}

/** What the machine does in its own way, by file and name. */
const BUILT_IN: Readonly<Record<string, string>> = {
  'binary.ts highWord': '(x: f64): i32 { return i32(reinterpret<u64>(x) >> 32); }',
  'threefry-four.ts threefryFour': `(key: StaticArray<i32>, a: i32, b: i32, c: i32, decisions: StaticArray<i32>, blocks: StaticArray<i32>, first: i32, out: StaticArray<i32>): void {
const k0 = key[0], k1 = key[1], k2 = key[2], k3 = key[3], k4 = 0x1bd11bda ^ k0 ^ k1 ^ k2 ^ k3;
let x0 = i32x4.splat(a + k0);
let x1 = i32x4.splat(b + k1);
let x2 = i32x4.add(v128.or(i32x4.splat(c), v128.load(changetype<usize>(blocks) + (first << 2))), i32x4.splat(k2));
let x3 = i32x4.add(v128.load(changetype<usize>(decisions) + (first << 2)), i32x4.splat(k3));
x0 = i32x4.add(x0, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 10), i32x4.shr_u(x1, 22)), x0);
x2 = i32x4.add(x2, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 26), i32x4.shr_u(x3, 6)), x2);
x0 = i32x4.add(x0, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 11), i32x4.shr_u(x3, 21)), x0);
x2 = i32x4.add(x2, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 21), i32x4.shr_u(x1, 11)), x2);
x0 = i32x4.add(x0, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 13), i32x4.shr_u(x1, 19)), x0);
x2 = i32x4.add(x2, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 27), i32x4.shr_u(x3, 5)), x2);
x0 = i32x4.add(x0, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 23), i32x4.shr_u(x3, 9)), x0);
x2 = i32x4.add(x2, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 5), i32x4.shr_u(x1, 27)), x2);
x0 = i32x4.add(x0, i32x4.splat(k1)); x1 = i32x4.add(x1, i32x4.splat(k2)); x2 = i32x4.add(x2, i32x4.splat(k3)); x3 = i32x4.add(x3, i32x4.splat(k4 + 1));
x0 = i32x4.add(x0, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 6), i32x4.shr_u(x1, 26)), x0);
x2 = i32x4.add(x2, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 20), i32x4.shr_u(x3, 12)), x2);
x0 = i32x4.add(x0, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 17), i32x4.shr_u(x3, 15)), x0);
x2 = i32x4.add(x2, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 11), i32x4.shr_u(x1, 21)), x2);
x0 = i32x4.add(x0, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 25), i32x4.shr_u(x1, 7)), x0);
x2 = i32x4.add(x2, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 10), i32x4.shr_u(x3, 22)), x2);
x0 = i32x4.add(x0, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 18), i32x4.shr_u(x3, 14)), x0);
x2 = i32x4.add(x2, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 20), i32x4.shr_u(x1, 12)), x2);
x0 = i32x4.add(x0, i32x4.splat(k2)); x1 = i32x4.add(x1, i32x4.splat(k3)); x2 = i32x4.add(x2, i32x4.splat(k4)); x3 = i32x4.add(x3, i32x4.splat(k0 + 2));
x0 = i32x4.add(x0, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 10), i32x4.shr_u(x1, 22)), x0);
x2 = i32x4.add(x2, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 26), i32x4.shr_u(x3, 6)), x2);
x0 = i32x4.add(x0, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 11), i32x4.shr_u(x3, 21)), x0);
x2 = i32x4.add(x2, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 21), i32x4.shr_u(x1, 11)), x2);
x0 = i32x4.add(x0, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 13), i32x4.shr_u(x1, 19)), x0);
x2 = i32x4.add(x2, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 27), i32x4.shr_u(x3, 5)), x2);
x0 = i32x4.add(x0, x3);
x3 = v128.xor(v128.or(i32x4.shl(x3, 23), i32x4.shr_u(x3, 9)), x0);
x2 = i32x4.add(x2, x1);
x1 = v128.xor(v128.or(i32x4.shl(x1, 5), i32x4.shr_u(x1, 27)), x2);
x0 = i32x4.add(x0, i32x4.splat(k3)); x1 = i32x4.add(x1, i32x4.splat(k4)); x2 = i32x4.add(x2, i32x4.splat(k0)); x3 = i32x4.add(x3, i32x4.splat(k1 + 3));
v128.store(changetype<usize>(out), x0, 0);
v128.store(changetype<usize>(out), x1, 16);
v128.store(changetype<usize>(out), x2, 32);
v128.store(changetype<usize>(out), x3, 48);
}`,
  'binary.ts timesPowerOfTwo':
    '(x: f64, k: i32): f64 { return reinterpret<f64>(reinterpret<i64>(x) + (i64(k) << 52)); }',
};

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
  private readonly shapes: Shapes;
  private readonly lowering: Lowering;
  private readonly names = new Map<ts.Node, string>();
  private readonly waiting: Declaration[] = [];
  private readonly members = new Map<ts.Node, Set<ts.Node>>();
  private readonly waitingMembers: (ts.MethodDeclaration | ts.GetAccessorDeclaration)[] = [];
  private readonly structures = new Map<string, { readonly fields: Fields; readonly methods: string[] }>();
  private readonly structNames = new Map<ts.Type, string>();
  private readonly words = new Map<string, number>();
  private readonly lists = new Map<string, string>();
  private readonly constants = new Map<string, Readonly<Record<string, unknown>>>();
  private readonly written: string[] = [];

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
    this.shapes = new Shapes(checker, (type) => this.structOf(type));
    this.lowering = new Lowering({
      nameOf: (identifier) => this.nameOf(identifier),
      constantOf: (expression) => this.constantOf(expression),
      wordOf: (text) => this.wordOf(text),
      typeOf: (node) => this.typeOf(node),
      useMember: (name) => {
        this.useMember(name);
      },
    });
  }

  async assemble(entry: ts.FunctionDeclaration): Promise<Program> {
    await this.load(entry);
    this.need(entry);
    for (;;) {
      const declaration = this.waiting.shift();
      if (declaration !== undefined) {
        this.write(declaration);
        continue;
      }
      const member = this.waitingMembers.shift();
      if (member === undefined) break;
      this.writeMember(member);
    }
    const structures = [...this.structures].map(([name, { fields, methods }]) => {
      const lines = this.placesOf(fields).flatMap(([field, shape, place]) => accessors(field, shape, place));
      return `@unmanaged class ${name} {\n${[...lines, ...methods].join('\n')}\n}`;
    });
    const lists = [...this.lists.values()];
    const text = [
      ...structures,
      ...lists,
      ...this.written,
      `export function run(replication: i32): void { ${this.names.get(entry) ?? ''}(changetype<Stage>(usize(STAGE)), replication); }`,
      `const STAGE: usize = ${STAGE_ADDRESS.toFixed(0)};`,
      'export function heapBase(): usize { return __heap_base; }',
    ].join('\n\n');
    return {
      text,
      structures: Object.fromEntries([...this.structures].map(([name, { fields }]) => [name, fields])),
      words: Object.fromEntries(this.words),
    };
  }

  /** Runs every module of the model once, so that constants can be read off. */
  private async load(entry: ts.Node): Promise<void> {
    const seen = new Set<ts.SourceFile>();
    const files = [entry.getSourceFile()];
    for (let file = files.pop(); file !== undefined; file = files.pop()) {
      if (seen.has(file) || file.isDeclarationFile || file.fileName.includes('/node_modules/')) continue;
      seen.add(file);
      const module: unknown = await import(pathToFileURL(file.fileName).href);
      if (typeof module === 'object' && module !== null) this.constants.set(file.fileName, { ...module });
      for (const statement of file.statements) {
        if (!ts.isImportDeclaration(statement)) continue;
        const symbol = this.checker.getSymbolAtLocation(statement.moduleSpecifier);
        const found = symbol?.valueDeclaration;
        if (
          found !== undefined &&
          ts.isSourceFile(found) &&
          statement.importClause?.phaseModifier !== K.TypeKeyword
        )
          files.push(found);
      }
    }
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
    // A constant stands after those that it is made of.
    if (ts.isVariableDeclaration(declaration)) this.write(declaration);
    else this.waiting.push(declaration);
    return name;
  }

  private write(declaration: Declaration): void {
    const name = this.names.get(declaration) ?? '';
    const place = `${basename(declaration.getSourceFile().fileName)} ${declaration.name?.getText() ?? ''}`;
    const builtIn = BUILT_IN[place];
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

  private writeMember(member: ts.MethodDeclaration | ts.GetAccessorDeclaration): void {
    const { body, type, parameters } = member;
    const owner = member.parent;
    if (!ts.isClassDeclaration(owner)) return;
    if (type === undefined || body === undefined)
      throw refused(member, 'a method without a type of what it gives');
    const name = member.name.getText().replace('#', '');
    const kind = ts.isGetAccessorDeclaration(member) ? 'get ' : '';
    const structure = this.structures.get(this.structOf(this.checker.getTypeAtLocation(owner)));
    structure?.methods.push(
      `${kind}${name}(${this.lowering.parameters(parameters)}): ${this.typeOf(type)} ${this.lowering.block(body)}`,
    );
  }

  /** Where each field lies: at a multiple of its own size. */
  private placesOf(fields: Fields): (readonly [field: string, shape: Shape, place: number])[] {
    let end = 0;
    return fields.map(([field, shape]) => {
      const [size, alignment] = this.sizeOf(shape);
      const place = Math.ceil(end / alignment) * alignment;
      end = place + size;
      return [field, shape, place];
    });
  }

  private sizeOf(shape: Shape): readonly [size: number, alignment: number] {
    if (shape === 'f64') return [8, 8];
    if (shape === 'bool') return [1, 1];
    if (typeof shape === 'string' || shape.inside === undefined) return [4, 4];
    if ('list' in shape)
      return [8 + Math.ceil((shape.inside * (LIST_ITEMS[spelled(shape.list)] ?? 4)) / 8) * 8, 8];
    const places = this.placesOf(this.structures.get(shape.struct)?.fields ?? []);
    const [, last, place] = places.at(-1) ?? ['', 'i32', 0];
    return [Math.ceil((place + this.sizeOf(last)[0]) / 8) * 8, 8];
  }

  private useMember(name: ts.MemberName): void {
    const declaration = declarationOf(this.checker, name);
    if (
      declaration === undefined ||
      declaration.getSourceFile().isDeclarationFile ||
      !(ts.isMethodDeclaration(declaration) || ts.isGetAccessorDeclaration(declaration))
    )
      return;
    const known = this.members.get(declaration.parent) ?? new Set();
    if (known.has(declaration)) return;
    known.add(declaration);
    this.members.set(declaration.parent, known);
    this.waitingMembers.push(declaration);
  }

  private typeOf(node: ts.TypeNode): string {
    if (node.kind === K.VoidKeyword) return 'void';
    if (ts.isUnionTypeNode(node) && node.types.some(isFunction))
      return node.types.map((each) => (isFunction(each) ? `(${this.typeOf(each)})` : 'null')).join(' | ');
    if (ts.isParenthesizedTypeNode(node)) return this.typeOf(node.type);
    if (ts.isFunctionTypeNode(node))
      return `(${this.lowering.parameters(node.parameters)}) => ${this.typeOf(node.type)}`;
    const shape = this.shapes.ofTypeNode(node);
    if (shape === undefined) throw refused(node, 'a value of this type');
    return spelled(shape);
  }

  private structOf(type: ts.Type): string {
    const known = this.structNames.get(type);
    if (known !== undefined) return known;
    const wanted = type.aliasSymbol?.getName() ?? type.getSymbol()?.getName() ?? '';
    const base = /^\w+$/.test(wanted) && !wanted.startsWith('__') ? wanted : 'Group';
    let name = base;
    for (let next = 2; this.structures.has(name); next++) name = `${base}${next.toFixed(0)}`;
    this.structNames.set(type, name);
    const methods: string[] = [];
    this.structures.set(name, { fields: [], methods });
    const fields = this.checker.getPropertiesOfType(type).flatMap((property) => this.fieldOf(type, property));
    this.structures.set(name, { fields, methods });
    return name;
  }

  /** Nothing for methods and for what the machine has no use for. */
  private fieldOf(type: ts.Type, property: ts.Symbol): [string, Shape][] {
    const name = property.getName();
    const { valueDeclaration: declaration } = property;
    if (!/^\w+$/.test(name)) return [];
    if (
      declaration !== undefined &&
      (ts.isMethodDeclaration(declaration) || ts.isGetAccessorDeclaration(declaration))
    )
      return [];
    const isWritten =
      declaration !== undefined &&
      (ts.isPropertyDeclaration(declaration) || ts.isPropertySignature(declaration)) &&
      type.getSymbol()?.declarations?.includes(declaration.parent) === true;
    const shape = isWritten
      ? this.shapes.ofProperty(declaration)
      : this.shapes.ofType(this.checker.getTypeOfSymbol(property));
    if (shape === undefined) return [];
    // What is never replaced can lie inside: a class says so by `readonly`, and settings are never changed in place.
    const stays =
      !isWritten ||
      !ts.isPropertyDeclaration(declaration) ||
      (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly) !== 0;
    if (!stays || typeof shape === 'string') return [[name, shape]];
    if ('struct' in shape) return [[name, shape.nullable === true ? shape : { ...shape, inside: true }]];
    const first = isWritten && ts.isPropertyDeclaration(declaration) ? declaration.initializer : undefined;
    const length = first === undefined ? undefined : this.lengthOf(first);
    return [[name, length === undefined ? shape : { ...shape, inside: length }]];
  }

  /** Of `new Float64Array(4)`, where the number is written there or is a constant of its module. */
  private lengthOf(list: ts.Expression): number | undefined {
    if (!ts.isNewExpression(list) || list.arguments?.length !== 1) return undefined;
    const [length] = list.arguments;
    if (length === undefined) return undefined;
    if (ts.isNumericLiteral(length)) return Number(length.text);
    const declaration = declarationOf(this.checker, length);
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return undefined;
    const { initializer } = declaration;
    return initializer !== undefined && ts.isNumericLiteral(initializer)
      ? Number(initializer.text)
      : undefined;
  }

  private wordOf(text: string): number {
    const known = this.words.get(text);
    if (known !== undefined) return known;
    this.words.set(text, this.words.size + 1);
    return this.words.size;
  }

  /** An exported constant of a module, or what lies in it, read from the running module. */
  private constantOf(expression: ts.Expression): string | undefined {
    if (
      !ts.isIdentifier(expression) &&
      !ts.isPropertyAccessExpression(expression) &&
      !ts.isElementAccessExpression(expression)
    )
      return undefined;
    const value = this.valueOf(expression);
    if (typeof value === 'number') return numberText(value);
    if (value instanceof Float64Array || value instanceof Int32Array)
      return this.listOf(expression.getText(), value);
    return undefined;
  }

  private valueOf(expression: ts.Expression): unknown {
    if (ts.isIdentifier(expression)) {
      const declaration = declarationOf(this.checker, expression);
      if (
        declaration === undefined ||
        !(ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration))
      )
        return undefined;
      return this.constants.get(declaration.getSourceFile().fileName)?.[declaration.name.getText()];
    }
    if (ts.isNonNullExpression(expression) || ts.isParenthesizedExpression(expression))
      return this.valueOf(expression.expression);
    if (ts.isPropertyAccessExpression(expression))
      return fieldOf(this.valueOf(expression.expression), expression.name.text);
    if (ts.isElementAccessExpression(expression) && ts.isNumericLiteral(expression.argumentExpression))
      return fieldOf(this.valueOf(expression.expression), expression.argumentExpression.text);
    return undefined;
  }

  private listOf(name: string, values: Float64Array | Int32Array): string {
    const text = `list$${name.replaceAll(/\W/g, '_')}`;
    const item = values instanceof Float64Array ? 'f64' : 'i32';
    if (!this.lists.has(text))
      this.lists.set(
        text,
        `const ${text}: StaticArray<${item}> = [${[...values].map((value) => (item === 'f64' ? realText(value) : value.toFixed(0))).join(', ')}];`,
      );
    return text;
  }
}

const K = ts.SyntaxKind;

/** The one stage lies at an address that is known beforehand, so its fields are reached without asking where it is. */
export const STAGE_ADDRESS = 1024;

const LIST_ITEMS: Readonly<Record<string, number>> = { f64: 8, i32: 4, u8: 1 };
/** A list's length stands in the four bytes before its first item. */
const LIST_HEAD = 8;

function accessors(field: string, shape: Shape, place: number): string[] {
  const type = spelled(shape);
  const here = 'changetype<usize>(this)';
  if (typeof shape === 'object' && 'struct' in shape && shape.inside === true)
    return [`get ${field}(): ${type} { return changetype<${type}>(${here} + ${place.toFixed(0)}); }`];
  if (typeof shape === 'object' && 'list' in shape && shape.inside !== undefined)
    return [
      `get ${field}(): ${type} { return changetype<${type}>(${here} + ${(place + LIST_HEAD).toFixed(0)}); }`,
    ];
  return [
    `get ${field}(): ${type} { return load<${type}>(${here}, ${place.toFixed(0)}); }`,
    `set ${field}(value: ${type}) { store<${type}>(${here}, value, ${place.toFixed(0)}); }`,
  ];
}

function isFunction(node: ts.TypeNode): boolean {
  return ts.isFunctionTypeNode(ts.isParenthesizedTypeNode(node) ? node.type : node);
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return undefined;
  return (
    Object.entries(value).find(([key]) => key === name)?.[1] ??
    (Array.isArray(value) && name === 'length' ? value.length : undefined)
  );
}

function numberText(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 2 ** 31 && !Object.is(value, -0)
    ? value.toFixed(0)
    : realText(value);
}

function realText(value: number): string {
  if (value === Infinity) return 'Infinity';
  if (value === -Infinity) return '-Infinity';
  if (Number.isNaN(value)) return 'NaN';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}
