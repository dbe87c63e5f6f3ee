import { useEffect, useState } from 'react';

/** Whether something has been so for a while; that it no longer is shows at once. */
export function useLonger(so: boolean, ms: number): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!so) {
      setLong(false);
      return;
    }
    const timer = setTimeout(() => setLong(true), ms);
    return () => clearTimeout(timer);
  }, [so, ms]);
  return long;
}
