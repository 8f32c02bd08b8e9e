"""Words of the field in other languages: what answers about models, gradients and algorithms are made of.

Written as `grader.claims.translation.grammar.TABLE`.
"""

from __future__ import annotations

TABLE = """
necessary: notwendig*, nötig*, erforderlich*, unabdingbar* | necesari* | necessari* | necessári*, necessari*
necessity: Notwendigkeit | necesidad | necessità | necessidade
sufficient: hinreichend*, ausreichend*, genügend* | suficiente* | sufficient* | suficiente*
suffices: genügt, reicht, reichen, genügen | basta, alcanza | basta, bastano | basta, chega
sufficiency: Hinlänglichkeit | suficiencia | sufficienza | suficiência
not sufficient: unzureichend*, ungenügend* | insuficiente* | insufficient* | insuficiente*
not necessary: unnötig*, nicht nötig | innecesari* | | desnecessári*
if and only if: genau dann wenn, genau dann, äquivalent, dann und nur dann | si y sólo si, si y solo si, sii
    | se e solo se, sse | se e somente se, se e só se
only if: nur wenn, nur dann wenn, nur falls, nur dann | sólo si, solo si, sólo cuando, solo cuando | solo
    se, soltanto se, solo quando | só se, somente se, apenas se, só quando
condition: Bedingung*, Voraussetzung* | condici* | condizion* | condiç*
inequality: Ungleichung* | desigualdad* | disuguaglian*, diseguaglian* | desigualdad*
converse: Umkehrung, Umkehrschluss | recíproc* | viceversa, implicazione inversa | recíproc*
holds: gilt, gelten, stimmt | vale, valen | vale, valgono | vale, valem
satisfied: erfüllt sein, erfüllt ist | se cumple, cumplirse, satisfech*, cumplid* | soddisfatt* | satisfeit*
satisfies: erfüllt, erfüllen | cumple, cumplen, satisface, satisfacen, verifica | soddisfa, soddisfano,
    rispetta, verifica | satisfaz, satisfazem, cumpre, obedece
guaranteed: garantiert, sicher, gesichert, gewiss | garantiz*, seguro, segura | garantit*, certo, detto |
    garantid*, garante, certo
guarantee: garantieren, Garantie | garantía, garantizar, asegura* | garanzia, garantire, garantisce,
    assicura* | garantia, garantir, assegura*
implies: impliziert, bedeutet, heißt, folgt | implica, significa, conlleva | implica, significa, comporta |
    implica, significa
possible: möglich*, denkbar* | posible* | possibil* | possíve*, possive*
not possible: unmöglich* | imposible* | impossibil* | impossíve*
possibility: Möglichkeit | posibilidad | possibilità | possibilidade
risk: Risiko, Gefahr, droht, drohen | riesgo, peligro | rischio, rischiano, rischia, pericolo | risco,
    perigo
explode: explodier*, Explosion, Explodieren | explot*, explosión, explosion, estall* | esplod*, esplosion*,
    esplos* | explod*, explos*
diverge: divergier* | diverg* | diverg* | diverg*
vanish: verschwind*, schwinden* | desvanec*, desaparec*, se anul* | svanisc*, svanir*, scompa*, annulla*,
    annullar* | desaparec*, desvanec*, se anul*, sumir*
grow: wachs*, wächst, anwachs* | crec* | cresc* | cresc*
without bound: unbeschränkt*, unbegrenzt*, über alle Grenzen, ins Unendliche, beliebig groß | sin límite,
    sin cota, ilimitadamente, hasta el infinito | senza limite, senza limiti, illimitatamente | sem limite,
    sem limites, ilimitadamente
exponentially: exponentiell | exponencialmente | esponenzialmente | exponencialmente
exponential: exponentielle* | exponencial* | esponenzial* | exponencia*
infinity: unendlich, Unendlich | infinito | infinito | infinito
bound: Schranke*, Abschätzung | cota* | maggiorazione, limite | cota*, limitante
upper bound: obere Schranke, oberen Schranke, Oberschranke | cota superior | limite superiore, maggiorante |
    cota superior, limite superior, limitante superior
gradient: Gradient* | gradiente* | gradient* | gradiente*
norm: Norm* | norma* | norma, norme | norma*
product: Produkt* | producto* | prodott* | produto*
eigenvalue: Eigenwert* | autovalor*, valor propio, valores propios | autovalor* | autovalor*
largest: größte*, höchste* | el más grande, máximo | più grande, massimo | o maior
larger: größer*, höher*, überschreitet, übersteigt | mayor*, supera | maggior*, supera | maior*, supera,
    excede
smaller: kleiner* | menor* | minor* | menor*
large: groß, großem, große, großen, großer, großes | grande*, enorme* | grand*, enorm* | grande*, enorme*
small: klein, kleine, kleinen, kleinem, kleines | pequeñ* | piccol* | pequen*
sequence: Sequenz*, Folge*, Wortfolge* | secuencia* | sequenz* | sequência*, sequencia*
sentence: Satz, Sätze, Sätzen | frase*, oraci* | fras* | frase*
word: Wort, Worte*, Wortes, Wörter* | palabra* | parol* | palavra*
words: Wörter, Wörtern, Worten | palabras | parole | palavras
previous word: Vorgängerwort, vorherigen Wort, vorherige Wort, vorigen Wort, vorhergehenden Wort | palabra
    anterior, palabra previa | parola precedente | palavra anterior
last word: letzten Wort, letzte Wort, letztes Wort | última palabra | ultima parola | última palavra
previous words: vorherigen Wörtern, vorherigen Wörter, vorigen Wörtern, bisherigen Wörtern, vorhergehenden
    Wörtern, früheren Wörtern | palabras anteriores, palabras previas | parole precedenti | palavras
    anteriores, palavras precedentes
previous: vorherig*, vorig*, bisherig*, vorhergehend*, früher*, vorangegang*, vorausgehend*, vergangen* |
    anterior*, previ*, pasad* | precedent*, passat* | anterior*, prévi*, precedent*, passad*
last: letzte* | últim* | ultim* | últim*
next: nächste* | siguiente*, próxim* | prossim*, successiv*, seguent* | seguint*, próxim*
first: erste* | primer* | primo, prima, primi, prime | primeir*
token: Token* | | |
state: Zustand*, Zustände* | estado* | stato, stati | estado*
hidden: versteckt*, verborgen* | ocult* | nascost* | ocult*
hidden state: Hidden State | estado oculto | stato nascosto | estado oculto, estado escondido
history: Geschichte, Vorgeschichte, Historie, Verlauf, Vergangenheit | historia, historial, pasado | storia,
    cronologia, passato | história, histórico, passado
whole history: ganze Geschichte, gesamte Geschichte, gesamten Geschichte, gesamten Vergangenheit, ganzen
    Vergangenheit, gesamte Vergangenheit, gesamten Historie | toda la historia, toda la secuencia, todo el
    pasado, historia completa | tutta la storia, intera storia, tutto il passato | toda a história, todo o
    histórico, todo o passado
whole sequence: ganze Sequenz, ganzen Sequenz, gesamte Sequenz, gesamten Sequenz, ganzen Satz | toda la
    frase, toda la oración | tutta la sequenza, tutta la frase, intera sequenza, intera frase | toda a
    sequência, toda a frase, a sequência inteira
whole: ganze*, gesamte*, komplette*, vollständige* | enter*, complet* | inter*, complet* | inteir*, complet*
context: Kontext* | contexto* | contest* | contexto*
memory: Gedächtnis | memoria | memoria | memória
memoryless: gedächtnislos* | sin memoria | senza memoria | sem memória
depends: hängt, abhängt, abhängig, hängen, abhängen | depende*, dependiente* | dipend* | depende*
not dependent: unabhängig* | independiente*, independencia | indipenden* | independen*
conditional: bedingt*, bedingte* | condicional* | condizional*, condizionat* | condicional*
probability: Wahrscheinlichkeit* | probabilidad* | probabilità | probabilidade*
probable: wahrscheinlich* | probable* | probabil* | prováve*, provave*
distribution: Verteilung* | distribución, distribuciones | distribuzion* | distribuiç*
transition: Übergang*, Übergänge | transición, transiciones | transizion* | transiç*
transition matrix: Übergangsmatrix | matriz de transición | matrice di transizione | matriz de transição
assumption: Annahme*, Hypothese* | suposici*, hipótesis, supuesto | ipotesi, assunzion* | suposiç*,
    hipótese*, pressuposto
property: Eigenschaft* | propiedad* | proprietà | propriedade*
markov property: Markoveigenschaft, Markov Eigenschaft, Markovbedingung, Markowsch* | propiedad de Markov,
    propiedad markoviana | proprietà di Markov, proprietà markoviana | propriedade de Markov, propriedade
    markoviana
markov assumption: Markovannahme, Markov Annahme | hipótesis de Markov | ipotesi di Markov | hipótese de
    Markov
markov: Markow*, Markovsch* | Markov, markovian* | markovian* | markovian*
markov model: Markovmodell*, Markovkette*, Markov Kette, Markov Modell, Markov Modelle, Markow Kette |
    modelo de Markov, cadena de Markov, modelos de Markov, cadenas de Markov | modello di Markov, catena di
    Markov, catene di Markov, modelli di Markov | modelo de Markov, cadeia de Markov, modelos de Markov,
    cadeias de Markov
hidden markov model: verstecktes Markovmodell, verborgenes Markov Modell | modelo oculto de Markov, modelos
    ocultos de Markov | modello di Markov nascosto, modelli di Markov nascosti | modelo oculto de Markov,
    modelos ocultos de Markov
network: Netz*, Netzwerk* | red, redes | rete, reti | rede, redes
recurrent network: RNNs, rekurrent* | red recurrente, redes recurrentes | rete ricorrente, reti ricorrenti |
    rede recorrente, redes recorrentes
model: Modell* | modelo* | modell* | modelo*
language model: Sprachmodell* | modelo de lenguaje, modelos de lenguaje | modello linguistico, modelli
    linguistici | modelo de linguagem, modelos de linguagem
bigram: Bigramm*, Bi Gramm | bigrama*, digrama* | bigramm*, digramm* | bigrama*, digrama*
trigram: Trigramm* | trigrama* | trigramm* | trigrama*
n-gram: N-Gramm*, n-Gramm* | n-grama* | n-gramm* | n-grama*
algorithm: Algorithmus, Algorithmen, Verfahren | algoritmo* | algoritm* | algoritmo*
dynamic programming: dynamische Programmierung, dynamischer Programmierung | programación dinámica |
    programmazione dinamica | programação dinâmica
apply: anwenden, anzuwenden, einsetzen, verwenden, benutzen, nutzen | aplicar, usar, utilizar, emplear |
    applicare, usare, utilizzare, impiegare | aplicar, usar, utilizar, empregar
applied: angewendet, angewandt, eingesetzt, verwendet, benutzt, genutzt | aplicad*, usad*, utilizad* |
    applicat*, usat*, utilizzat* | aplicad*, usad*, utilizad*
applies: | aplica, sirve | si applica, applica | aplica, serve
applicable: anwendbar*, einsetzbar*, verwendbar*, nutzbar*, geeignet* | aplicable*, utilizable*, adecuad* |
    applicabil*, utilizzabil*, adatt*, usabil* | aplicáve*, utilizáve*, adequad*, aplicavel
not applicable: unanwendbar*, ungeeignet* | inaplicable* | inapplicabil* | inaplicáve*
works: funktioniert, funktionieren, klappt | funciona, funcionan | funziona, funzionano | funciona,
    funcionam
requires: benötigt, braucht, erfordert, verlangt, setzt, voraussetzt, brauchen, benötigen | requiere,
    requieren, necesita, exige, supone, asume | richiede, richiedono, necessita, presuppone, assume, suppone
    | requer, requerem, precisa, exige, supõe, assume
fails: scheitert, versagt | falla | fallisce | falha
violated: verletzt | violad*, viola, incumple | violat*, viola | violad*, viola
practical: praktikabel*, praktisch*, praxistauglich*, brauchbar*, machbar*, sinnvoll*, tauglich* | práctic*,
    practic*, viable*, factible*, razonable* | pratic*, praticabil*, fattibil*, ragionevol* | prátic*,
    pratic*, viáve*, factíve*, razoáve*
not practical: unpraktikabel*, unpraktisch*, impraktikabel* | impracticable* | impraticabil* | impraticáve*,
    inviáve*
efficient: effizient* | eficiente* | efficient* | eficiente*
not efficient: ineffizient* | ineficiente* | inefficient* | ineficiente*
vocabulary: Vokabular*, Wortschatz | vocabulario* | vocabolari* | vocabulário*, vocabulario*
linear: linear* | lineal* | linear* | linear*
linearly: linear wächst | linealmente | linearmente | linearmente
quadratic: quadratisch* | cuadrátic* | quadratic* | quadrátic*
polynomial: polynomial*, polynomiell* | polinómic*, polinomial* | polinomial* | polinomia*
too slow: zu langsam | demasiado lent* | troppo lent* | lento demais, muito lento
too expensive: zu teuer, zu aufwendig, zu aufwändig | demasiado costos*, demasiado caro | troppo costos*,
    troppo caro | caro demais, muito custoso
too large: zu groß | demasiado grand* | troppo grand* | grande demais
too long: zu lange, zu lang | demasiado tiempo | troppo tempo | tempo demais
slow: langsam*, lange | lent* | lent* | lent*, devagar
expensive: teuer, teure*, aufwendig*, aufwändig* | caro, cara, caros, caras, costos* | costos*, caro, cara,
    cari, care | caro, cara, caros, caras, custos*
cost: Kosten, Aufwand, kostet | coste*, costo*, cuesta | costo, costi, costa | custo*, custa
cheaper: billiger, günstiger | más barat* | più economic* | mais barat*
faster: schneller | más rápid* | più veloc*, più rapid* | mais rápid*
slower: langsamer | más lent* | più lent* | mais lent*
better: besser* | mejor* | miglior*, meglio | melhor*
worse: schlechter*, schlimmer | peor* | peggior*, peggio | pior*
time: Zeit, Laufzeit, Zeitkomplexität, Zeitaufwand | tiempo* | tempo, tempi | tempo*
space: Speicher*, Speicherplatz, Platz, Speicherbedarf | espacio | spazio | espaço
complexity: Komplexität* | complejidad* | complessità | complexidade*
enumeration: Aufzählung, Aufzählen, Enumeration | enumeración | enumerazione | enumeração
enumerating: aufzählen, aufzuzählen, auflisten, durchprobieren, auszuprobieren, ausprobieren | enumerar,
    listar, probar | enumerare, elencare, provare | enumerar, listar, testar
exhaustive: erschöpfend*, vollständige Suche | exhaustiv* | esaustiv* | exaustiv*
naive: naiv* | ingenu* | ingenu* | ingênu*, ingenu*
brute force: rohe Gewalt | fuerza bruta | forza bruta | força bruta
search: Suche, suchen | búsqueda | ricerca | busca
maximum: Maximum, Maxima | máximo | massimo | máximo
maximal: maximal* | máxim* | massim* | máxim*
maximise: maximier* | maximiz* | massimizz* | maximiz*
best: beste*, bester | la mejor, el mejor, mejores | migliore, migliori | a melhor, o melhor, melhores
optimal: optimal*, optimum | óptim* | ottim* | ótim*
ends: endet, enden, endend*, endenden, aufhört | termina*, acaba* | termin*, finisc* | termina*, acaba*
ending: endende, endenden | terminad* | | terminad*
definition: Definition | definición | definizione | definição
suppose: angenommen, Angenommen, nehmen wir an, sei angenommen | supongamos, suponga* | supponiamo, supponi
    | suponha*, suponhamos
contradiction: Widerspruch* | contradicción, absurdo | contraddizione, assurdo | contradição, absurdo
given: gegeben* | dado, dada | dato, data | dado, dada
fixed: fest, feste, festes, festen, fixiert*, konstant* | fijo, fija, fijos, fijas | fisso, fissa, fissi,
    fisse | fixo, fixa, fixos, fixas
each step: jedem Schritt, jeden Schritt | cada paso | ogni passo | cada passo
step: Schritt* | paso, pasos | passo, passi | passo, passos
number: Anzahl, Zahl | número | numero | número
beam: Beam*, Strahl* | haz | fascio | feixe
weights: Gewichte* | pesos | pesi | pesos
weight: Gewicht | peso | peso | peso
parameters: Parameter* | parámetro* | parametr* | parâmetro*
penalty: Strafterm*, Bestrafung | penalización, penalizaciones | penalità, penalizzazion* | penalidade*,
    penalizaç*
regularization: Regularisierung* | regularización | regolarizzazione | regularização
regularized: regularisiert, regularisierten | regularizad* | regolarizzat* | regularizad*
divided: geteilt, dividiert | dividid* | divis*, dividend* | dividid*
learning rate: Lernrate | tasa de aprendizaje | tasso di apprendimento | taxa de aprendizado, taxa de
    aprendizagem
strongly: stark, stärker | fuertemente | fortemente | fortemente
change: ändert, ändern, verändert, Änderung | cambi*, modific* | cambi*, modific* | mud*, modific*
"""
