import { parse, tokenize } from '@humanwhocodes/momoa';
import type { ValueNode } from '@humanwhocodes/momoa';
import { emptyText, notJson, Refusal, repeatedKey, tooDeep } from '../errors.js';
import type { Path } from './formatPath.js';

/** How deep arrays and objects may be nested. */
export const deepestNesting = 64;

export interface JsonDocument {
  readonly value: unknown;
  /** The line where the value at `path` begins (or, if it is missing, the innermost that there is), from 1. */
  lineOf(path: Path): number;
}

/**
 * JSON as RFC 8259 has it, a leading byte-order mark aside. Beyond `JSON.parse`: line and column of a fault, lines of
 * values, no key twice in an object, bounded nesting.
 *
 * @throws Refusal
 */
export function readJson(source: string): JsonDocument {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  if (text.trim() === '') throw new Refusal([emptyText()]);
  checkNesting(text);
  const root = located(() => parse(text, { mode: 'json' })).body;
  const value = parseStrictly(text);
  refuseRepeatedKeys(root);
  return { value, lineOf: (path) => nodeAt(root, path).loc.start.line };
}

/** The parser recurses: this keeps it, and every later walk, away from the end of the stack. */
function checkNesting(text: string): void {
  let depth = 0;
  for (const { type, loc } of located(() => tokenize(text, { mode: 'json' }))) {
    if (type === 'LBrace' || type === 'LBracket') depth++;
    if (type === 'RBrace' || type === 'RBracket') depth--;
    if (depth > deepestNesting) throw new Refusal([tooDeep(deepestNesting, loc.start.line)]);
  }
}

/** How the parser's tokens are written. */
const spelling: Readonly<Record<string, string>> = {
  LBrace: "'{'",
  RBrace: "'}'",
  LBracket: "'['",
  RBracket: "']'",
  Comma: "','",
  Colon: "':'",
  String: 'string',
  Number: 'number',
};

function located<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { message, line, column } = error as Error & { line: number; column: number };
    const what = message
      .replace(/ found\. \(\d+:\d+\)$/, '')
      .replace(/^Unexpected/, 'unexpected')
      .replace(/token (\w+)/, (whole, token: string) => spelling[token] ?? whole)
      .replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
    throw new Refusal([notJson(`at line ${line}, column ${column} (${what})`, line)]);
  }
}

/** The platform's parser has the last word: it also refuses control characters in strings. */
function parseStrictly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal([notJson(`(${(error as Error).message.replaceAll('\n', ' ')})`)]);
  }
}

function refuseRepeatedKeys(node: ValueNode, path: Path = []): void {
  if (node.type === 'Array') node.elements.forEach((element, index) => refuseRepeatedKeys(element.value, [...path, index]));
  if (node.type !== 'Object') return;
  const lines = new Map<string, number>();
  for (const { name, value, loc } of node.members) {
    const key = keyOf(name);
    const first = lines.get(key);
    if (first !== undefined) throw new Refusal([repeatedKey([...path, key], first, loc.start.line)]);
    lines.set(key, loc.start.line);
    refuseRepeatedKeys(value, [...path, key]);
  }
}

function nodeAt(root: ValueNode, path: Path): ValueNode {
  let node = root;
  for (const key of path) {
    const child = childOf(node, key);
    if (!child) break;
    node = child;
  }
  return node;
}

function childOf(node: ValueNode, key: PropertyKey): ValueNode | undefined {
  if (node.type === 'Array') return node.elements[Number(key)]?.value;
  if (node.type === 'Object') return node.members.find(({ name }) => keyOf(name) === key)?.value;
  return undefined;
}

const keyOf = (name: { type: 'String'; value: string } | { type: 'Identifier'; name: string }): string =>
  name.type === 'String' ? name.value : name.name;
