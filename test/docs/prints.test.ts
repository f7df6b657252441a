import { describe, expect, it } from 'vitest';
import { checkOutput } from './checkOutput.js';
import { prints, throws } from './prints.js';

describe('prints', () => {
  it.each<[said: string, ...values: unknown[]]>([
    ['81.9117', 81.91168784496783],
    ['81.91168784...', 81.91168784496783],
    ['81.91168785...', 81.91168784496783],
    ['[ 11.17, 3.37 ] 1e-9', [11.173074, 3.369914], 1.2e-9],
    ["{ shape: [2], name: 'x' }", { shape: [2], name: 'x' }],
    ['Float64Array [1, 2]', Float64Array.of(1, 2)],
    ["'moved' 1", 'moved', 1],
    ['0', -1e-17],
    ['7.5 seconds', 7.5],
    ['true: a remark', true],
    ['4        x[-1]', 4],
  ])('takes "%s"', (said, ...values) => {
    prints(said, ...values);
    expect.hasAssertions();
  });

  it.each<[said: string, ...values: unknown[]]>([
    ['81.9118', 81.91168784496783],
    ['82', 81.4],
    ['0.08...', 0.0688],
    ['true', false],
    ['[1, 2]', [1, 2, 3]],
    ['[1, 2, 3]', [1, 2]],
    ['1 2', 1],
    ['1 true', 1],
    ['true, false', true, false],
    ['2 * 3 = 6', 6],
  ])('refuses "%s"', (said, ...values) => {
    expect(() => prints(said, ...values)).toThrow('the example prints');
  });
});

describe('throws', () => {
  it('wants an error with the message given', () => {
    const statement = (): never => {
      throw new Error('no layer');
    };
    throws('no layer', statement);
    expect(() => throws('no speed', statement)).toThrow();
    expect(() => throws('no layer', () => 0)).toThrow();
  });
});

describe('checkOutput', () => {
  it('wraps what an example says, and leaves the rest alone', () => {
    const code = 'const a = 1; // one\nconsole.log(a, 2); // 1 2\nfail(); // throws: no\nconsole.log(a); // a remark';
    expect(checkOutput(code).split('\n').slice(1, 4)).toEqual([
      '__prints("1 2", a, 2); // 1 2',
      '__throws("no", () => fail()); // throws: no',
      'console.log(a); // a remark',
    ]);
  });
});
