import type { Balance } from '../../api/types.ts';

/** Minutes in which people talk with one another. */
export const talkOf = (balance: Balance): number => balance.discussion + balance.informal;
export const allOf = (balance: Balance): number =>
  balance.lecture + balance.workshop + balance.discussion + balance.informal;

/** Minutes of each kind in a programme that is being written. */
export function balanceOf(items: readonly { kind: keyof Balance; minutes: number }[]): Balance {
  const balance: Balance = { lecture: 0, workshop: 0, discussion: 0, informal: 0 };
  for (const { kind, minutes } of items) balance[kind] += minutes;
  return balance;
}

/** Less than this part of the time for talk is little. */
const LITTLE = 0.25;

/** What to say of the time for talk: little of it, less than one is used to, or nothing. */
export function verdict(now: Balance, earlier: readonly Balance[]): 'little' | 'less' | null {
  const share = (one: Balance) => (allOf(one) === 0 ? 0 : talkOf(one) / allOf(one));
  if (allOf(now) === 0) return null;
  if (share(now) < LITTLE) return 'little';
  if (earlier.length === 0) return null;
  const usual = earlier.reduce((sum, one) => sum + share(one), 0) / earlier.length;
  return share(now) < usual * 0.75 ? 'less' : null;
}

/** The minutes of a usual meeting's talk: the mean of the earlier ones. */
export const usualTalk = (earlier: readonly Balance[]): number =>
  earlier.length === 0 ? 0 : Math.round(earlier.reduce((sum, one) => sum + talkOf(one), 0) / earlier.length);
