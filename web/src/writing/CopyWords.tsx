import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copy.ts';

/** Copies what one wrote. */
export function CopyWords({ words }: { words: string }) {
  const { t } = useWords();
  return (
    <Button look="quiet" onPress={() => copyText(words, t)}>
      {t('copying.text')}
    </Button>
  );
}
