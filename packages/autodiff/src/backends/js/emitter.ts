/** Writes JavaScript statements; equal expressions in reach are computed once. */
export class Emitter {
  /** Statements of the outermost level; one with a block is one statement. */
  readonly statements: string[] = [];
  private readonly scopes: Map<string, string>[] = [new Map()];
  private names = 0;

  /** A name that is used nowhere else. */
  fresh(prefix: string): string {
    return `${prefix}${this.names++}`;
  }

  line(text: string): void {
    const depth = this.scopes.length - 1;
    if (depth === 0) this.statements.push(text);
    else this.statements[this.statements.length - 1] += `\n${'  '.repeat(depth)}${text}`;
  }

  /** The name of a variable that holds the value of an expression without side effects. */
  value(expression: string): string {
    for (const scope of this.scopes) {
      const known = scope.get(expression);
      if (known !== undefined) return known;
    }
    const name = this.fresh('t');
    this.line(`const ${name} = ${expression};`);
    this.scopes[this.scopes.length - 1]!.set(expression, name);
    return name;
  }

  /** Statements inside of braces; what is computed there is not seen outside. */
  block(head: string, body: () => void): void {
    this.line(`${head} {`);
    this.scopes.push(new Map());
    body();
    this.scopes.pop();
    this.statements[this.statements.length - 1] += `\n${'  '.repeat(this.scopes.length - 1)}}`;
  }

  /** Makes what `body` writes at the outermost level one statement, for variables that are assigned to after their declaration. */
  group<T>(body: () => T): T {
    const start = this.statements.length;
    const result = body();
    if (this.scopes.length === 1) this.statements.push(this.statements.splice(start).join('\n'));
    return result;
  }

  toString(): string {
    return this.statements.join('\n');
  }
}
