/** V8 stops optimising a function above some 60 KB of bytecode, and a function's variables must fit its stack. */
const STATEMENTS_IN_A_FUNCTION = 600;

const VARIABLE = /\b[a-z]+\d+\b/g;
const DECLARED = /^(?:const|let) ([^;]*);/gm;

/**
 * The source of a function of the given parameters and statements. A long list of statements is cut into several
 * functions, which hand the variables that later ones use on in an array.
 */
export function functionText(parameters: readonly string[], statements: readonly string[]): string {
  const head = `(${parameters.join(', ')}) => {`;
  if (statements.length <= STATEMENTS_IN_A_FUNCTION) return `return ${head}\n${statements.join('\n')}\n};`;

  const pieces: string[][] = [];
  for (let i = 0; i < statements.length; i += STATEMENTS_IN_A_FUNCTION) pieces.push(statements.slice(i, i + STATEMENTS_IN_A_FUNCTION));
  const declaredIn = new Map<string, number>();
  pieces.forEach((piece, p) => piece.forEach(statement => declaredBy(statement).forEach(name => declaredIn.set(name, p))));

  const slots = new Map<string, number>();
  const received = pieces.map((piece, p) => {
    const names = new Set(piece.join('\n').match(VARIABLE));
    return [...names].filter(name => {
      const origin = declaredIn.get(name);
      const isFromBefore = origin !== undefined && origin < p;
      if (isFromBefore && !slots.has(name)) slots.set(name, slots.size);
      return isFromBefore;
    });
  });
  const sent = pieces.map((): string[] => []);
  for (const name of slots.keys()) sent[declaredIn.get(name)!]!.push(name);

  const functions = pieces.map((piece, p) => {
    const load = received[p]!.map(name => `const ${name} = passed[${slots.get(name)}];`);
    const store = sent[p]!.map(name => `passed[${slots.get(name)}] = ${name};`);
    return `const piece${p} = ${head}\n${[...load, ...piece, ...store].join('\n')}\n};`;
  });
  const calls = pieces.map((_, p) => `piece${p}(${parameters.join(', ')});`);
  return [`const passed = new Float64Array(${slots.size});`, ...functions, `return ${head}\n${calls.join('\n')}\n};`].join('\n');
}

/** The variables that a statement declares at its outermost level, where lines are not indented. */
function declaredBy(statement: string): string[] {
  const outermost = statement.split('\n').filter(line => !line.startsWith(' ')).join('\n');
  return [...outermost.matchAll(DECLARED)].flatMap(([, list]) => list!.match(/[a-z]+\d+(?= = )/g) ?? []);
}
