import type { Locale } from '../sv/index.ts';
import type moreInSwedish from '../sv/more.ts';
import { asking } from './asking.ts';
import { conversation } from './conversation.ts';
import { finding } from './finding.ts';
import { follow, inbox } from './follow.ts';
import { frame, session } from './frame.ts';
import { mail } from './mail.ts';
import { meeting } from './meeting.ts';
import { network } from './network.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { talk } from './talk.ts';
import { terms } from './terms.ts';
import { thread } from './thread.ts';
import { ui } from './ui.ts';

const en: Omit<Locale, keyof typeof moreInSwedish> = {
  asking,
  conversation,
  finding,
  follow,
  frame,
  inbox,
  mail,
  meeting,
  network,
  search,
  session,
  start,
  talk,
  terms,
  thread,
  ui,
};
export default en;
