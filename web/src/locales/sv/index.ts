import { asking } from './asking.ts';
import { inbox } from './follow.ts';
import { frame, session } from './frame.ts';
import { meeting } from './meeting.ts';
import type more from './more.ts';
import { start } from './start.ts';
import { terms } from './terms.ts';
import { ui } from './ui.ts';

/** What the sign-in and start pages say. Swedish decides which texts there are; every other language has the same shape. */
const sv = {
  asking,
  frame,
  inbox,
  meeting,
  session,
  start,
  terms,
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
