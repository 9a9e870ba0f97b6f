import { EmptyNote } from '@/components/atoms/EmptyNote';

/** Checks, before expectations can be written here: says what is here instead. */
export function ChecksView() {
  return (
    <EmptyNote title="No checks can be run from this version">
      This view will hold what you expect of an integration, such as “the lead’s user_id is the signed-in user’s”, and
      run it against each recording. For now, Overview lists every finding of the built-in rules, and an exported
      session can be judged again later.
    </EmptyNote>
  );
}
