/** What a person cannot read whole, or cannot reach, where it stands. Runs in the document, and travels as text. */

/**
 * Texts that are cut, stick out of what they stand in, lie on one another, or are where nobody can scroll to; controls
 * that something covers. Words of ours, which have some of `letters`, are cut only under a tooltip that says them. Data
 * may also end in an ellipsis in a row, which opens.
 */
export const findCut = (letters: string): string[] => {
  /** Of a line box, which is taller than its letters. */
  const SLACK = 0.25;
  const HOLDERS = 'button, a, [role=tab], [role=option], [role=menuitem], label, summary, td, th, [role=gridcell]';
  const CONTROLS = 'button, input, select, textarea';
  type Rect = { left: number; right: number; top: number; bottom: number };

  type Box = { style: CSSStyleDeclaration; outer: Rect; inner: Rect };
  const boxes = new Map<Element, Box>();
  const boxOf = (element: Element): Box => {
    const known = boxes.get(element);
    if (known) return known;
    const outer = element.getBoundingClientRect();
    const left = outer.left + element.clientLeft;
    const top = outer.top + element.clientTop;
    const inner = { left, right: left + element.clientWidth, top, bottom: top + element.clientHeight };
    const box = { style: getComputedStyle(element), outer, inner };
    boxes.set(element, box);
    return box;
  };
  const sticksOutX = (rect: Rect, of: Rect) => rect.right > of.right + 1 || rect.left < of.left - 1;
  const sticksOutY = (rect: Rect, of: Rect, slack: number) =>
    rect.bottom > of.bottom + slack || rect.top < of.top - slack;
  const isHiding = (overflow: string) => overflow === 'hidden' || overflow === 'clip';

  const isOurs = (text: string) => [...text].some((letter) => letters.includes(letter));
  const isTitled = (element: Element, text: string): boolean => {
    const titled = element.closest<HTMLElement>('[title]');
    return titled !== null && (titled.title.includes(text) || isTitled(titled.parentElement ?? document.body, text));
  };
  const hasEllipsis = (text: string, element: Element, { style }: Box) =>
    style.textOverflow === 'ellipsis' &&
    (isTitled(element, text) || (!isOurs(text) && element.closest('[role=row], [role=option], tr') !== null));

  const faults = new Set<string>();
  const tell = (fault: string, text: string, element: Element) =>
    faults.add(`${fault} “${text}” in ${element.tagName.toLowerCase()}.${element.className}`);

  /** What is left to see of a text after all that it stands in, and tells of what is not. */
  const seenOf = (text: string, element: Element, rect: Rect, from = element): Rect | undefined => {
    const seen = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
    const slack = SLACK * (rect.bottom - rect.top);
    const holder = element.closest(HOLDERS);
    let floats = false;
    for (let at: Element | null = from; at && at !== document.body; at = at.parentElement) {
      const box = boxOf(at);
      const { position, overflowX, overflowY, transform, clipPath } = box.style;
      // What is there for screen readers alone.
      if (clipPath !== 'none') return undefined;
      // What floats is not cut by what it does not stand in.
      if (!floats || position !== 'static' || transform !== 'none') {
        floats = false;
        if (at === holder && overflowX === 'visible') {
          if (sticksOutX(seen, box.outer)) tell('sticks out', text, element);
          else if (sticksOutY(seen, box.outer, slack)) tell('too tall', text, element);
        }
        if (isHiding(overflowX) && sticksOutX(seen, box.inner)) {
          if (!hasEllipsis(text, element, box)) tell('cut', text, element);
        } else if (isHiding(overflowY) && sticksOutY(seen, box.inner, slack)) {
          tell('cut in height', text, element);
        }
        if (overflowX !== 'visible') {
          seen.left = Math.max(seen.left, box.inner.left);
          seen.right = Math.min(seen.right, box.inner.right);
        }
        if (overflowY !== 'visible') {
          seen.top = Math.max(seen.top, box.inner.top);
          seen.bottom = Math.min(seen.bottom, box.inner.bottom);
        }
        if (seen.right <= seen.left || seen.bottom <= seen.top) return undefined;
      }
      if (position === 'fixed') break;
      if (position === 'absolute') floats = true;
    }
    if (seen.right > innerWidth + 1 || seen.left < -1) tell('outside', text, element);
    return seen;
  };

  /** What lies over the rest, and hides it as it should. */
  const layerOf = (element: Element): Element => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const { position, zIndex } = boxOf(at).style;
      if (at.matches('dialog, [popover]') || position === 'sticky' || position === 'fixed' || zIndex !== 'auto')
        return at;
    }
    return document.body;
  };
  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });

  const lines: { text: string; node: Node; element: Element; rect: Rect }[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = (node.nodeValue ?? '').replace(/\s+/g, ' ').trim();
    if (text === '' || !element || element.matches('script, style, option, optgroup, textarea')) continue;
    if (!isShown(element)) continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      const seen = rect.width > 0 && seenOf(text, element, rect);
      if (seen) lines.push({ text, node, element, rect: seen });
    }
  }

  lines.sort((one, other) => one.rect.top - other.rect.top);
  for (const [index, one] of lines.entries()) {
    for (let next = index + 1; next < lines.length; next += 1) {
      const other = lines[next];
      if (!other || other.rect.top >= one.rect.bottom) break;
      // A text that is cut has two rectangles: with its ellipsis, and as it would be.
      if (one.node === other.node) continue;
      const [a, b] = [one.rect, other.rect];
      const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const height = Math.min(a.bottom, b.bottom) - b.top;
      const least = Math.min(a.bottom - a.top, b.bottom - b.top);
      if (width > 1.5 && height > 2 * SLACK * least && layerOf(one.element) === layerOf(other.element)) {
        tell(`lies on “${other.text}”:`, one.text, one.element);
      }
    }
  }

  const canvas = document.createElement('canvas').getContext('2d');
  // Behind an open dialog nothing can be reached, nor has to be.
  for (const control of (document.querySelector('dialog:modal') ?? document.body).querySelectorAll(CONTROLS)) {
    if (!isShown(control) || !control.parentElement) continue;
    const name = control.getAttribute('aria-label') ?? control.id;
    const { outer, style, inner } = boxOf(control);
    const seen = seenOf(name, control, outer, control.parentElement);
    if (seen && !sticksOutX(outer, seen) && !sticksOutY(outer, seen, 1)) {
      const hit = document.elementFromPoint((seen.left + seen.right) / 2, (seen.top + seen.bottom) / 2);
      const isHit = !hit || hit.contains(control) || control.contains(hit) || hit.closest('label')?.contains(control);
      if (!isHit && layerOf(hit) === layerOf(control)) tell(`under ${hit.className}:`, name, control);
    }
    if (!canvas || control instanceof HTMLButtonElement || control instanceof HTMLTextAreaElement) continue;
    canvas.font = style.font;
    const isChoice = control instanceof HTMLSelectElement;
    const text = isChoice ? (control.selectedOptions[0]?.text ?? '') : (control.getAttribute('placeholder') ?? '');
    // The arrow of a choice takes about as much as its letters are tall.
    const arrow = isChoice ? 1.5 * Number.parseFloat(style.fontSize) : 0;
    const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
    // A placeholder is an example: what may be written is told by a tooltip.
    const isTold = isChoice ? isTitled(control, text) : control.getAttribute('title') !== null;
    const room = inner.right - inner.left - padding - arrow;
    if (!isTold && canvas.measureText(text).width > room + 1) tell('cut in its field', text, control);
  }
  return [...faults];
};
