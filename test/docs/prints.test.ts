import { describe, expect, it } from 'vitest';
import { checkOutput } from './checkOutput.js';
import { prints, throws } from './prints.js';

describe('prints', () => {
  it('compares numbers to the digits given', () => {
    prints('81.9117', 81.91168784496783);
    prints('[ 11.17, 3.37 ] 1e-9', [11.173074, 3.369914], 1.2e-9);
    prints("{ shape: [2], name: 'x' }", { shape: [2], name: 'x' });
    prints('[0.08..., 3]', [0.0871, 3]);
    prints('0', -1e-17);
    expect(() => prints('0.08...', 0.0799)).toThrow();
    expect(() => prints('81.9118', 81.91168784496783)).toThrow('the example prints 81.91168784496783');
    expect(() => prints('82', 81.4)).toThrow();
  });

  it('compares everything that is not a number as text', () => {
    expect(() => prints('true', false)).toThrow();
    expect(() => prints('[1, 2]', [1, 2, 3])).toThrow();
    expect(() => prints('1 2', 1)).toThrow();
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
    const code = 'const a = 1; // one\nconsole.log(a, 2); // 1 2  as an aside\nfail(); // throws: no\nconsole.log(a); // a remark';
    expect(checkOutput(code).split('\n').slice(1, 4)).toEqual([
      '__prints("1 2", a, 2); // 1 2  as an aside',
      '__throws("no", () => fail()); // throws: no',
      'console.log(a); // a remark',
    ]);
  });
});
