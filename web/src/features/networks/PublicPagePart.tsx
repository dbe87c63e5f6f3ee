import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { publicPageSettingsQuery, setPublicPage } from '../../api/publicPages.ts';
import type { PublicPageSettings } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Later } from '../../ui/Later.tsx';
import { Meanwhile } from '../../ui/Meanwhile.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { useEdited } from '../../writing/edited.ts';
import css from './NetworkSettings.module.css';

/** Whether anybody reads the network's page, and which documents stand on it. */
export function PublicPagePart({ network, closed }: { network: string; closed: boolean }) {
  const { t } = useWords();
  const settings = useQuery(publicPageSettingsQuery(network));
  return (
    <Part title={t('linked.page.settings')}>
      {settings.data ? (
        <Settings key={network} network={network} closed={closed} is={settings.data} />
      ) : settings.error ? (
        <Failure error={settings.error} retry={() => void settings.refetch()} />
      ) : (
        <Later lines={3} />
      )}
    </Part>
  );
}

const chosenOf = (is: PublicPageSettings) => ({
  public: is.public,
  document_ids: is.documents.filter((one) => one.chosen).map((one) => one.id),
});

function Settings({ network, closed, is }: { network: string; closed: boolean; is: PublicPageSettings }) {
  const { t } = useWords();
  const client = useQueryClient();
  const edited = useEdited(is.revision, chosenOf(is));
  const { public: open, document_ids: documents } = edited.value;
  const save = useMutation({
    mutationFn: (value: typeof edited.value) => setPublicPage(network, edited.revision, value),
    onSuccess: (next) => {
      edited.saved(next.revision, chosenOf(next));
      client.setQueryData(keys.publicPageSettings(network), next);
      for (const queryKey of [keys.publicPage(is.slug), keys.publicNetworks])
        void client.invalidateQueries({ queryKey });
      tell(t('running.settings.saved'));
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      await client.invalidateQueries({ queryKey: keys.publicPageSettings(network) });
      save.reset();
    },
  });
  if (closed)
    return (
      <div className={css.form}>
        <p>{t(is.public ? 'linked.page.closedShown' : 'linked.page.closedHidden')}</p>
        {save.error && <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>}
        {is.public && (
          <p>
            <Button
              isDisabled={save.isPending}
              onPress={() => save.mutate({ ...edited.value, public: false })}
            >
              {t('linked.page.takeAway')}
            </Button>
          </p>
        )}
      </div>
    );
  return (
    <div className={css.form}>
      <p>{t('linked.page.settingsLead')}</p>
      {edited.meanwhile && <Meanwhile both={[]} />}
      {save.error && <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>}
      <Checks
        label={t('linked.page.whoReads')}
        value={open ? ['open'] : []}
        onChange={(chosen) => edited.change({ public: chosen.includes('open') })}
        options={[{ id: 'open', text: t('linked.page.anybody') }]}
      />
      {is.documents.length > 0 ? (
        <Checks
          label={t('linked.page.chooseDocuments')}
          value={documents}
          onChange={(document_ids) => edited.change({ document_ids })}
          options={is.documents.map((one) => ({ id: one.id, text: one.name }))}
        />
      ) : (
        <p>{t('linked.page.noDocuments')}</p>
      )}
      {is.public && (
        <p>
          <Link to={`/om/${is.slug}`}>{t('linked.page.see')}</Link>
        </p>
      )}
      <p>
        <Button isDisabled={save.isPending} onPress={() => save.mutate(edited.value)}>
          {t('linked.page.save')}
        </Button>
      </p>
    </div>
  );
}
