import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { networksQuery } from './networks.ts';
import type { Network } from './types.ts';

/** The network the address names, and whether that is known yet. */
export function useNetworkHere(): { network: Network | undefined; known: boolean } {
  const { slug } = useParams();
  const query = useQuery(networksQuery);
  return { network: query.data?.find((one) => one.slug === slug), known: !query.isPending };
}
