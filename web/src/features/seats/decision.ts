/** The document that a pasted link, or a bare id, names; null where it names none. */
export function documentOf(pasted: string): string | null {
  const found = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(pasted);
  return found ? found[0].toLowerCase() : null;
}

/** The host of an address that none of the known ones is; null while it is none or is known. */
export function unusualHost(email: string, known: string[]): string | null {
  const host = email.trim().toLowerCase().split('@')[1] ?? '';
  if (!host.includes('.') || known.length === 0 || known.includes(host)) return null;
  return host;
}
