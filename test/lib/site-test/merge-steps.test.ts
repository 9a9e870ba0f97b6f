import { describe, expect, it } from 'vitest';
import { mergeSteps } from '@/lib/site-test/merge-steps';
import { STEP_LIMIT } from '@/lib/site-test/signup-step';
import { aStep, emailStep, passwordStep, pressStep } from './support';

const typed = (value: string, label = '') => aStep({ kind: 'type', value }, { name: 'name', label });

describe('merging what a page tells into steps', () => {
  it('keeps of a field what it holds in the end, at its first place', () => {
    expect(mergeSteps([typed('J'), emailStep], [typed('Jo'), typed('Jo Lind', 'Name (fine)')])).toEqual([
      typed('Jo Lind', 'Name (fine)'),
      emailStep,
    ]);
  });

  it('begins anew after something was pressed', () => {
    expect(mergeSteps([typed('Jo'), pressStep], [typed('Jo Lind')])).toEqual([
      typed('Jo'),
      pressStep,
      typed('Jo Lind'),
    ]);
  });

  it('takes a submit button that is pressed again and again for one press, and other buttons for as many', () => {
    const more = aStep({ kind: 'press', isSubmit: false }, { tag: 'button', type: 'button', label: '+' });
    expect(mergeSteps([], [pressStep, pressStep])).toEqual([pressStep]);
    expect(mergeSteps([], [more, more])).toEqual([more, more]);
  });

  it('tells fields of the same name on two pages apart', () => {
    const elsewhere = { ...emailStep, page: 'https://shop.example.com/welcome' };
    expect(mergeSteps([emailStep], [elsewhere])).toEqual([emailStep, elsewhere]);
  });

  it('adds nothing beyond its limit, and still hears what changes', () => {
    const many = Array.from({ length: STEP_LIMIT + 5 }, (_, index) =>
      aStep({ kind: 'tick', isOn: true }, { id: `t${index}` }),
    );
    const full = mergeSteps([], many);
    expect(full).toHaveLength(STEP_LIMIT);
    const off = aStep({ kind: 'tick', isOn: false }, { id: 't0' });
    expect(mergeSteps(full, [off, passwordStep])).toEqual([off, ...full.slice(1)]);
  });
});
