/**
 * Notes something in a map that strangers may fill: it is the youngest then, also where it was there
 * before, and what was not noted for longest makes place.
 *
 * @param max how many the map may have
 */
export function keepNewest<Key, Value>(
  map: Map<Key, Value>,
  key: Key,
  value: Value,
  max: number,
): void {
  // A map keeps the order of first setting.
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= max) break;
    map.delete(oldest);
  }
}
