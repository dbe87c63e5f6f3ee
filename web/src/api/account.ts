import { queryOptions } from '@tanstack/react-query';
import * as sdk from './generated/sdk.gen.ts';
import { keys } from './keys.ts';

export const askForReset = async (email: string) => void (await sdk.postPasswordResets({ body: { email } }));
export const passwordResetQuery = (token: string) =>
  queryOptions({
    queryKey: keys.passwordReset(token),
    queryFn: async () => (await sdk.getPasswordResetsByToken({ path: { token } })).data,
    enabled: token !== '',
    retry: false,
  });
export const finishReset = async (token: string, next: string) =>
  void (await sdk.postPasswordResetsByToken({ path: { token }, body: { new: next } }));

export const addressesQuery = queryOptions({
  queryKey: keys.addresses,
  queryFn: async () => (await sdk.getMeAddresses()).data.items,
});
export const addAddress = async (address: string, current: string) =>
  void (await sdk.postMeAddresses({ body: { address, current } }));
export const makePrimary = async (address: string) =>
  void (await sdk.putMeAddressesPrimary({ body: { address } }));
export const removeAddress = async (address: string) =>
  void (await sdk.deleteMeAddressesByAddress({ path: { address } }));
export const addressClaimQuery = (token: string) =>
  queryOptions({
    queryKey: keys.addressClaim(token),
    queryFn: async () => (await sdk.getAddressClaimsByToken({ path: { token } })).data,
    retry: false,
  });
export const confirmAddress = async (token: string) =>
  void (await sdk.postAddressClaimsByToken({ path: { token } }));
