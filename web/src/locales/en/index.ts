import type { Locale } from '../sv/index.ts';
import type moreInSwedish from '../sv/more.ts';
import { asking } from './asking.ts';
import { inbox } from './follow.ts';
import { frame, session } from './frame.ts';
import { meeting } from './meeting.ts';
import { start } from './start.ts';
import { terms } from './terms.ts';
import { ui } from './ui.ts';

const en: Omit<Locale, keyof typeof moreInSwedish> = {
  asking,
  frame,
  inbox,
  meeting,
  session,
  start,
  terms,
  ui,
};
export default en;
