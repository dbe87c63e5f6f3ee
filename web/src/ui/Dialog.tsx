import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useWords } from '../locales/useWords.ts';
import { Button } from './Button.tsx';
import css from './Dialog.module.css';

interface Props {
  title: string;
  /** Keeps the heading for those who listen only. */
  quietTitle?: boolean;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** `drawer` comes from the right side, `wide` has room for two columns. */
  shape?: 'dialog' | 'wide' | 'drawer';
  footer?: ReactNode;
}

/** What lies over the page until it is dealt with or closed. */
export function Dialog({ title, quietTitle, isOpen, onClose, children, shape = 'dialog', footer }: Props) {
  const { t } = useWords();
  return (
    <ModalOverlay
      className={`${css.overlay} ${css[`over-${shape}`] ?? ''}`}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className={`${css.modal} ${css[shape]}`}>
        <AriaDialog className={css.body ?? ''} aria-label={title}>
          <div className={quietTitle ? css.quietHead : css.head}>
            <Heading slot="title" className={quietTitle ? 'visually-hidden' : (css.title ?? '')}>
              {title}
            </Heading>
            <Button look="icon" slot="close" aria-label={t('ui.close')} icon={<X size={20} aria-hidden />} />
          </div>
          {children}
          {footer && <div className={css.footer}>{footer}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
