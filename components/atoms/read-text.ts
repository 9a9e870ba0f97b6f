import { i18n } from '#i18n';

type Reader = {
  take(fileName: string, text: string): unknown;
  /** With the reason, which names the file. */
  refuse(reason: string): void;
};

/** Hands on what stands in a file that the user chose, which may be gone or locked by then. */
export async function readText(file: File, { take, refuse }: Reader): Promise<void> {
  let text: string;
  try {
    text = await file.text();
  } catch {
    refuse(i18n.t('common.fileUnreadable', [file.name]));
    return;
  }
  await take(file.name, text);
}
