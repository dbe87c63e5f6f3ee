import type { Locale } from '../sv/index.ts';
import type moreInSwedish from '../sv/more.ts';
import { agreement } from './agreement.ts';
import { article } from './article.ts';
import { bringing } from './bringing.ts';
import { conditions } from './conditions.ts';
import { desk } from './desk.ts';
import { document } from './document.ts';
import { dossier } from './dossier.ts';
import { joining } from './joining.ts';
import { outline } from './outline.ts';
import { people } from './people.ts';
import { guests, rooms } from './rooms.ts';
import { running } from './running.ts';
import { handover, invitation, round, seat, standIn, succession } from './seat.ts';
import { settings } from './settings.ts';
import { statement } from './statement.ts';
import { taking } from './taking.ts';

const more: Pick<Locale, keyof typeof moreInSwedish> = {
  agreement,
  article,
  conditions,
  desk,
  document,
  dossier,
  guests,
  handover,
  invitation,
  joining,
  outline,
  rooms,
  round,
  people,
  running,
  seat,
  settings,
  standIn,
  statement,
  succession,
  bringing,
  taking,
};
export default more;
