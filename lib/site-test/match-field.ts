import type { FieldPlace } from './signup-step';

/** Finds a recorded element among those that are on the page now. */

/**
 * By what is least likely to have changed: its id, its name, what it is called, and last its way through the document.
 * A way that only one element matches decides; one that several match is narrowed by the next. Undefined where there is
 * none: better no field than another one.
 */
export function matchField(wanted: FieldPlace, found: readonly FieldPlace[]): number | undefined {
  let left = [...found.keys()].filter((index) => {
    const place = found[index];
    return place !== undefined && isOfKind(wanted, place);
  });
  let isNamed = false;
  for (const isMatch of WAYS) {
    const matching = left.filter((index) => {
      const place = found[index];
      return place !== undefined && isMatch(wanted, place);
    });
    if (matching.length === 1) return matching[0];
    if (matching.length === 0) continue;
    left = matching;
    isNamed = true;
  }
  // Alike in everything, as buttons of a list are.
  return isNamed ? left[0] : undefined;
}

type Way = (wanted: FieldPlace, place: FieldPlace) => boolean;

/** Written by a framework, and another one each time. */
const MADE_UP_ID = /^:.*:$|^«.*»$|\d{4,}|^(?:radix|headlessui|mui|react-aria|ember|ext-gen)/i;

const byId: Way = ({ id }, place) => id !== '' && !MADE_UP_ID.test(id) && place.id === id;
const byName: Way = ({ name }, place) => name !== '' && place.name === name;
const byLabel: Way = ({ label }, place) => label !== '' && sameWords(place.label, label);
/** The way alone leads to whatever stands there now, so nothing may speak against it. */
const byCss: Way = (wanted, place) =>
  place.css === wanted.css && agrees(wanted.name, place.name) && agrees(wanted.label, place.label);

const WAYS: readonly Way[] = [byId, byName, byLabel, byCss];

const agrees = (one: string, other: string): boolean => one === '' || other === '' || sameWords(one, other);

const sameWords = (one: string, other: string): boolean => wordsOf(one) === wordsOf(other);
const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s*:]+/g, ' ')
    .trim();

/** A password field shows its text as one of another type; every other kind of element stays what it is. */
function isOfKind(wanted: FieldPlace, place: FieldPlace): boolean {
  const isText = TEXT_TYPES.has(wanted.type) && TEXT_TYPES.has(place.type);
  return (
    wanted.tag === place.tag &&
    (wanted.type === place.type || isText) &&
    wanted.role === place.role &&
    wanted.option === place.option
  );
}

const TEXT_TYPES = new Set(['text', 'email', 'password', 'search', 'tel', 'url', 'number']);
