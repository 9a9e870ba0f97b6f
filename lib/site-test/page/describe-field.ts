import { type FieldPlace, NAME_LIMIT } from '@/lib/site-test/signup-step';

/**
 * What an element of the page is told apart by. Read through the prototypes' own getters where it can be a form, whose
 * fields would be taken for its properties.
 */

export const PRESSED =
  'button, input[type=submit], input[type=button], input[type=image], a[href], summary, [role=button], [role=link], ' +
  '[role=checkbox], [role=radio], [role=switch], [role=option], [role=combobox], [role=tab], [role=menuitem]';

export const FILLED = 'input, select, textarea';

export function describeField(element: Element): FieldPlace {
  const tag = element.localName;
  const type = typeOf(element);
  return {
    tag,
    type,
    id: attribute(element, 'id'),
    name: attribute(element, 'name'),
    label: labelOf(element),
    role: attribute(element, 'role'),
    autocomplete: attribute(element, 'autocomplete'),
    option: type === 'radio' || type === 'checkbox' ? attribute(element, 'value') : '',
    css: cssOf(element),
  };
}

const short = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, NAME_LIMIT);

const attribute = (element: Element, name: string): string => short(element.getAttribute(name) ?? '');

export function typeOf(element: Element): string {
  if (element instanceof HTMLInputElement || element instanceof HTMLButtonElement) return element.type;
  return '';
}

/** What a person would call it: what stands beside it, or on it. */
function labelOf(element: Element): string {
  const named = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
  const byIds = named.map((id) => wordsIn(element.ownerDocument.getElementById(id))).join(' ');
  const isField = element instanceof HTMLInputElement || element instanceof HTMLSelectElement;
  const labels = isField || element instanceof HTMLTextAreaElement ? [...(element.labels ?? [])] : [];
  const onIt = element.matches(FILLED) ? '' : wordsIn(element);
  const isPressed = element instanceof HTMLInputElement && /^(?:submit|button|image)$/.test(element.type);
  const ways = [
    byIds,
    attribute(element, 'aria-label'),
    labels.map(wordsIn).join(' '),
    onIt,
    isPressed ? element.value : '',
    attribute(element, 'alt'),
    attribute(element, 'placeholder'),
    attribute(element, 'title'),
  ];
  return ways.map(short).find((words) => words !== '') ?? '';
}

/** Its text without that of fields in it, which may be what somebody typed or chose. */
function wordsIn(element: Element | null): string {
  if (!element) return '';
  const walker = element.ownerDocument.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => {
      const isLeftOut = node instanceof Element && node.matches(`${FILLED}, script, style`);
      return isLeftOut ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
    },
  );
  let words = '';
  while (walker.nextNode() && words.length < NAME_LIMIT * 4) {
    if (walker.currentNode instanceof Text) words += ` ${walker.currentNode.data}`;
  }
  return words;
}

const DEPTH_LIMIT = 12;

/** `form:nth-of-type(1)>label:nth-of-type(2)>input:nth-of-type(1)`, from the next element with an id or the body. */
function cssOf(element: Element): string {
  const parts: string[] = [];
  let at: Element | null = element;
  for (; at && parts.length < DEPTH_LIMIT; at = parentOf(at)) {
    const tag = localNameOf(at);
    if (tag === 'body' || tag === 'html') break;
    let nth = 1;
    for (let other = before(at); other; other = before(other)) if (localNameOf(other) === tag) nth += 1;
    parts.unshift(`${tag.slice(0, 30)}:nth-of-type(${nth})`);
  }
  return parts.join('>');
}

const parentOf = (element: Element): Element | null => elementAt(Node.prototype, 'parentElement', element);
const before = (element: Element): Element | null => elementAt(Element.prototype, 'previousElementSibling', element);
const localNameOf = (element: Element): string => String(Reflect.get(Element.prototype, 'localName', element));

function elementAt(prototype: object, name: string, element: Element): Element | null {
  const found: unknown = Reflect.get(prototype, name, element);
  return found instanceof Element ? found : null;
}
