/** Whose writing this device keeps: another person who signs in here never meets it. */
let owner = '';
const changed = new Set<() => void>();

export function setOwner(person: string): void {
  if (owner === person) return;
  owner = person;
  for (const act of changed) act();
}
export const whenOwnerChanges = (act: () => void): void => void changed.add(act);
export const ownName = (name: string): string => `samrum.${owner}.${name}`;
