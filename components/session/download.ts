/** Hands a text to the user as an ordinary download; DevTools panels have no downloads API in either browser. */
export function downloadText(fileName: string, text: string, mimeType = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([text], { type: mimeType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the blob after this turn; a minute is ample for it to have begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
