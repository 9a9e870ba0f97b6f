import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { Sentence } from '@/components/atoms/Sentence';

afterEach(cleanup);

it('puts each element where the message has its slot', () => {
  const slots = { count: <b>3</b>, host: <code>shop.example</code> };
  const { container } = render(<Sentence text="On {host}: {count} leads" slots={slots} />);
  expect(container.innerHTML).toBe('On <code>shop.example</code>: <b>3</b> leads');
});

it('leaves out a slot that nothing is given for', () => {
  const { container } = render(<Sentence text="On {host}" slots={{}} />);
  expect(container.textContent).toBe('On ');
});
