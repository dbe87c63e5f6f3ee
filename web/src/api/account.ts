import { queryOptions } from '@tanstack/react-query';
import { getAddressClaimsByToken, postAddressClaimsByToken } from './generated/sdk/address-claims.gen.ts';
import {
  deleteMeAddressesByAddress,
  getMeAddresses,
  postMeAddresses,
  putMeAddressesPrimary,
} from './generated/sdk/me.gen.ts';
import {
  getPasswordResetsByToken,
  postPasswordResets,
  postPasswordResetsByToken,
} from './generated/sdk/password-resets.gen.ts';
import { keys } from './keys.ts';

export const askForReset = async (email: string) => void (await postPasswordResets({ body: { email } }));
export const passwordResetQuery = (token: string) =>
  queryOptions({
    queryKey: keys.passwordReset(token),
    queryFn: async () => (await getPasswordResetsByToken({ path: { token } })).data,
    enabled: token !== '',
    retry: false,
  });
export const finishReset = async (token: string, next: string) =>
  void (await postPasswordResetsByToken({ path: { token }, body: { new: next } }));

export const addressesQuery = queryOptions({
  queryKey: keys.addresses,
  queryFn: async () => (await getMeAddresses()).data.items,
});
export const addAddress = async (address: string, current: string) =>
  void (await postMeAddresses({ body: { address, current } }));
export const makePrimary = async (address: string) =>
  void (await putMeAddressesPrimary({ body: { address } }));
export const removeAddress = async (address: string) =>
  void (await deleteMeAddressesByAddress({ path: { address } }));
export const addressClaimQuery = (token: string) =>
  queryOptions({
    queryKey: keys.addressClaim(token),
    queryFn: async () => (await getAddressClaimsByToken({ path: { token } })).data,
    retry: false,
  });
export const confirmAddress = async (token: string) =>
  void (await postAddressClaimsByToken({ path: { token } }));
