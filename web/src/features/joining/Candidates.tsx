import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { candidatesQuery } from '../../api/candidates.ts';
import type { Named, Network } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import css from './Candidates.module.css';
import { InviteOrganisation } from './InviteOrganisation.tsx';

/** The municipalities and regions of a county that take no part, each with the invitation one press away. */
export function Candidates({ network }: { network: Network }) {
  const { t, language } = useWords();
  const found = useQuery(candidatesQuery(network.id));
  const [code, setCode] = useState('');
  const [inviting, setInviting] = useState<Named | null>(null);
  if (found.error && !found.data) return <Failure error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Later lines={4} />;
  // a network whose members all come from one county is of that county: it looks for others there first
  const represented = found.data.filter((one) => one.state === 'represented');
  const first = represented.length === 1 ? represented[0] : found.data[0];
  const county = found.data.find((one) => one.code === code) ?? first;
  return (
    <Part title={t('candidates.title')}>
      {!county ? (
        <p>{t('candidates.everywhere')}</p>
      ) : (
        <>
          <p>{t('candidates.lead')}</p>
          <div className={css.county}>
            <Choose
              label={t('candidates.county')}
              value={county.code}
              onChange={setCode}
              options={found.data.map((one) => ({
                id: one.code,
                text: one.name,
                note: t(`conditions.coverage.${one.state}`),
              }))}
            />
          </div>
          <ul className={css.rows} aria-label={t('candidates.of', { county: county.name })}>
            {county.candidates.map((one) => (
              <li key={one.id} className={css.row}>
                <span>
                  {one.name}
                  {one.invited_at && (
                    <span className={css.quiet}>
                      {' · '}
                      {t('candidates.invited', { date: date(one.invited_at, language) })}
                    </span>
                  )}
                </span>
                {!network.closed && (
                  <Button
                    look="quiet"
                    aria-label={t('candidates.inviteOf', { name: one.name })}
                    onPress={() => setInviting({ id: one.id, name: one.name })}
                  >
                    {t('candidates.invite')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {inviting && (
        <InviteOrganisation network={network.id} organisation={inviting} onClose={() => setInviting(null)} />
      )}
    </Part>
  );
}
