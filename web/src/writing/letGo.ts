/** A file that waited on this device is no longer needed there; what keeps such files is fetched when there are some. */
export const letGo = (id: string): Promise<void> =>
  import('./heldFiles.ts').then(
    (held) => held.letGo(id),
    // What could not be thrown away now is when it has lain for long.
    () => undefined,
  );
