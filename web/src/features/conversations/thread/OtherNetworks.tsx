import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { networksQuery, roomsQuery } from '../../../api/networks.ts';
import { audienceWords } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import css from './OtherNetworks.module.css';

/** An information may stand in several of one's networks: which, and who reads it there. */
export function OtherNetworks({
  without,
  value,
  onChange,
}: {
  without: string | null;
  value: string[];
  onChange: (networks: string[]) => void;
}) {
  const { t } = useWords();
  const networks = useQuery(networksQuery).data;
  const others = (networks ?? []).filter((network) => network.id !== without);
  const rooms = useQueries({ queries: others.map((network) => roomsQuery(network.id)) });
  const open = others.flatMap((network, index) => {
    const whole = rooms[index]?.data?.find((room) => room.kind === 'whole_network' && room.may.write);
    return whole ? [{ network, whole }] : [];
  });
  // What was chosen a while ago, in a draft, may no longer be one's to choose.
  const known = networks !== undefined && rooms.every((found) => found.data);
  const still = value.filter((id) => open.some(({ network }) => network.id === id));
  const lost = known && still.length < value.length;
  useEffect(() => {
    if (lost) onChange(still);
  });
  if (open.length === 0) return null;
  return (
    <CheckboxGroup value={value} onChange={onChange} className={css.group ?? ''}>
      <Label className={css.label ?? ''}>{t('thread.alsoIn')}</Label>
      <Text slot="description" className={css.hint ?? ''}>
        {t('thread.alsoInHint')}
      </Text>
      {open.map(({ network, whole }) => (
        <Checkbox key={network.id} value={network.id} className={css.one ?? ''}>
          <span className={css.box} aria-hidden />
          <span>
            {network.name}
            <span className={css.audience}>{audienceWords(whole.audience, t)}</span>
          </span>
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
