import ts from 'typescript';

const printsModule = JSON.stringify(new URL('prints.ts', import.meta.url).pathname);

const BEGINS_WITH_A_VALUE = /^(?:[-+\d[{'"]|(?:true|false|null|undefined|NaN|Infinity|\w+Array)\b)/;

/**
 * Turns what an example says it prints into a check. A comment behind a `console.log` that begins with a value states
 * what it shows, and may go on in words; the comment `throws: ...` behind a statement states the message it throws with.
 * Any other comment is a remark. Lines keep their numbers.
 *
 * @example
 * ```ts no-run
 * console.log(0.1 + 0.2); // 0.3
 * ```
 */
export function checkOutput(code: string): string {
  const source = ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2022, true);
  const edits: { at: number; end: number; text: string }[] = [];
  for (const statement of source.statements) {
    const said = /^[ \t]*\/\/ ?(.*)/.exec(code.slice(statement.end))?.[1]?.trim();
    if (!said || !ts.isExpressionStatement(statement)) continue;
    const start = statement.getStart(source);
    const { expression } = statement;
    if (said.startsWith('throws: ')) {
      const message = JSON.stringify(said.slice('throws: '.length));
      edits.push({ at: start, end: statement.end, text: `__throws(${message}, () => ${expression.getText(source)});` });
    } else if (BEGINS_WITH_A_VALUE.test(said) && ts.isCallExpression(expression) && expression.expression.getText(source) === 'console.log') {
      const shown = expression.arguments.map((argument) => argument.getText(source)).join(', ');
      edits.push({ at: start, end: statement.end, text: `__prints(${JSON.stringify(said)}, ${shown});` });
    }
  }
  const checked = edits.reduceRight((text, edit) => text.slice(0, edit.at) + edit.text + text.slice(edit.end), code);
  return `import { prints as __prints, throws as __throws } from ${printsModule}; ${checked}\nexport {};\n`;
}
