import { EmptyNote } from '@/components/atoms/EmptyNote';

/** Replay, before a request can be sent from here: says what is here instead. */
export function ReplayView() {
  return (
    <EmptyNote title="Nothing can be replayed from this version">
      This view will send a recorded lead or click again, edited if you like, to the mock tracking API, and compare the
      answers; nothing will go to the real API without asking first. For now, choose a request in Timeline and copy it,
      or point your page at the mock that <code>npx affitor-inspector mock</code> starts on 127.0.0.1:1337.
    </EmptyNote>
  );
}
