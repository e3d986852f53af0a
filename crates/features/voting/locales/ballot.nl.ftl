# De vormen van een stembiljet: plannen, punten, volgorde, ja of nee; grenzen per thema of gebied; blanco.

# Aantallen en de regel in woorden.
vote-points = { $n ->
    [0] geen punten
    [one] één punt
   *[other] { $words } punten
 }
vote-amount-exactly = precies { $plans }
vote-amount-between = { $least } tot { $plans }
vote-amount-least = ten minste { $plans }
vote-amount-most = ten hoogste { $plans }
vote-amount-any = één of meer plannen
vote-amount-sum-least = samen ten minste { $least }
vote-amount-sum-most = samen ten hoogste { $most }
vote-amount-sum-exactly = samen precies { $sum }
vote-amount-sum-between = samen { $least } tot { $most }
vote-form-says-points = Verdeel { $points } over { $amount }.
vote-form-says-points-most = Eén plan krijgt er ten hoogste { $most }.
vote-form-says-points-rest = Je hoeft ze niet allemaal te geven.
vote-form-says-points-rest--formal = U hoeft ze niet allemaal te geven.
vote-form-says-ranking = Kies { $amount } en zet ze op volgorde: wat je het liefst wilt bovenaan.
vote-form-says-ranking--formal = Kies { $amount } en zet ze op volgorde: wat u het liefst wilt bovenaan.
vote-form-says-yes-no = Zeg bij elk plan ja, nee of neutraal. Wat je overslaat, telt als neutraal.
vote-form-says-yes-no--formal = Zeg bij elk plan ja, nee of neutraal. Wat u overslaat, telt als neutraal.
vote-form-says-yes = Zeg ja bij { $amount }.
vote-form-says-yes-sum = De plannen waar je ja bij zegt, kosten { $sum }.
vote-form-says-yes-sum--formal = De plannen waar u ja bij zegt, kosten { $sum }.
vote-form-says-group = { $name }: { $what }.
vote-form-says-in-areas = { $n ->
    [one] Kies plannen in één gebied.
    [2] Kies plannen in één gebied, of in twee.
   *[other] Kies plannen in ten hoogste { $words } gebieden.
 }
vote-form-says-in-themes = { $n ->
    [one] Kies plannen uit één thema.
    [2] Kies plannen uit één thema, of uit twee.
   *[other] Kies plannen uit ten hoogste { $words } thema’s.
 }
vote-form-says-own-area = Staat er een gebied bij je stemcode? Dan stem je alleen over de plannen daar.
vote-form-says-own-area--formal = Staat er een gebied bij uw stemcode? Dan stemt u alleen over de plannen daar.
vote-form-says-auditors = De losse stemmen zijn na de uitslag alleen voor wie de telling controleert.
vote-form-says-public = Na de uitslag kan iedereen de losse stemmen, zonder namen, narekenen.

# Kiezen.
vote-choose-title-points = Verdeel je punten
vote-choose-title-points--formal = Verdeel uw punten
vote-choose-title-ranking = Kies en zet op volgorde
vote-choose-title-yes-no = Ja of nee per plan
vote-point-field = Punten voor { $title }
vote-point-more = { $title }: één punt erbij
vote-point-less = { $title }: één punt eraf
vote-point-set = Zet de punten voor { $title }
vote-points-at = { $title }: { $points }
vote-points-left = { $n ->
    [0] Alle punten verdeeld
    [one] Nog één punt
   *[other] Nog { $words } punten
 }
vote-misfit-points-gone = Je punten zijn op. Haal eerst bij een ander plan een punt weg.
vote-misfit-points-gone--formal = Uw punten zijn op. Haal eerst bij een ander plan een punt weg.
vote-misfit-points-most = { $n ->
    [one] Meer dan één punt kan een plan niet krijgen.
   *[other] Meer dan { $words } punten kan een plan niet krijgen.
 }
vote-rank-picked = Gekozen, plaats { $place }
vote-rank-order = Jouw volgorde
vote-rank-order--formal = Uw volgorde
vote-rank-place = Plaats
vote-rank-place-of = Plaats van { $title }
vote-rank-set = Zet
vote-rank-up = Hoger
vote-rank-down = Lager
vote-rank-is-first = Dit plan staat al bovenaan.
vote-rank-is-last = Dit plan staat al onderaan.
vote-rank-now = { $title } staat nu op plaats { $place } van { $n }.
vote-rank-to-order = Zet op volgorde
vote-yes = Ja
vote-no = Nee
vote-neutral = Neutraal
vote-opinion-of = { $title }: ja, nee of neutraal?
vote-no-opinion = Nog niets gezegd
vote-looked-at = { $seen } van { $n } bekeken
vote-looked-at-all = Alle { $n } bekeken
vote-next-unseen = Naar het volgende plan
vote-said-yes = { $n ->
    [0] nog nergens ja
   *[other] ja bij { $plans }
 }
vote-misfit-replaces = Kies je dit plan, dan vervalt { $title }.
vote-misfit-replaces--formal = Kiest u dit plan, dan vervalt { $title }.
vote-replaced = { $title } is nu je keuze. { $before } is weg.
vote-replaced--formal = { $title } is nu uw keuze. { $before } is weg.

# Per thema of gebied.
vote-group-money = { $name }: { $spent } van { $most }
vote-group-spent = { $name }: { $spent }
vote-group-chosen = { $name }: { $plans }
vote-group-plans-left = { $n ->
    [0] meer plannen kan hier niet
    [one] nog één plan
   *[other] nog { $words } plannen
 }
vote-need-group-plans = { $n ->
    [one] Je moet nog één plan kiezen in { $name }.
   *[other] Je moet nog { $words } plannen kiezen in { $name }.
 }
vote-need-group-plans--formal = { $n ->
    [one] U moet nog één plan kiezen in { $name }.
   *[other] U moet nog { $words } plannen kiezen in { $name }.
 }
vote-need-group-sum = Kies in { $name } nog voor ten minste { $least }.
vote-misfit-group-money = Dit plan past niet meer in { $name }: het kost { $cost } en je hebt daar nog { $left }. Haal daar eerst een ander plan weg.
vote-misfit-group-money--formal = Dit plan past niet meer in { $name }: het kost { $cost } en u hebt daar nog { $left }. Haal daar eerst een ander plan weg.
vote-misfit-group-plans = Je hebt in { $name } al { $plans } gekozen. Meer kan daar niet. Haal daar eerst een ander plan weg.
vote-misfit-group-plans--formal = U hebt in { $name } al { $plans } gekozen. Meer kan daar niet. Haal daar eerst een ander plan weg.
vote-misfit-areas = Je koos al plannen in { $list }. Een plan in { $name } kan er niet bij.
vote-misfit-areas--formal = U koos al plannen in { $list }. Een plan in { $name } kan er niet bij.
vote-misfit-own-area = Dit plan is in { $name }. Met je stemcode stem je over plannen in { $area }.
vote-misfit-own-area--formal = Dit plan is in { $name }. Met uw stemcode stemt u over plannen in { $area }.
vote-first-areas = { $n ->
    [one] Kies eerst één gebied
    [2] Kies eerst één gebied, of twee
   *[other] Kies eerst ten hoogste { $words } gebieden
 }
vote-first-themes = { $n ->
    [one] Kies eerst één thema
    [2] Kies eerst één thema, of twee
   *[other] Kies eerst ten hoogste { $words } thema’s
 }
vote-first-means = Dan zie je alleen de plannen waar je uit kunt kiezen. Je kunt dit later nog veranderen.
vote-first-means--formal = Dan ziet u alleen de plannen waar u uit kunt kiezen. U kunt dit later nog veranderen.
vote-first-done-areas = { $n ->
    [one] Je gebied
   *[other] Je gebieden
 }
vote-first-done-areas--formal = { $n ->
    [one] Uw gebied
   *[other] Uw gebieden
 }
vote-first-done-themes = { $n ->
    [one] Je thema
   *[other] Je thema’s
 }
vote-first-done-themes--formal = { $n ->
    [one] Uw thema
   *[other] Uw thema’s
 }
vote-first-picked = Gekozen
vote-first-has = { $n ->
    [one] één plan gekozen
   *[other] { $words } plannen gekozen
 }
vote-first-full = Meer kan niet. Haal eerst je plannen in een ander gebied of thema weg.
vote-first-full--formal = Meer kan niet. Haal eerst uw plannen in een ander gebied of thema weg.
vote-first-empty = Haal mijn plannen in { $name } weg
vote-first-emptied = Je plannen in { $name } zijn weggehaald.
vote-first-emptied--formal = Uw plannen in { $name } zijn weggehaald.
vote-own-area = Je stemt over de plannen in { $area }
vote-own-area--formal = U stemt over de plannen in { $area }
vote-own-area-means = Daar hoort je stemcode bij. Plannen in andere gebieden zie je hier niet.
vote-own-area-means--formal = Daar hoort uw stemcode bij. Plannen in andere gebieden ziet u hier niet.
vote-own-area-first = Begin met je stemcode
vote-own-area-first--formal = Begin met uw stemcode
vote-own-area-first-means = Bij je stemcode staat een gebied. Vul je code eerst in, dan zie je alleen de plannen waar je over stemt.
vote-own-area-first-means--formal = Bij uw stemcode staat een gebied. Vul uw code eerst in, dan ziet u alleen de plannen waar u over stemt.
vote-own-area-code = Vul je stemcode in
vote-own-area-code--formal = Vul uw stemcode in
vote-own-area-look = Bekijk eerst de plannen

# Blanco.
vote-blank = Blanco stemmen
vote-blank-title = Wil je blanco stemmen?
vote-blank-title--formal = Wilt u blanco stemmen?
vote-blank-means = Je stem telt mee in de opkomst, maar gaat naar geen enkel plan.
vote-blank-means--formal = Uw stem telt mee in de opkomst, maar gaat naar geen enkel plan.
vote-blank-drops = Wat je tot nu toe koos, gooien we dan weg.
vote-blank-drops--formal = Wat u tot nu toe koos, gooien we dan weg.
vote-blank-yes = Ja, ik stem blanco
vote-blank-no = Nee, terug naar de plannen

# Nakijken, versturen, klaar.
vote-overview-lead-points = Je geeft { $points } aan { $plans }.
vote-overview-lead-points--formal = U geeft { $points } aan { $plans }.
vote-overview-lead-ranking = Je zet { $plans } op volgorde. Klopt de volgorde?
vote-overview-lead-ranking--formal = U zet { $plans } op volgorde. Klopt de volgorde?
vote-overview-lead-yes-no = Je zegt ja bij { $yes } en nee bij { $no }.
vote-overview-lead-yes-no--formal = U zegt ja bij { $yes } en nee bij { $no }.
vote-strip-points = De hele balk is { $whole } punten. Elk blok is een plan.
vote-rest-points = { $n ->
    [one] Je hebt nog één punt over. Dat hoeft niet op.
   *[other] Je hebt nog { $words } punten over. Die hoeven niet op.
 }
vote-rest-points--formal = { $n ->
    [one] U hebt nog één punt over. Dat hoeft niet op.
   *[other] U hebt nog { $words } punten over. Die hoeven niet op.
 }
vote-rest-unseen = { $n ->
    [one] Over één plan zei je nog niets. Dat telt als neutraal.
   *[other] Over { $words } plannen zei je nog niets. Die tellen als neutraal.
 }
vote-rest-unseen--formal = { $n ->
    [one] Over één plan zei u nog niets. Dat telt als neutraal.
   *[other] Over { $words } plannen zei u nog niets. Die tellen als neutraal.
 }
vote-points-kept = Niet gegeven
vote-together-points = Samen, aan { $plans }
vote-done-for-points = We tellen hem mee: { $points } voor { $plans }.
vote-done-for-ranking = We tellen hem mee: jouw volgorde van { $plans }.
vote-done-for-ranking--formal = We tellen hem mee: uw volgorde van { $plans }.
vote-done-for-yes-no = We tellen hem mee: ja bij { $yes }, nee bij { $no }.

# De uitslag.
outcome-points = { $n ->
    [one] 1 punt
   *[other] { $count } punten
 }
outcome-points-head = Punten
outcome-yes-head = Ja
outcome-no-head = Nee
outcome-balance-head = Ja min nee
outcome-yes-and-no = Ja: { $yes } · Nee: { $no }
outcome-means-points = De punten van alle stemmers zijn bij elkaar opgeteld.
outcome-means-yes-no = Per plan tellen we hoe vaak er ja en hoe vaak er nee is gezegd. Neutraal telt voor geen van beide.
outcome-average-points = plannen met punten per persoon, gemiddeld
outcome-average-ranked = plannen op iemands lijst, gemiddeld
outcome-average-yes = keer ja per persoon, gemiddeld

outcome-by-people = { $n ->
    [one] van één stemmer
   *[other] van { $n } stemmers
 }
outcome-means-places = De eerste plaats op een lijst was zoveel punten waard als er plannen op mochten. Elke plaats lager was één punt minder. Die punten zijn opgeteld.
outcome-means-borda = Een plan kreeg van elke stemmer een punt voor elk plan dat die stemmer eronder zette. Die punten zijn opgeteld.
outcome-drawing-points = De plannen op volgorde van punten. Elke balk is zo lang als het plan kost en begint waar het vorige plan ophield. De lijn staat bij { $budget }: wat daarachter komt, past niet.
outcome-fitted-points-per-cost = Dit plan kreeg { $rate } punten per € 1.000 en paste: er was nog { $left } over.
outcome-needed-points = { $n ->
    [one] Met één punt meer was het doorgegaan.
   *[other] Met { $n } punten meer was het doorgegaan.
 }
outcome-needed-points-either = { $n ->
    [one] Met één punt meer was het doorgegaan, of als het ten hoogste { $cost } had gekost.
   *[other] Met { $n } punten meer was het doorgegaan, of als het ten hoogste { $cost } had gekost.
 }

# De medewerker.
round-form = Hoe stemmen mensen?
round-form-plans = Plannen kiezen
round-form-plans-means = Iemand kiest de plannen die door moeten gaan, of precies één plan. Het makkelijkst uit te leggen.
round-form-points = Punten verdelen
round-form-points-means = Iemand verdeelt een aantal punten. Zo kan een plan waar iemand veel om geeft zwaarder tellen.
round-form-ranking = Op volgorde zetten
round-form-ranking-means = Iemand kiest plannen en zet het liefste bovenaan. Past bij een agenda: wat eerst?
round-form-yes-no = Ja, nee of neutraal per plan
round-form-yes-no-means = Iemand geeft over elk plan een mening. Past bij weinig plannen, en als bezwaren ook moeten tellen.
round-form-show = Laat zien wat daarbij hoort
round-points-total = Hoeveel punten verdeelt iemand?
round-points-most = Hoeveel punten mag één plan krijgen?
round-points-most-hint = Gelijk aan alle punten als er geen grens is.
round-limits = Grenzen
round-limits-yes = De grenzen gelden voor de plannen waar iemand ja bij zegt.
round-groups = Grenzen per thema of gebied
round-groups-over = Waarover gelden ze?
round-groups-none = Geen aparte grenzen
round-groups-theme = Per thema
round-groups-area = Per gebied
round-groups-hint = Elk thema of gebied een eigen aantal of bedrag. Wat je leeg laat, heeft geen grens. Een thema of gebied zonder regel heeft alleen de grenzen van hierboven.
round-groups-hint--formal = Elk thema of gebied een eigen aantal of bedrag. Wat u leeg laat, heeft geen grens. Een thema of gebied zonder regel heeft alleen de grenzen van hierboven.
round-groups-no-plans = Er staan nog geen plannen met een thema of gebied op het stembiljet. Kies eerst de plannen; typ nu anders zelf een naam, precies zoals hij bij de plannen staat.
round-groups-most = In hoeveel gebieden of thema’s mag iemand ten hoogste kiezen?
round-groups-most-hint = Bijvoorbeeld 1 of 2. Laat leeg als het in alle mag.
round-group-name = Thema of gebied
round-group-add = Regel erbij
round-group-all = Zet alle thema’s of gebieden erbij
round-group-remove = Haal { $name } weg
round-group-row = Regel { $n }
round-group-row-wrong = Kijk deze regel na: kies een naam die er nog niet staat, en vul hele aantallen en bedragen in waarvan het hoogste niet onder het minste ligt.
round-group-none-yet = Er zijn nog geen regels.
round-refusal-groups = Kijk de regels per thema of gebied na. Elke naam mag één keer, met hele aantallen en goede bedragen.
round-refusal-groups-most = Vul een heel getal vanaf 1 in, of laat dit leeg.
round-refusal-points = Vul een heel getal vanaf 1 in.
round-refusal-points-most = Vul een heel getal in van 1 tot en met het totaal.
round-own-area = Wie een code met een gebied heeft, stemt alleen daar
round-own-area-means = Het gebied kies je bij het maken van een partij codes. Codes zonder gebied stemmen over alles.
round-own-area-means--formal = Het gebied kiest u bij het maken van een partij codes. Codes zonder gebied stemmen over alles.
round-ballots = Wie krijgt na de uitslag de losse stemmen?
round-ballots-everybody = Iedereen
round-ballots-everybody-means = Zonder namen en in willekeurige volgorde. Zo kan iedereen zelf natellen.
round-ballots-auditors = Alleen wie de telling controleert
round-ballots-auditors-means = Bezoekers zien de uitslag en de telregel, maar niet de losse stemmen.
vote-rule-form-ranking = De eerste plaats op een lijst is zoveel punten waard als er plannen op mogen. Elke plaats lager is één punt minder.
vote-rule-form-borda = Een plan krijgt van elke stemmer een punt voor elk plan dat die stemmer eronder zette.
vote-rule-form-yes-no = Elk ja is een punt erbij, elk nee een punt eraf. Neutraal telt niet.
