import { type SignupStep, STEP_LIMIT } from './signup-step';

/** Makes the steps of a signup of what a page tells while it is typed into. */

/**
 * A field that is filled in again before anything is pressed keeps its place among the steps, with what it holds now. A
 * second press of the same submit button in a row is one of somebody who waits. Beyond the limit nothing is added.
 */
export function mergeSteps(steps: readonly SignupStep[], more: readonly SignupStep[]): SignupStep[] {
  const merged = [...steps];
  for (const step of more) {
    const same = indexOfSame(merged, step);
    if (same >= 0) merged[same] = step;
    else if (merged.length < STEP_LIMIT) merged.push(step);
  }
  return merged;
}

const isPress = ({ act }: SignupStep): boolean => act.kind === 'press' || act.kind === 'submit';

function indexOfSame(steps: readonly SignupStep[], step: SignupStep): number {
  if (isPress(step)) {
    const isAgain = step.act.kind === 'submit' || (step.act.kind === 'press' && step.act.isSubmit);
    const last = steps.at(-1);
    return isAgain && last && isSame(last, step) ? steps.length - 1 : -1;
  }
  const sincePress = steps.findLastIndex(isPress) + 1;
  return steps.findIndex((other, index) => index >= sincePress && isSame(other, step));
}

function isSame(one: SignupStep, other: SignupStep): boolean {
  return one.page === other.page && one.act.kind === other.act.kind && keyOf(one) === keyOf(other);
}

/** A label may change while one types, as one that says what is wrong. */
function keyOf({ place: { tag, id, name, option, css } }: SignupStep): string {
  return JSON.stringify([tag, id, name, option, css]);
}
