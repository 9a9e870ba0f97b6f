import type { Ref } from 'react';

type FileInputProps = {
  /** A button or a menu asks for the file, by a click on this. */
  ref: Ref<HTMLInputElement>;
  label: string;
  /** As of an input: endings and media types. */
  accept: string;
  onFile(file: File): void;
};

/** A file from the user's disk; the same one may be chosen again. */
export function FileInput({ ref, label, accept, onFile }: FileInputProps) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      aria-label={label}
      accept={accept}
      onChange={(event) => {
        const [chosen] = event.currentTarget.files ?? [];
        if (chosen) onFile(chosen);
        event.currentTarget.value = '';
      }}
    />
  );
}
