import type { BodyRow, Change, Chunk, JournalStore, SenderRow, TabRow } from './store';

type MemoryTab = {
  row: TabRow;
  chunks: Map<number, Chunk>;
  senders: Map<string, SenderRow>;
  bodies: Map<string, BodyRow>;
};

/** The journal of private windows, which is never written to disk and ends with the background. */
export function createMemoryStore(): JournalStore {
  const tabs = new Map<number, MemoryTab>();

  function apply(tabId: number, change: Change) {
    const tab: MemoryTab = tabs.get(tabId) ?? {
      row: change.row,
      chunks: new Map(),
      senders: new Map(),
      bodies: new Map(),
    };
    tabs.set(tabId, tab);
    tab.row = change.row;
    for (const chunk of change.replaced) tab.chunks.delete(chunk.firstSeq);
    for (const chunk of change.chunks) tab.chunks.set(chunk.firstSeq, chunk);
    for (const sender of change.senders) tab.senders.set(sender.sender, sender);
    for (const body of change.bodies) tab.bodies.set(body.digest, body);
    for (const chunk of change.dropped) {
      tab.chunks.delete(chunk.firstSeq);
      for (const body of tab.bodies.values()) if (body.lastSeq <= chunk.lastSeq) tab.bodies.delete(body.digest);
    }
  }

  return {
    async loadTab(tabId) {
      const tab = tabs.get(tabId);
      if (!tab) return undefined;
      const chunks = [...tab.chunks.values()].map(({ content: _, ...meta }) => meta);
      return { row: tab.row, chunks: chunks.sort((a, b) => a.firstSeq - b.firstSeq) };
    },
    loadSender: async (tabId, sender) => tabs.get(tabId)?.senders.get(sender),
    commit: async (tabId, change) => apply(tabId, change),
    async readChunks(tabId, first, last) {
      const chunks = [...(tabs.get(tabId)?.chunks.values() ?? [])]
        .filter((chunk) => chunk.firstSeq >= first.firstSeq && chunk.firstSeq <= last.firstSeq)
        .sort((a, b) => a.firstSeq - b.firstSeq);
      return chunks.flatMap((chunk) => chunk.content);
    },
    readBody: async (tabId, digest) => tabs.get(tabId)?.bodies.get(digest)?.text,
    async deleteTab(tabId) {
      tabs.delete(tabId);
    },
    tabIds: async () => [...tabs.keys()],
  };
}
