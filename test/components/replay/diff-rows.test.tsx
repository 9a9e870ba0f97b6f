import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffRows } from '@/components/replay/diff-rows';

describe('two answers side by side', () => {
  it('keep what is alike in one row, and set what went beside what came', () => {
    const rows = diffRows('{"a":1,"b":2,"c":3}', '{"a":1,"b":9,"c":3}');
    expect(rows.filter(({ isChanged }) => isChanged)).toMatchObject([{ before: '  "b": 2,', after: '  "b": 9,' }]);
    expect(rows).toHaveLength(5);
  });

  it('hold every line of both, in order', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(text, text, (left, right) => {
        const rows = diffRows(left.join('\n'), right.join('\n'));
        expect(rows.flatMap(({ before }) => (before === undefined ? [] : [before]))).toEqual(left);
        expect(rows.flatMap(({ after }) => (after === undefined ? [] : [after]))).toEqual(right);
      }),
    );
  });
});
