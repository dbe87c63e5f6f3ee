/** Where the wording of a proposal is kept while it is written: beside the draft of its background. */
export const wordingOf = (place: string): string => place.replace('proposal:', 'wording:');
