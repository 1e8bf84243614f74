/**
 * What values look like in the machine's memory. The TypeScript of the model says `number` for a real number and `i32` for a
 * whole one; classes and interfaces become structures of such fields, arrays and typed arrays become lists.
 */
import ts from 'typescript';
import type { Shape } from '../../simulations/machine/memory.ts';

const LISTS: Readonly<Record<string, Shape>> = { Float64Array: 'f64', Int32Array: 'i32' };

/** How AssemblyScript spells it. */
export function spelled(shape: Shape): string {
  if (typeof shape === 'string') return shape;
  if ('list' in shape) return `StaticArray<${spelled(shape.list)}>`;
  return shape.nullable ? `${shape.struct} | null` : shape.struct;
}

/** Finds shapes; `structOf` gives the name of the structure that an object type becomes. */
export class Shapes {
  readonly checker: ts.TypeChecker;
  readonly structOf: (type: ts.Type) => string;

  constructor(checker: ts.TypeChecker, structOf: (type: ts.Type) => string) {
    this.checker = checker;
    this.structOf = structOf;
  }

  /** Undefined for what the machine has no use for: names, records, functions. */
  ofTypeNode(node: ts.TypeNode): Shape | undefined {
    if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'i32') return 'i32';
    if (ts.isTypeOperatorNode(node) && node.operator === ts.SyntaxKind.ReadonlyKeyword)
      return this.ofTypeNode(node.type);
    if (ts.isArrayTypeNode(node)) {
      const item = this.ofTypeNode(node.elementType);
      return item === undefined ? undefined : { list: item };
    }
    return this.ofType(this.checker.getTypeFromTypeNode(node));
  }

  ofType(type: ts.Type): Shape | undefined {
    if (type.flags & ts.TypeFlags.BooleanLike) return 'bool';
    if (type.flags & ts.TypeFlags.NumberLike) return 'f64';
    if (type.isUnion()) return this.ofUnion(type);
    if (type.flags & ts.TypeFlags.StringLiteral) return 'i32';
    if (!(type.flags & ts.TypeFlags.Object)) return undefined;
    const name = type.getSymbol()?.getName() ?? '';
    const typed = LISTS[name];
    if (typed !== undefined) return { list: typed };
    if (this.checker.isArrayType(type)) {
      const item = this.checker.getTypeArguments(type as ts.TypeReference)[0];
      const shape = item === undefined ? undefined : this.ofType(item);
      return shape === undefined ? undefined : { list: shape };
    }
    if (type.getCallSignatures().length > 0 || type.getStringIndexType() !== undefined) return undefined;
    return { struct: this.structOf(type) };
  }

  private ofUnion(type: ts.UnionType): Shape | undefined {
    if (type.types.every((each) => each.flags & ts.TypeFlags.BooleanLike)) return 'bool';
    // Words of a list of choices are told apart by numbers (assemble.ts).
    if (type.types.every((each) => each.flags & ts.TypeFlags.StringLiteral)) return 'i32';
    const some = type.types.filter((each) => !(each.flags & (ts.TypeFlags.Null | ts.TypeFlags.Undefined)));
    const [only] = some;
    if (some.length !== 1 || only === undefined) return undefined;
    const shape = this.ofType(only);
    return typeof shape === 'object' && 'struct' in shape ? { ...shape, nullable: true } : undefined;
  }

  /** Of a class's field, whose first value tells its shape where no type is written: `tier = 0`, `value = REAL`. */
  ofProperty(property: ts.PropertyDeclaration | ts.PropertySignature): Shape | undefined {
    if (property.type !== undefined) return this.ofTypeNode(property.type);
    const first = ts.isPropertyDeclaration(property) ? property.initializer : undefined;
    if (first !== undefined && isWholeLiteral(first)) return 'i32';
    return this.ofType(this.checker.getTypeAtLocation(property));
  }
}

/** `0`, `-1`: and names of whole constants count as real, so a field that begins with one says its type. */
function isWholeLiteral(node: ts.Expression): boolean {
  if (ts.isPrefixUnaryExpression(node)) return isWholeLiteral(node.operand);
  return ts.isNumericLiteral(node) && Number.isInteger(Number(node.text));
}
