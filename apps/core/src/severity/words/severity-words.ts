import { harmWords } from './grave/grave-words.js';
import { pressWords } from './grave/press-words.js';
import { owedWords } from './owed-words.js';

/** What words may speak of, the gravest first. */
export const wordKinds = ['harm', 'law', 'press', 'owed', 'anger'] as const;
export type WordKind = (typeof wordKinds)[number];
/** What one person alone does not answer in public (docs/decisions/0043-second-pair-of-eyes.md). */
export const graveKinds = ['harm', 'law', 'press'] as const satisfies readonly WordKind[];
export type WordList = Readonly<Record<WordKind, readonly string[]>>;

/** "Does not smell of burning plastic" denies the smell: what is denied stands in the list as a whole. */
const verbs = (...links: string[]): string[] =>
  ['smell', 'smells', 'smelled', 'smelt', 'smelling'].flatMap((verb) =>
    links.map((link) => `${verb} ${link}`),
  );

/**
 * The words of English and Italian, in one list: what means something harmless in the other language stands only as part of a phrase.
 * A star ends what only has to begin so. What is said in jest or praise as often as in earnest
 * (fire, killer, sick, burnt orange, an explosion of taste) is not here, or only in phrases that are not.
 */
export const severityWords: WordList = {
  harm: [
    ...harmWords,
    ...['burned', 'burnt my', 'burnt his', 'burnt her', 'burnt our', 'burnt down', 'got burnt'],
    ...['smells burnt', 'burns my', 'burning smell', 'burning up', 'caught fire', 'catches fire'],
    ...verbs('of', 'like').flatMap((smell) => [`${smell} burning plastic`, `${smell} burnt plastic`]),
    ...verbs('of', 'like').flatMap((smell) => [`${smell} burning rubber`, `${smell} something burning`]),
    ...['smells burned', 'burnt smell', 'burned smell', 'burning plastic', 'burnt plastic', 'burned plastic'],
    ...['burning rubber', 'burning wires', 'melted plastic'],
    ...['catch fire', 'catching fire', 'is on fire', 'was on fire', 'started a fire', 'burst into flames'],
    ...['in flames', 'explode', 'explodes', 'exploded', 'exploding', 'was an explosion', 'explosion in my'],
    ...['electric shock', 'electrocut*', 'electrical shock', 'got a shock', 'swelling', 'swollen'],
    ...['smoke came', 'smoke coming', 'smoking battery', 'injur*', 'wounded', 'bleeding', 'to hospital'],
    ...['is in hospital', 'am in hospital', 'was in hospital', 'up in hospital', 'me in hospital'],
    ...['him in hospital', 'her in hospital', 'to the hospital', 'hospitali*', 'ambulance'],
    ...['emergency room', 'poison*', 'allergic reaction', 'anaphyla*', 'choked', 'choking', 'suffocat*'],
    ...['carbon monoxide', 'dangerous', 'unsafe', 'hazard', 'hazardous', 'life threatening', 'toxic fumes'],
    ...['got hurt', 'was hurt', 'hurt my', 'hurt me', 'nearly died', 'almost died', 'could have died'],
    ...['killed my', 'suicid*', 'kill myself', 'broken glass', 'shards', 'food poisoning', 'data breach'],
    ...['leaked my', 'my bank details', 'bruciat*', 'ustion*', 'scottat*', 'preso fuoco', 'prende fuoco'],
    ...['prendere fuoco', 'andato a fuoco', 'in fiamme', 'incendi*', 'esploso', 'esplosa', 'esplosi'],
    ...['esplose', 'esplode', 'esplodere', 'esplodono', 'folgorat*', 'scossa elettrica', 'preso la scossa'],
    ...['presa la scossa', 'stata un esplosione', 'scoppiato in mano', 'scoppiata in mano'],
    ...['e scoppiata la', 'e scoppiato il', 'batteria e scoppiata', 'batteria gonfia', 'batteria e gonfia'],
    ...['batteria si e gonfiata', 'telefono si e gonfiato', 'esce fumo', 'usciva fumo', 'uscito fumo'],
    ...['fumo nero', 'ferit*', 'sanguin*', 'ospedale', 'pronto soccorso', 'ambulanza', 'avvelenat*'],
    ...['intossica*', 'reazione allergica', 'shock anafilattico', 'soffocat*', 'soffocare', 'monossido'],
    ...['pericolos*', 'tossic*', 'fatto male', 'mi sono fatta male', 'rischiato di morire'],
    ...['potevo morire', 'pericolo', 'vetri rotti', 'schegge', 'rubato i dati', 'violazione dei dati'],
    ...['dati rubati', 'uccidermi', 'odore di bruciato', 'odore di plastica bruciata', 'puzza di bruciato'],
    ...['odore di fumo', 'puzza di fumo', 'plastica fusa'],
  ],
  law: [
    ...['lawyer', 'lawyers', 'attorney', 'attorneys', 'solicitor', 'lawsuit', 'lawsuits', 'suing'],
    ...['will sue', 'sue you', 'sue them', 'gonna sue', 'going to sue', 'legal action', 'class action'],
    ...['see you in court', 'take you to court', 'taking you to court', 'small claims', 'illegal'],
    ...['unlawful', 'fraud', 'fraudulent', 'police', 'ombudsman', 'trading standards'],
    ...['consumer protection', 'better business bureau', 'ftc', 'gdpr', 'data protection authority'],
    ...['chargeback', 'compensation', 'avvocat*', 'denuncia', 'denunciare', 'denuncio'],
    ...['denuncero', 'denunciato', 'denunciarvi', 'querel*', 'tribunale', 'vie legali', 'azione legale'],
    ...['azioni legali', 'causa legale', 'fare causa', 'faccio causa', 'faro causa', 'farvi causa'],
    ...['class action', 'diffida', 'diffido', 'diffidarvi', 'illegale', 'illegali', 'frode', 'frodi'],
    ...['carabinieri', 'polizia', 'guardia di finanza', 'agcm', 'antitrust', 'garante', 'codacons'],
    ...['altroconsumo', 'associazione consumatori', 'difesa dei consumatori'],
    ...['risarciment*', 'risarcir*', 'codice del consumo'],
  ],
  press: [
    ...pressWords,
    ...['journalist', 'journalists', 'reporter', 'reporters', 'newspaper', 'newspapers', 'news desk'],
    ...['to the press', 'press coverage', 'tell the media', 'contact the media', 'to the media', 'tv news'],
    ...['call the news', 'on the news', 'news channel', 'watchdog', 'giornalista', 'giornalisti'],
    ...[
      'ai giornali',
      'sui giornali',
      'tutti i giornali',
      'al giornale',
      'sul giornale',
      'avviso la stampa',
      'redazione',
    ],
    ...['telegiornale', 'striscia la notizia', 'le iene', 'mi manda rai'],
  ],
  owed: owedWords,
  anger: [
    ...['scam', 'scammed', 'scammer', 'scammers', 'ripoff', 'rip off', 'ripped off', 'thieves', 'crooks'],
    ...['liars', 'lied to me', 'disgusting', 'disgusted', 'disgrace', 'disgraceful', 'outrage'],
    ...['outrageous', 'furious', 'shame on you', 'shameful', 'appalling', 'unacceptable', 'horrible'],
    ...['terrible', 'awful', 'pathetic', 'worst', 'useless', 'garbage', 'rubbish', 'incompetent'],
    ...['never again', 'boycott', 'stay away', 'avoid this company', 'do not buy', 'don t buy', 'dont buy'],
    ...['fed up', 'sick of', 'had enough', 'no answer', 'nobody answers', 'no one answers', 'ignored me'],
    ...['ignoring me', 'still waiting', 'wtf', 'truffa', 'truffe', 'truffat*', 'truffator*', 'ladri'],
    ...['bugiard*', 'schifo', 'schifos*', 'vergogna', 'vergognos*', 'vergognatevi', 'indecente'],
    ...['indecenti', 'inaccettabil*', 'scandalos*', 'furios*', 'arrabbiat*', 'incazzat*', 'pessim*'],
    ...['orribil*', 'ridicol*', 'incompetent*', 'imbroglion*', 'mai piu da voi', 'state alla larga'],
    ...['statene alla larga', 'non comprate', 'boicott*', 'presa in giro', 'nessuno risponde'],
    ...['nessuna risposta', 'non rispondete', 'non risponde nessuno', 'non ne posso piu'],
    ...['ancora aspettando', 'sto ancora aspettando', 'delus*'],
  ],
};
