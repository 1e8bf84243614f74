/** The structures that object types of the model become: which fields they have, and how those are got at where they lie. */
import ts from 'typescript';
import { LIST_HEAD, plansOf } from '../../simulations/machine/memory.ts';
import type { Fields, Shape, Structures } from '../../simulations/machine/memory.ts';
import { declarationOf } from './reach.ts';
import { Shapes, spelled } from './shapes.ts';

export class StructureTable {
  readonly shapes: Shapes;
  private readonly checker: ts.TypeChecker;
  private readonly names = new Map<ts.Type, string>();
  private readonly known = new Map<string, Fields>();
  private readonly methods = new Map<string, string[]>();

  constructor(checker: ts.TypeChecker) {
    this.checker = checker;
    this.shapes = new Shapes(checker, (type) => this.nameOf(type));
  }

  /** Name of the structure that a type becomes: its own, or `Group` for a type without one. */
  nameOf(type: ts.Type): string {
    const known = this.names.get(type);
    if (known !== undefined) return known;
    const wanted = type.aliasSymbol?.getName() ?? type.getSymbol()?.getName() ?? '';
    const base = /^\w+$/.test(wanted) && !wanted.startsWith('__') ? wanted : 'Group';
    let name = base;
    for (let next = 2; this.known.has(name); next++) name = `${base}${next.toFixed(0)}`;
    this.names.set(type, name);
    // Known before its fields are, which may lead back to it.
    this.known.set(name, []);
    const fields = this.checker.getPropertiesOfType(type).flatMap((property) => this.fieldOf(type, property));
    this.known.set(name, fields);
    return name;
  }

  addMethod(structure: string, text: string): void {
    this.methods.set(structure, [...(this.methods.get(structure) ?? []), text]);
  }

  /** Fields of all structures, in the order in which they lie. */
  fields(): Structures {
    return Object.fromEntries(this.known);
  }

  /** Declarations of all structures: complete only once all of the program has been read. */
  texts(): readonly string[] {
    return [...plansOf(this.fields())].map(([name, { fields }]) => {
      const lines = fields.flatMap((field) => accessors(field.name, field.shape, field.offset));
      return `@unmanaged class ${name} {\n${[...lines, ...(this.methods.get(name) ?? [])].join('\n')}\n}`;
    });
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
    const written =
      declaration !== undefined &&
      (ts.isPropertyDeclaration(declaration) || ts.isPropertySignature(declaration)) &&
      type.getSymbol()?.declarations?.includes(declaration.parent) === true
        ? declaration
        : undefined;
    const shape =
      written === undefined
        ? this.shapes.ofType(this.checker.getTypeOfSymbol(property))
        : this.shapes.ofProperty(written);
    if (shape === undefined) return [];
    const ofClass = written !== undefined && ts.isPropertyDeclaration(written) ? written : undefined;
    return [[name, stays(ofClass) ? this.inside(shape, ofClass?.initializer) : shape]];
  }

  /** The same shape inside of what has the field, where its length is known. */
  private inside(shape: Shape, first: ts.Expression | undefined): Shape {
    if (typeof shape === 'string') return shape;
    if ('struct' in shape) return shape.nullable === true ? shape : { ...shape, inside: true };
    const length = first === undefined ? undefined : this.lengthOf(first);
    return length === undefined ? shape : { ...shape, inside: length };
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
}

/** What is never replaced can lie inside: a class says so by `readonly`, and settings are never changed in place. */
function stays(ofClass: ts.PropertyDeclaration | undefined): boolean {
  return ofClass === undefined || (ts.getCombinedModifierFlags(ofClass) & ts.ModifierFlags.Readonly) !== 0;
}

function accessors(field: string, shape: Shape, offset: number): string[] {
  const type = spelled(shape);
  const here = 'changetype<usize>(this)';
  if (typeof shape === 'object' && shape.inside !== undefined) {
    const first = 'list' in shape ? offset + LIST_HEAD : offset;
    return [`get ${field}(): ${type} { return changetype<${type}>(${here} + ${first.toFixed(0)}); }`];
  }
  return [
    `get ${field}(): ${type} { return load<${type}>(${here}, ${offset.toFixed(0)}); }`,
    `set ${field}(value: ${type}) { store<${type}>(${here}, value, ${offset.toFixed(0)}); }`,
  ];
}
