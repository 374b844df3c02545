/** All files of the index in one (`all.pack`): a line of JSON that tells where each lies, then their bytes. The server reads it, and a device keeps it for reading off line. */

export type Places = Readonly<Record<string, readonly [from: number, to: number]>>;

/** Puts the files together. */
export function bundle(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const places: Record<string, readonly [number, number]> = {};
  let end = 0;
  for (const [name, bytes] of files) places[name] = [end, (end += bytes.length)];
  const head = new TextEncoder().encode(`${JSON.stringify(places)}\n`);
  const out = new Uint8Array(head.length + end);
  out.set(head);
  for (const [name, bytes] of files) out.set(bytes, head.length + (places[name]?.[0] ?? 0));
  return out;
}

/** Reads single files out of it. */
export function unbundle(all: Uint8Array): (name: string) => Uint8Array | undefined {
  const line = all.indexOf(10);
  const places = JSON.parse(new TextDecoder().decode(all.subarray(0, line))) as Places;
  return (name) => {
    const place = Object.hasOwn(places, name) ? places[name] : undefined;
    return place && all.subarray(line + 1 + place[0], line + 1 + place[1]);
  };
}
