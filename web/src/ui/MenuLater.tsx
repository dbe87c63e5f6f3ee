import { type ComponentType, cloneElement, type ReactElement, useState } from 'react';
import type { MenuProps } from './Menu.tsx';

interface Props extends MenuProps {
  button: ReactElement<{ onPress?: () => void; 'aria-haspopup'?: 'menu' }>;
}

/** A menu whose making is fetched when it is first opened: for those that stand on every page. */
export function MenuLater({ button, ...rest }: Props) {
  const [Made, setMade] = useState<ComponentType<MenuProps> | null>(null);
  // off the line it does not come: the next press asks again
  const come = ({ Menu }: { Menu: ComponentType<MenuProps> }) => setMade(() => Menu);
  const open = () => void import('./Menu.tsx').then(come, () => undefined);
  if (Made) return <Made {...rest} button={button} defaultOpen />;
  return cloneElement(button, { onPress: open, 'aria-haspopup': 'menu' });
}
