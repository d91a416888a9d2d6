import { listed } from './phrases.js';

const spaced = (words: string): string[] => words.split(' ');

/** Words that hashtags are made of beside those that weigh: the small ones, what people own, and what denies. */
export const glueWords: readonly string[] = [
  ...spaced(
    'a i it its is was are were has have had be been the this that these my our your their his her me us you we they he she who and or but so on in at to of for from with by up out off all just when then now how why can cant will just almost nearly again never not no nobody nothing none without dont didnt isnt wasnt wont doesnt',
  ),
  ...spaced(
    'phone phones charger chargers battery batteries lamp lamps kettle toaster laptop tablet device cable plug car cars bike scooter house home room kitchen hand hands face eye eyes arm leg son daughter kid kids child baby dog cat wife husband mother father friend family customer customers data food product products shop store company app account order delivery driver courier staff service fire smoke shock blood burned burnt hurt died dead death kill killed',
  ),
  ...spaced(
    'il lo la gli le un una uno di da del della dei delle al alla in nel nella con su per tra che chi si mi ti ci vi ho hai ha hanno sono sei era stato stata mio mia miei mie tuo tua vostro vostra nostro nostra e ed o ma non mai niente nulla nessuno senza piu tutto tutti quasi ora perche come quando',
  ),
  ...spaced(
    'telefono telefoni caricatore caricabatterie batteria batterie lampada lampade casa cucina mano mani faccia occhio occhi figlio figlia bambino bambina cane gatto moglie marito madre padre cliente clienti dati cibo prodotto prodotti negozio azienda auto macchina bici monopattino fuoco fumo sangue morto morta male',
  ),
  // Each is one word, whatever it holds.
  ...listed(
    'therapist, therapists, psychotherapist, hypnotherapist, physiotherapist, aromatherapist, hospitality, arterial, inferno, nowhere, shotgun, fireworks, firework, sinistra, together, heroine, hotels, manslaughter, unexploded, unburned, unharmed, unhurt, innocent',
  ),
];
