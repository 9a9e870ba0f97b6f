/** What the extension keeps, read in a page of its own. Each runs there, and uses nothing from around it. */

/** All that the extension keeps: on disk, which outlives the browser, and in memory, which outlives the background. */
export const readKept = async (): Promise<{ onDisk: string; inMemory: string }> => {
  const api = Reflect.get(globalThis, 'browser') ?? Reflect.get(globalThis, 'chrome');
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const onDisk: unknown[] = [await api.storage.local.get(null), { ...localStorage }];
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await done(indexedDB.open(name));
    const stores = [...database.objectStoreNames];
    if (stores.length > 0) {
      const transaction = database.transaction(stores);
      for (const store of stores) onDisk.push(await done(transaction.objectStore(store).getAll()));
    }
    database.close();
  }
  return { onDisk: JSON.stringify(onDisk), inMemory: JSON.stringify(await api.storage.session.get(null)) };
};

/** One line of the journal, as far as tests look at it. */
export type KeptRecord = { tabId: number; source: string; kind: string; url: string; text: string };

/** The journals of all tabs of ordinary windows. */
export const readRecords = async (): Promise<KeptRecord[]> => {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await done(indexedDB.open('affitor-journal'));
  const chunks: unknown[] = await done(database.transaction('chunks').objectStore('chunks').getAll());
  database.close();
  return chunks.flat().map((record) => {
    const part = (name: string): unknown => Reflect.get(Object(record), name);
    return {
      tabId: Number(part('tabId')),
      source: String(part('source')),
      kind: String(part('kind')),
      url: String(part('url') ?? ''),
      text: JSON.stringify(record),
    };
  });
};
