/** The tab that a key goes to, round and round by the arrows; undefined for any other key. */
export function tabAfterKey<Tab>(key: string, tabs: readonly Tab[], selected: Tab): Tab | undefined {
  switch (key) {
    case 'Home':
      return tabs[0];
    case 'End':
      return tabs.at(-1);
    case 'ArrowRight':
      return tabs.at((tabs.indexOf(selected) + 1) % tabs.length);
    case 'ArrowLeft':
      return tabs.at((tabs.indexOf(selected) - 1) % tabs.length);
    default:
      return undefined;
  }
}
