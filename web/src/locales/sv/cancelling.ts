/** Cancelling a meeting. */
export const cancelling = {
  act: 'Ställ in träffen',
  is: 'Inställd',
  means:
    'Alla som är inbjudna och inte har tackat nej får veta det i brev med din förklaring, och anmälda gäster också. I kalendern står träffen som inställd.',
  meansPlanned:
    'Ingen är inbjuden än, så inga brev går ut. I listan och i kalendern står träffen som inställd.',
  reason: 'Varför ställs den in?',
  confirm: 'Ställ in',
  done: 'Träffen är inställd.',
  hold: 'Håll den ändå',
  heldDone: 'Träffen hålls ändå. De som fick veta att den var inställd får veta det.',
};
