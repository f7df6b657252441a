/** Writes JavaScript statements; equal expressions in reach are computed once. */
export class Emitter {
  private readonly lines: string[] = [];
  private readonly scopes: Map<string, string>[] = [new Map()];
  private names = 0;
  private indent = '  ';

  /** The number of statements written. */
  get size(): number {
    return this.lines.length;
  }

  /** A name that is used nowhere else. */
  fresh(prefix: string): string {
    return `${prefix}${this.names++}`;
  }

  line(text: string): void {
    this.lines.push(this.indent + text);
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
    this.indent += '  ';
    this.scopes.push(new Map());
    body();
    this.scopes.pop();
    this.indent = this.indent.slice(2);
    this.line('}');
  }

  toString(): string {
    return this.lines.join('\n');
  }
}
