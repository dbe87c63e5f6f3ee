import { agreement } from './agreement.ts';
import { article } from './article.ts';
import { bringing } from './bringing.ts';
import { cancelling } from './cancelling.ts';
import { candidates } from './candidates.ts';
import { certificate } from './certificate.ts';
import { conditions } from './conditions.ts';
import { conversation } from './conversation.ts';
import { copying } from './copying.ts';
import { desk } from './desk.ts';
import { document } from './document.ts';
import { dossier } from './dossier.ts';
import { finding } from './finding.ts';
import { follow } from './follow.ts';
import { home } from './home.ts';
import { hosting } from './hosting.ts';
import { joining } from './joining.ts';
import { linked } from './linked.ts';
import { log } from './log.ts';
import { mail } from './mail.ts';
import { mailing } from './mailing.ts';
import { membership } from './membership.ts';
import { network } from './network.ts';
import { outline } from './outline.ts';
import { people } from './people.ts';
import { revisit } from './revisit.ts';
import { guests, rooms } from './rooms.ts';
import { running } from './running.ts';
import { scan } from './scan.ts';
import { search } from './search.ts';
import { handover, invitation, round, seat, standIn, succession } from './seat.ts';
import { settings } from './settings.ts';
import { shifting } from './shifting.ts';
import { statement } from './statement.ts';
import { taking } from './taking.ts';
import { talk } from './talk.ts';
import { thread } from './thread.ts';
import { whom } from './whom.ts';

/** The texts of the other pages, fetched with the first of them. */
const more = {
  conversation,
  copying,
  follow,
  mail,
  network,
  search,
  talk,
  thread,
  agreement,
  article,
  candidates,
  cancelling,
  certificate,
  conditions,
  desk,
  document,
  dossier,
  guests,
  handover,
  finding,
  home,
  hosting,
  invitation,
  joining,
  linked,
  log,
  mailing,
  membership,
  outline,
  revisit,
  rooms,
  round,
  people,
  running,
  scan,
  seat,
  settings,
  shifting,
  standIn,
  statement,
  succession,
  bringing,
  taking,
  whom,
};
export default more;
