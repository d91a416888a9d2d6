import { foldSounds } from './fold-letters.js';

/** Common short and foreign forms, each line one name; the first stands for all. Folded letters. */
const groups = `
alexander alex alec sandro alessandro aleksandr alexandr aleksander sasha sascha xander alejandro alexandre alexandros oleksandr
alexandra alessandra sandra aleksandra alejandra oleksandra
andrew andy drew andreas andrea andre andrei andrej andrzej andres andrii
anthony tony antonio antony anton antoine toni antonis
anna ann anne annie anja anya ania hanna hannah anita annika ana
barbara barb babs bara basia varvara
benjamin ben benny benni
catherine cathy kate katie katherine kathryn kathrin katharina katja kasia katarzyna ekaterina yekaterina katia katya caterina catarina catalina karin kathy kat kateryna
charles charlie chuck carl karl carlo carlos karol
christine christina chris tina kristina kristin cristina chrissie christiane
christopher chris christoph christophe christian cristian kristof krzysztof cristobal
daniel dan danny daniele dani danil
david dave davide dawid
deborah debbie deb
dmitri dmitry dima dmitrii dimitri dimitrios dimitris mitya dmytro
edward ed eddie ted edoardo eduard eduardo
elizabeth sissi sissy elli ellie bess elise liz lizzy beth betty elisabeth elisabetta lisa elise elsa lilli liesl bettina elizaveta liza isabel isabella isabelle
emanuel manuel manu emanuele manolo manny
eugene gene evgeny evgenii yevgeny zhenya eugenio eugen
francis frank francesco franz franco francisco paco pancho frans francois ciccio
francesca fran franziska franca francoise franzi
frederick fred freddy friedrich fritz federico frederic fryderyk
gabriel gabe
george giorgio georg jorge georges jerzy yuri yury iurii iuri georgios yiorgos jurgen joerg jorg
giovanni gianni john johnny jack jon johann johannes hans juan jean jan ivan vanya ioannis yannis ian sean jonny gio hannes
giulia julia giuly juliet julie juliane yulia iuliia iulia yuliia julka
helen helena elena lena nelly ellen olena eleni ilona helene
henry harry heinrich enrico enrique quique kike henri henrik hank heinz
irina ira irene iryna irena
jacob jake jakob giacomo jaime james jim jimmy jamie santiago jacques iago diego jakub
jeffrey jeff geoffrey geoff gottfried goffredo
jennifer jenny jen
jessica jess jessie
jesus chus chuy
guadalupe lupe lupita
ignacio nacho ignazio ignatius
concepcion concha conchita
sebastian basti seb bastian sebastiano sebastien
wolfgang wolfi wolf
ursula uschi orsola ulla
friederike rike
beatrice bea beatriz beate beatrix trixi
federica fede
domenico mimmo dominic dominik domingo nico
massimo max
eleonora ele eleanor nora leonor lore
rafael rafa raphael raffaele raffa
judith judy juditte
dorothy dot dottie dorothea dora doris
julius giulio julio jules
hubert bertl
gabriele gabi gaby gabriella gabriela
rosa rosi rosie rosina rosemary
pilar pili
dolores lola
mercedes merche
susana susi
roza
yaroslav slava
stanislav stas stanislaw
viacheslav slavik
grigory grisha gregory greg gregor gregorio grzegorz
konstantin kostya costantino constantine kostas kostia
leonid lyonya
lyudmila liuda lyuda ludmila mila
svetlana sveta
larisa lara
anastasia nastya stacy anastasiya nastia
stephanie steph stefanie steffi stefania stefi
joseph joe joey giuseppe beppe peppe pino josef jose pepe giusi josip jozef iosif sepp
joshua josh
kenneth ken kenny
lawrence larry laurence lorenzo renzo lorenz laurent lars
leonard leo leonardo leon lenny leonhard
louis lou luigi gigi ludwig luis ludovico luisito lutz
magdalena magda lena madeleine maddalena
margaret maggie meg peggy greta margherita margarete margarita marguerite rita gretchen malgorzata gosia
maria mary marie mariya mariia masha molly miriam mia mariella maryam
mark marco markus marcus marc marek marcos marko
martha marta marthe
matthew matze hias matt matteo matthias mateusz mateo matthieu matvei
maximilian max massimo massimiliano maksim maxim maxime maks maksym
michael mike mick michele michel miguel mikhail misha michal mikael mihail mickey michail mykhailo
natalia natasha natalie nataliya nathalie natali
nicholas nick nicola niklas nicolas nikolaus nikolai nikolay kolya niko nico klaus nicolo mykola
olga olya olia
patricia pat patty patrizia tricia trish
patrick pat paddy patrizio patrik
paul paolo pablo pavel pasha paulo pawel pol pavlo
peter pete pietro pedro piotr petr pierre petros petro
philip phil filippo philipp felipe philippe filip pip
rebecca becky becca
richard rick dick rich riccardo ricardo ryszard richie
robert rob bob bobby roberto bert robbie robin
ronald ron ronnie
salvatore salvo toto turi salvador
samuel sam sammy samuele
sergio sergei sergey serge seryozha sergii serhii serj
sophia sophie sofia sofie sonya sonia zofia sofiia sofya
stephen steve steven stefan stefano stephan esteban stephane etienne stepan stefanos
susan sue susie susanna suzanne susanne zuzanna
tatiana tanya tania tatjana tetiana
theodore theo teddy teodoro fyodor fedor theodor
theresa terry tess teresa therese tessa resi
thomas tom tommy tommaso tomas tomasz maso foma
timothy tim timo timmy timoteo
valentina vale valya
victoria vicky vittoria viktoria vika viktoriia
vincent vince vincenzo enzo vincente vicente
vladimir vova volodya vladimiro wladimir volodymyr vlad
walter walt gualtiero
william will bill billy wilhelm guglielmo willi guillaume guillermo willy liam wim
xavier javier saverio
zachary zach zack`;

const roots = new Map<string, string>();
for (const line of groups.trim().split('\n')) {
  const names = line.split(' ').map(foldSounds);
  for (const name of names) if (!roots.has(name)) roots.set(name, names[0]!);
}

/** The sound of the name that a nickname or a foreign form stands for; any other word sounds for itself. */
export const soundOf = (word: string): string => {
  const sound = foldSounds(word);
  return roots.get(sound) ?? sound;
};
