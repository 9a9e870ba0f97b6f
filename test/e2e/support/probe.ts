/**
 * Reads and works the panel as a person with a screen reader would: by role and accessible name. Runs inside the
 * panel's document; it travels there as text, so it uses nothing from around it.
 */
export const createProbe = (document: Document) => {
  const IMPLICIT: Record<string, string> = {
    button: 'button, summary, input[type=button], input[type=submit]',
    checkbox: 'input[type=checkbox]',
    searchbox: 'input[type=search]',
    textbox: 'input:not([type]), input[type=text], input[type=email], textarea',
    combobox: 'select',
    list: 'ul, ol',
    listitem: 'li',
    link: 'a[href]',
    status: 'output',
    dialog: 'dialog[open]',
    table: 'table',
    region: 'section[aria-label]',
    complementary: 'aside',
  };

  const trimmed = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

  const textOf = (element: Element): string => {
    const copy = document.createElement('div');
    copy.append(element.cloneNode(true));
    for (const hidden of copy.querySelectorAll('[aria-hidden=true], svg')) hidden.remove();
    return trimmed(copy.textContent);
  };

  /** What a label says beside the control that it may hold, whose options are no part of the name. */
  const labelOf = (label: Element): string => {
    const copy = document.createElement('div');
    copy.append(label.cloneNode(true));
    for (const control of copy.querySelectorAll('input, select, textarea')) control.remove();
    return textOf(copy);
  };

  const nameOf = (element: Element): string => {
    const labelled = element.getAttribute('aria-labelledby');
    if (labelled) {
      return trimmed(
        labelled
          .split(/\s+/)
          .map((id) => document.getElementById(id)?.textContent)
          .join(' '),
      );
    }
    const label = element.getAttribute('aria-label');
    if (label) return trimmed(label);
    const wrapping = element.id ? document.querySelector(`label[for="${element.id}"]`) : null;
    const near = wrapping ?? (element.matches('input, select, textarea') ? element.closest('label') : null);
    return near ? labelOf(near) : textOf(element) || trimmed(element.getAttribute('title'));
  };

  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });

  const all = (role: string, name?: string, within: ParentNode = document): HTMLElement[] => {
    const implicit = IMPLICIT[role];
    const selector = implicit ? `[role="${role}"], :is(${implicit}):not([role])` : `[role="${role}"]`;
    return [...within.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => isShown(element) && (name === undefined || nameOf(element) === name),
    );
  };

  const find = (role: string, name?: string): HTMLElement => {
    const [found] = all(role, name);
    if (found) return found;
    const there = all(role).map(nameOf).join(', ');
    throw new Error(`The panel shows no ${role} named "${name}". There is: ${there || 'none'}.`);
  };

  const cellsOf = (row: Element): string[] =>
    [...row.querySelectorAll('[role=gridcell], [role=rowheader]')].map((cell) => textOf(cell));

  const rowsOf = (grid: Element) =>
    [...grid.querySelectorAll('[role=row]')]
      .map((row) => ({ index: Number(row.getAttribute('aria-rowindex') ?? 0), cells: cellsOf(row) }))
      .filter((row) => row.cells.length > 0);

  const nextFrame = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => resolve());
    });

  /** The element that scrolls a virtualised grid: itself, something in it, or something around it. */
  const scrollerOf = (grid: Element): Element | undefined => {
    const scrolls = (element: Element) => element.scrollHeight > element.clientHeight + 1;
    const around: Element[] = [];
    for (let at: Element | null = grid; at; at = at.parentElement) around.push(at);
    return [...around.slice(0, 1), ...grid.querySelectorAll('*'), ...around.slice(1)].find(
      (element) => scrolls(element) && /auto|scroll/.test(getComputedStyle(element).overflowY),
    );
  };

  /** Every row of a grid, also those it draws only when scrolled to. */
  const allRows = async (grid: Element): Promise<string[][]> => {
    const seen = new Map<number, string[]>();
    const note = () => {
      for (const row of rowsOf(grid)) seen.set(row.index, row.cells);
    };
    note();
    const scroller = scrollerOf(grid);
    if (scroller) {
      const back = scroller.scrollTop;
      for (let top = 0; top < scroller.scrollHeight; top += Math.max(scroller.clientHeight - 40, 40)) {
        scroller.scrollTop = top;
        await nextFrame();
        await nextFrame();
        note();
      }
      scroller.scrollTop = back;
    }
    return [...seen].sort(([a], [b]) => a - b).map(([, cells]) => cells);
  };

  /** Types as React sees it: through the element's own setter, then an input event. */
  const fill = (element: HTMLElement, value: string) => {
    const prototype: unknown = Object.getPrototypeOf(element);
    const setter = Object.getOwnPropertyDescriptor(prototype, 'value')?.set;
    element.focus();
    setter?.call(element, value);
    element.dispatchEvent(new Event('input', { bubbles: true }));
    element.dispatchEvent(new Event('change', { bubbles: true }));
  };

  return { all, find, nameOf, textOf, rowsOf, allRows, fill };
};

export type Probe = ReturnType<typeof createProbe>;
