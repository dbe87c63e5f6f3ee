import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { proposeLink } from '../../api/linked.ts';
import { useNetworks } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Linked.module.css';

/** What somebody copied out of the address field is an address too: the network's name in it is taken. */
const slugOf = (written: string) => {
  const found = /\/(?:natverk|om|anmalan)\/([a-z0-9-]+)/.exec(written);
  return (found?.[1] ?? written).trim().toLowerCase();
};

/** Asking another network to be linked, by its name in addresses. */
export function Propose({ network }: { network: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const others = useNetworks().filter((one) => one.id !== network && !one.closed);
  const [slug, setSlug] = useState('');
  const propose = useMutation({
    mutationFn: () => proposeLink(network, slugOf(slug)),
    onSuccess: () => {
      setSlug('');
      tell(t('linked.proposed'));
      void client.invalidateQueries({ queryKey: keys.links(network) });
    },
  });
  const refused = propose.error instanceof ApiError ? propose.error : null;
  const unknown = refused?.status === 404 ? t('linked.unknown') : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (slug.trim()) propose.mutate();
  };
  return (
    <Part title={t('linked.new')}>
      <form className={css.form} onSubmit={submit} noValidate>
        {refused && !unknown && !refused.fields.length && (
          <Notice wrong>{sentence(refused, t('ui.broken.body'))}</Notice>
        )}
        <Field
          label={t('linked.slug')}
          hint={t('linked.slugHint')}
          value={slug}
          onChange={setSlug}
          error={unknown ?? refused?.field('/slug')}
        />
        {others.length > 0 && (
          <p className={css.acts}>
            {others.map((one) => (
              <Button key={one.id} look="quiet" onPress={() => setSlug(one.slug)}>
                {one.name}
              </Button>
            ))}
          </p>
        )}
        <p>
          <Button type="submit" isDisabled={!slug.trim() || propose.isPending}>
            {t('linked.propose')}
          </Button>
        </p>
      </form>
    </Part>
  );
}
