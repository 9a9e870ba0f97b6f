import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseStack } from '@/lib/timeline/stack';

describe('parseStack', () => {
  it('reads Chromium’s frames', () => {
    const stack = [
      'Error',
      '    at onSignup (https://shop.example.com/app.js:48:12)',
      '    at async Form.submit (https://shop.example.com/app.js:9:1)',
      '    at https://shop.example.com/:12:3',
      '    at Array.forEach (<anonymous>)',
    ].join('\n');
    expect(parseStack(stack)).toEqual([
      { functionName: 'onSignup', url: 'https://shop.example.com/app.js', line: 48, column: 12 },
      { functionName: 'Form.submit', url: 'https://shop.example.com/app.js', line: 9, column: 1 },
      { url: 'https://shop.example.com/', line: 12, column: 3 },
    ]);
  });

  it('reads Firefox’s frames', () => {
    const stack = 'onSignup@https://shop.example.com/app.js:48:12\n@https://shop.example.com/:12:3\n';
    expect(parseStack(stack)).toEqual([
      { functionName: 'onSignup', url: 'https://shop.example.com/app.js', line: 48, column: 12 },
      { url: 'https://shop.example.com/', line: 12, column: 3 },
    ]);
  });

  it('reads nothing from nothing, and never throws', () => {
    expect(parseStack(undefined)).toEqual([]);
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(parseStack(text))));
  });
});
