/** What axe says of a page as it stands. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { same } from './harness.ts';

export async function accessible(page: Page, what: string): Promise<void> {
  // What React Aria says aloud stands there for some seconds, longer perhaps than what it is named by.
  const found = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  const faults = found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`);
  same(faults.length, 0, `${what}: ${faults.join('\n')}`);
}
