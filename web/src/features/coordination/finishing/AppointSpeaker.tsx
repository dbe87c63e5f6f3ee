import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { findPeople } from '../../../api/networks.ts';
import { useWords } from '../../../locales/useWords.ts';
import { ChoosePerson } from '../../../ui/Appointments.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import type { Finishing } from './finishing.ts';
import { firstDay } from './InviteHolder.tsx';

/** Who is to speak for the network after the one whose term ends. */
export function AppointSpeaker({ matter, onClose, onDone }: Finishing) {
  const { t } = useWords();
  const client = useQueryClient();
  const { id, slug, name } = matter.network;
  return (
    <Dialog title={t('desk.nextSpeaker', { network: name })} isOpen onClose={onClose}>
      <ChoosePerson
        network={id}
        as="spokesperson"
        from={firstDay(matter.due)}
        find={(q) => findPeople(client, id, q)}
        onDone={() => {
          onDone();
          onClose();
        }}
      />
      <Link to={`/natverk/${slug}/installningar`}>{t('desk.whole.settings')}</Link>
    </Dialog>
  );
}
