import type { Desk } from './desk';
import type { Requests } from './requests';

/**
 * Observes forms posted to the tracker. The browser fires `formdata` when it builds what it sends; a page that only
 * reads its form fires it too, so that it counts after a `submit` that nobody stopped, or within `form.submit()`.
 */
export function observeForms(desk: Desk, requests: Requests) {
  const { window } = desk;
  const part = (name: string, of: unknown) =>
    Reflect.getOwnPropertyDescriptor(window.HTMLFormElement.prototype, name)?.get?.call(of);
  let submit: SubmitEvent | undefined;
  let submitting = false;
  let forms = 0;

  desk.listen(window, 'submit', (event) => {
    submit = event as SubmitEvent;
  });
  const onFormData = (event: Event) => {
    const form = event.target;
    // A `submit` that is still on its way may yet be stopped.
    const submitted = submit?.target === form && !submit?.defaultPrevented && !submit?.eventPhase;
    if (!submitted && !submitting) return;
    // The button that was pressed may send its form elsewhere, or otherwise.
    const button = submitting ? undefined : submit?.submitter;
    const own = (name: string) => button?.getAttribute(`form${name}`);
    submit = undefined;
    submitting = false;
    const url = desk.trackerUrl(own('action') || part('action', form));
    if (!url || (own('method')?.toLowerCase() ?? part('method', form)) !== 'post') return;
    const fields = [...(event as FormDataEvent).formData].map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : `${value.name} (${value.type}, ${value.size} bytes)`,
    ]);
    // Numbers below zero cannot meet those of the page's own world.
    requests.began({
      id: --forms,
      at: desk.clock.now(),
      carrier: 'form',
      method: 'POST',
      url,
      body: { fields },
      stack: '',
    });
  };
  // On its way up, when the page's own listeners have put in what they wanted.
  desk.listen(window, 'formdata', onFormData, false);

  return {
    submitting(): void {
      submitting = true;
      queueMicrotask(() => {
        submitting = false;
      });
    },
  };
}
