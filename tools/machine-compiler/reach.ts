/** Which declarations a function of the model needs, found by following every name that it mentions. */
import ts from 'typescript';

export type Declaration =
  ts.FunctionDeclaration | ts.VariableDeclaration | ts.ClassDeclaration | ts.InterfaceDeclaration;

/** The declaration behind a name, wherever it was imported from. */
export function declarationOf(checker: ts.TypeChecker, name: ts.Node): ts.Declaration | undefined {
  let symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return undefined;
  if (symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return symbol.valueDeclaration ?? symbol.declarations?.[0];
}

/**
 * The declaration of a module's own constant that a name means, be it taken out of an object there. A variable of a block, or a
 * parameter, is none, though the module may export another of that name.
 */
export function constantBehind(
  checker: ts.TypeChecker,
  name: ts.Identifier,
): ts.VariableDeclaration | ts.BindingElement | undefined {
  const declaration = declarationOf(checker, name);
  if (
    declaration === undefined ||
    !(ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration))
  )
    return undefined;
  let whole: ts.Node = declaration;
  while (ts.isBindingElement(whole) || ts.isObjectBindingPattern(whole) || ts.isArrayBindingPattern(whole))
    whole = whole.parent;
  return isOfModule(whole) ? declaration : undefined;
}

/** A declaration of a module, not of a block, a class or a standard library. */
export function isOfModule(node: ts.Node): node is Declaration {
  if (node.getSourceFile().isDeclarationFile) return false;
  if (ts.isVariableDeclaration(node)) return ts.isSourceFile(node.parent.parent.parent);
  return (
    (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) &&
    ts.isSourceFile(node.parent)
  );
}
