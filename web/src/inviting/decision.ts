/** The host of an address that none of the known ones is; null while it is none or is known. */
export function unusualHost(email: string, known: string[]): string | null {
  const host = email.trim().toLowerCase().split('@')[1] ?? '';
  if (!host.includes('.') || known.length === 0 || known.includes(host)) return null;
  return host;
}
