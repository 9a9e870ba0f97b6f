// vitest prints failures with Map.groupBy, which Node 20 lacks; without it they would not be printed at all.
// TODO [Node ≥22]: drop.
Map.groupBy ??= (items, keyOf) => {
  const groups = new Map();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};
