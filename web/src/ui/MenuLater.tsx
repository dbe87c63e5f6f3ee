import { type ComponentType, cloneElement, type ReactElement, useState } from 'react';
import type { MenuProps } from './Menu.tsx';

interface Props extends MenuProps {
  button: ReactElement<{ onPress?: () => void; 'aria-haspopup'?: 'menu' }>;
}

/** A menu whose making is fetched when it is first opened: for those that stand on every page. */
export function MenuLater({ button, ...rest }: Props) {
  const [Made, setMade] = useState<ComponentType<MenuProps> | null>(null);
  const open = () => void import('./Menu.tsx').then(({ Menu }) => setMade(() => Menu));
  if (Made) return <Made {...rest} button={button} defaultOpen />;
  return cloneElement(button, { onPress: open, 'aria-haspopup': 'menu' });
}
