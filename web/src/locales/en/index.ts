import type { Locale } from '../sv/index.ts';
import { article } from './article.ts';
import { asking } from './asking.ts';
import { conversation } from './conversation.ts';
import { desk } from './desk.ts';
import { document } from './document.ts';
import { finding } from './finding.ts';
import { follow, inbox } from './follow.ts';
import { frame, session } from './frame.ts';
import { mail } from './mail.ts';
import { meeting } from './meeting.ts';
import { network } from './network.ts';
import { outline } from './outline.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { start } from './start.ts';
import { statement } from './statement.ts';
import { talk } from './talk.ts';
import { terms } from './terms.ts';
import { thread } from './thread.ts';
import { ui } from './ui.ts';

const en: Locale = {
  asking,
  article,
  conversation,
  desk,
  document,
  finding,
  follow,
  frame,
  inbox,
  mail,
  meeting,
  network,
  outline,
  search,
  session,
  settings,
  start,
  statement,
  talk,
  terms,
  thread,
  ui,
};
export default en;
