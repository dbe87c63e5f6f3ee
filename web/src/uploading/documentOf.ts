/** The document that an address, or a bare id, names. */
export function documentOf(pasted: string): string | null {
  const found = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(pasted);
  return found ? found[0].toLowerCase() : null;
}
