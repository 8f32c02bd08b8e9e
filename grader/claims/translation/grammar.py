"""Words of grammar in other languages: negation, modality, conjunctions, pronouns, prepositions.

An entry is ``English: German | Spanish | Italian | Portuguese``, commas between the words, a last ``*``
for any ending; an indented line goes on with the one before. An accent counts where it makes another
word (*é* and *e*); elsewhere it may be missing.
"""

from __future__ import annotations

TABLE = """
not: nicht, nich, nie, niemals, keineswegs, keinesfalls | nunca, jamás | non, mai | nunca, jamais
not: kein, keine, keinen, keiner, keinem, keines | ningún, ninguna, ninguno | nessun, nessuna, nessuno |
    nenhum, nenhuma
yes: ja, jawohl | sí | sì | sim
no: nein, nö | | |
without: ohne | sin | senza | sem
neither: weder | | |
nor: | ni | né | nem
only: nur, lediglich, bloß, ausschließlich | sólo, solo, solamente, únicamente | solo, soltanto, solamente,
    unicamente | só, somente, apenas, unicamente
and: und, sowie | y, e | e, ed | e
or: oder, bzw | o, u | o, oppure | ou
but: aber, jedoch, sondern, allerdings, hingegen, dagegen, doch | pero, sino | ma, però, bensì, tuttavia,
    invece | mas, porém, contudo, todavia, entretanto
although: obwohl, obgleich | aunque | sebbene, benché | embora
however: trotzdem, dennoch, gleichwohl | sin embargo, no obstante | ciononostante, nondimeno | no entanto
because: weil, denn, deshalb weil | porque, pues, ya que, puesto que, dado que, debido a que | perché,
    poiché, siccome, dato che, in quanto, visto che | porque, pois, já que, visto que, dado que, uma vez que
since: da | | giacché | posto que
because of: wegen, aufgrund | debido a, a causa de, gracias a | a causa di, a causa della, grazie a | devido
    a, devido à, por causa de, graças a
if: wenn, falls, sofern, ob | si | se, qualora | se, caso
when: sobald | cuando | quando | quando
otherwise: sonst, ansonsten, andernfalls | si no, de lo contrario | altrimenti | caso contrário, senão
so: also, somit, daher, deshalb, folglich, darum, deswegen | entonces, luego, así, por lo tanto, por tanto,
    por eso, por consiguiente | quindi, dunque, perciò, pertanto, allora | então, logo, portanto, assim, por
    isso
that: dass, daß | que | che | que
which: welche, welcher, welches | cual, el cual, la cual, cuyo, cuya | quale, quali, cui, il quale | qual,
    cujo, cuja, o qual
than: als | | |
as: wie | como | come | como
instead of: anstatt, statt, anstelle | en lugar de, en vez de | invece di, anziché | em vez de, ao invés de
compared to: verglichen mit, im Vergleich zu, im Vergleich zur, im Gegensatz zu, im Gegensatz zur |
    comparado con, en comparación con, frente a, a diferencia de | rispetto a, rispetto al, rispetto alla, a
    differenza di, in confronto a | comparado com, em comparação com, ao contrário de, em relação a
for example: zum Beispiel, beispielsweise, etwa | por ejemplo | ad esempio, per esempio | por exemplo
both: beide, beides, sowohl | ambas, ambos | entrambe, entrambi, ambedue | ambas, ambos
is: ist, sei | es, está, sea, ser | è, sia, essere | é, está, seja, ser
are: sind, seien, sein | son, están, sean | sono, siano | são, estão, sejam
was: war | era, fue | era, fu | era, foi
were: wären, waren, wäre | fuera, fuese, fueran | fosse, fossero | fosse, fossem
can: kann, können, kannst | puede, pueden, podemos, poder | può, possono, possiamo, potere | pode, podem,
    podemos, poder
could: könnte, könnten, konnte | podría, podrían, podríamos, pudiera | potrebbe, potrebbero, potremmo |
    poderia, poderiam, poderíamos
may: mag, mögen, dürfte, dürften, womöglich, eventuell, unter Umständen | quizás, quizá, acaso, posiblemente
    | forse, magari, possibilmente, eventualmente | talvez, possivelmente
must: muss, müssen, muß, sollte, soll, sollen | debe, deben, tiene que, tienen que, debería, hay que | deve,
    devono, dovrebbe, bisogna | deve, devem, tem que, têm que, tem de, deveria
will: wird, werden | va a, van a | | vai, vão
would: würde, würden | sería, serían, haría | sarebbe, sarebbero | seria, seriam
does: tut | hace | fa | faz
has: hat, haben, habe | ha, han, tiene, tienen | ha, hanno | tem, têm
there is: gibt, existiert, existieren | hay, existe, existen | esiste, esistono | há, existe, existem
it: es, er, ihn, ihm | ello, lo, la misma | esso, essa, lo | ele, ela, isso
they: | ellos, ellas | essi, esse, loro | eles, elas
we: wir, man, uns | nosotros | noi | nós
i: ich | yo | io | eu
this: dies, diese, dieser, dieses, diesen, diesem, das, jene, jener, jenes | esto, esta, este, eso, esa, ese
    | questo, questa, ciò, quello, quella | isto, esta, este, essa, esse, aquilo
these: jenen | estas, estos, esas, esos | questi, queste, quelli, quelle | estas, estes, essas, esses
the: der, die, den, dem, des, sich | se, el, los, las, del, al | si, ci, il, lo, gli, i, le, dell, del,
    della, dei, delle, degli, nel, nella, sul, sulla, al, alla, dal, dalla, agli, ai | o, os, a, as, do, da,
    dos, das, no, na, nos, nas, ao, à, aos, às, num, numa, pelo, pela
a: ein, eine, einen, einem, einer, eines | una, unos, unas | una, uno | um, uma, uns, umas
its: seine, seiner, seinen, ihre, ihrer, ihren, deren, dessen | su, sus | suo, sua, suoi, loro | seu, sua,
    seus, suas
on: von, vom, auf, über | sobre | su, da, dal, dalla | sobre
for: für, bei, beim, zu, zum, zur | para, por | per | para, por
of: | | di | de
with: mit, mittels, durch | con, mediante | con, mediante, tramite | com, mediante
in: im, innerhalb | en, dentro | | em, dentro
to: an | a, hacia, hasta | a, verso, fino | até
from: aus, seit, ab | desde | da | desde
between: zwischen | entre | tra, fra | entre
all: alle, allen, aller, alles, sämtliche, sämtlichen | todo, todos, toda, todas | tutto, tutti, tutta,
    tutte | todo, todos, toda, todas, tudo
every: jede, jeder, jedes, jeden, jedem | cada, cualquier, cualquiera | ogni, ciascun, ciascuna, ciascuno,
    qualsiasi, qualunque | cada, qualquer
other: andere, anderer, anderen, anderes | otro, otra, otros, otras | altro, altra, altri, altre | outro,
    outra, outros, outras
same: gleiche, gleichen, gleicher, selbe, selben, dieselbe, dasselbe, derselbe | mismo, misma, mismos,
    mismas | stesso, stessa, stessi, stesse | mesmo, mesma, mesmos, mesmas
more: mehr | más | più | mais
less: weniger | menos | meno | menos
too: zu viel, zu viele | demasiado, demasiada, demasiados, demasiadas | troppo, troppa, troppi, troppe |
    demais, demasiado
still: immer noch, noch, weiterhin | todavía, aún, sigue | ancora, comunque | ainda, continua
always: immer, stets | siempre | sempre | sempre
necessarily: unbedingt, zwingend, zwangsläufig, notwendigerweise | necesariamente, forzosamente |
    necessariamente, per forza | necessariamente, forçosamente
then: dann | | poi |
here: hier | aquí, acá | qui | aqui
very: sehr, wirklich, ganz, viel | muy, mucho, mucha, bastante | molto, molta, assai | muito, muita, bem
no longer: nicht mehr | ya no | non più | não mais, já não
even: sogar, selbst | incluso, aun | anche, addirittura, pure | até mesmo, mesmo
where: wo, wobei, dabei | donde | dove | onde
"""
