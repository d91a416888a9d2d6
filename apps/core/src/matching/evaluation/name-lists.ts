import { nameList, type NameList } from './world-options.js';

const given = (line: string) =>
  line
    .trim()
    .split(/\s*;\s*/)
    .map((entry) => {
      const [name, nicknames = '', otherScripts = ''] = entry.split('/');
      return { name: name!, nicknames: words(nicknames), otherScripts: words(otherScripts) };
    });
const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

/** Names of five languages, common ones first; another world takes others. */
export const nameLists: readonly NameList[] = [
  {
    given:
      given(`Maria/Mary; Giuseppe/Beppe Peppe; Francesco/Franco; Anna/Annie; Antonio/Tony Toni; Alessandro/Sandro Ale; Giulia/Giuly; Luca;
      Marco; Giovanni/Gianni; Laura; Paolo; Chiara; Salvatore/Salvo; Francesca/Fra; Andrea; Roberto/Robi; Vincenzo/Enzo; Elena; Luigi/Gigi;
      Matteo/Teo; Lorenzo/Renzo; Federica/Fede; Stefano/Ste; Valentina/Vale; Massimiliano/Max; Eleonora/Ele; Domenico/Mimmo; Silvia; Davide`),
    surnames:
      words(`Rossi Russo Ferrari Esposito Bianchi Romano Colombo Ricci Marino Greco Bruno Gallo Conti DeLuca Costa Giordano Mancini Rizzo
      Lombardi Moretti Barbieri Fontana Santoro Mariani Rinaldi Caruso Ferrara Galli Martini Leone Longo Gentile Martinelli Vitale Lombardo Serra
      Coppola DeSantis Marchetti Parisi Villa Conte Ferraro Ferri Fabbri Bianco Marini Grasso Valentini Messina`),
  },
  {
    given:
      given(`Michael/Michi; Thomas/Tom; Andreas/Andi; Peter; Stefan/Steff; Christian/Chris; Julia/Jule; Anna/Anni; Sabine; Katharina/Kathi Katja;
      Jürgen; Wolfgang/Wolfi; Matthias/Matze; Alexander/Alex; Elisabeth/Lisa Sissi; Johannes/Hannes; Susanne/Susi; Maximilian/Max; Ursula/Uschi;
      Friedrich/Fritz; Björn; Günther; Sebastian/Basti; Franziska/Franzi; Benjamin/Ben; Magdalena/Lena; Tobias/Tobi; Florian/Flo; Markus; Birgit`),
    surnames:
      words(`Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann
      Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Schmitz Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König
      Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Vogel Keller Günther Böhm`),
  },
  {
    given:
      given(`James/Jim Jimmy; Robert/Bob Rob; John/Johnny; Michael/Mike; William/Bill Will; David/Dave; Richard/Rick Dick; Joseph/Joe; Thomas/Tom;
      Elizabeth/Liz Beth; Jennifer/Jen Jenny; Margaret/Maggie Peggy; Katherine/Kate Kathy; Christopher/Chris; Daniel/Dan Danny; Matthew/Matt;
      Anthony/Tony; Patricia/Pat Trish; Susan/Sue; Jessica/Jess; Edward/Ed Ted; Samuel/Sam; Benjamin/Ben; Rebecca/Becky; Andrew/Andy; Steven/Steve;
      Timothy/Tim; Deborah/Debbie; Stephanie/Steph; Gregory/Greg`),
    surnames:
      words(`Smith Johnson Williams Brown Jones Garcia Miller Davis Wilson Anderson Taylor Moore Jackson Martin Lee Thompson White Harris Clark
      Lewis Robinson Walker Young Allen King Wright Scott Hill Green Adams Baker Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans
      Edwards Collins Stewart Morris Murphy Cook Rogers Morgan Cooper Bailey`),
  },
  {
    given:
      given(`Aleksandr/Sasha/Александр; Dmitry/Dima/Дмитрий; Ekaterina/Katya/Екатерина; Anna/Anya/Анна; Sergey/Seryozha/Сергей; Mikhail/Misha/Михаил;
      Natalia/Natasha/Наталья; Vladimir/Vova/Владимир; Elena/Lena/Елена; Ivan/Vanya/Иван; Olga/Olya/Ольга; Maria/Masha/Мария; Nikolay/Kolya/Николай;
      Tatiana/Tanya/Татьяна; Pavel/Pasha/Павел; Yulia//Юлия; Evgeny/Zhenya/Евгений; Irina/Ira/Ирина`),
    surnames: [
      ...Object.entries({
        Ivanov: 'Иванов',
        Smirnov: 'Смирнов',
        Kuznetsov: 'Кузнецов',
        Popov: 'Попов',
        Sokolov: 'Соколов',
        Lebedev: 'Лебедев',
        Kozlov: 'Козлов',
        Novikov: 'Новиков',
        Morozov: 'Морозов',
        Petrov: 'Петров',
        Volkov: 'Волков',
        Solovyov: 'Соловьёв',
        Vasiliev: 'Васильев',
        Zaitsev: 'Зайцев',
        Pavlov: 'Павлов',
        Semenov: 'Семёнов',
        Golubev: 'Голубев',
        Vinogradov: 'Виноградов',
        Bogdanov: 'Богданов',
        Fedorov: 'Фёдоров',
        Mikhailov: 'Михайлов',
        Belov: 'Белов',
        Tarasov: 'Тарасов',
        Zhukov: 'Жуков',
      }).map(([name, other]) => ({ name, otherScripts: [other] })),
    ],
  },
  {
    given:
      given(`José/Pepe; Francisco/Paco Fran; Manuel/Manolo; Carmen; Isabel/Isa; Jesús/Chus; Antonio/Toni; María/Mari; Javier/Javi; Lucía;
      Alejandro/Alex; Rafael/Rafa; Beatriz/Bea; Rocío; Enrique/Quique; Concepción/Concha; Guadalupe/Lupe; Ángel; Sofía; Ignacio/Nacho`),
    surnames:
      words(`García González Rodríguez Fernández López Martínez Sánchez Pérez Gómez Jiménez Ruiz Hernández Díaz Moreno Álvarez Muñoz Romero
      Alonso Gutiérrez Navarro Torres Domínguez Vázquez Ramos Gil Ramírez Serrano Blanco Molina Suárez Castro Ortega Delgado Ortiz Marín Rubio`),
  },
].map((list) => nameList.parse(list));
