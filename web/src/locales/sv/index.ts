import { asking } from './asking.ts';
import { conversation } from './conversation.ts';
import { finding } from './finding.ts';
import { follow, inbox } from './follow.ts';
import { frame, session } from './frame.ts';
import { mail } from './mail.ts';
import { meeting } from './meeting.ts';
import type more from './more.ts';
import { network } from './network.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import { talk } from './talk.ts';
import { terms } from './terms.ts';
import { thread } from './thread.ts';
import { ui } from './ui.ts';

/** What the sign-in and start pages say. Swedish decides which texts there are; every other language has the same shape. */
const sv = {
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
export default sv;

/** The same keys with any text in them. */
export type Texts<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends readonly string[]
      ? readonly string[]
      : Texts<T[K]>;
};
export type Locale = Texts<typeof sv & typeof more>;
