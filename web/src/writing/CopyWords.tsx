import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { tell } from '../ui/Toasts.tsx';

/** Copies what one wrote; where that can't be done so, it can be marked and copied. */
export function CopyWords({ words }: { words: string }) {
  const { t } = useWords();
  const copied = () => tell(t('conversation.wordsCopied'));
  const copy = () => void navigator.clipboard.writeText(words).then(copied, () => undefined);
  return (
    <Button look="quiet" onPress={copy}>
      {t('conversation.copyWords')}
    </Button>
  );
}
