# Wat inwoners zien van een stemming.

# Aantallen en spelregels in woorden.
vote-plans = { $n ->
    [0] geen plannen
    [one] één plan
   *[other] { $words } plannen
 }
vote-limits-exactly = Kies precies { $plans }.
vote-limits-between = Kies { $least } tot { $plans }.
vote-limits-least = Kies ten minste { $plans }.
vote-limits-most = Kies ten hoogste { $plans }.
vote-limits-any = Kies één of meer plannen.
vote-limits-sum-least = Samen kosten ze ten minste { $least }.
vote-limits-sum-most = Samen kosten ze ten hoogste { $most }.
vote-limits-sum-exactly = Samen kosten ze precies { $sum }.
vote-limits-sum-between = Samen kosten ze { $least } tot { $most }.
vote-limits-blank = Een lege stem mag ook.
vote-rule-greedy = De plannen komen op volgorde: meeste stemmen eerst. Van boven naar beneden krijgen ze geld, zolang het er is.
vote-rule-skip = Past een plan niet meer, dan slaan we het over. Een plan dat lager staat en wel past, gaat dan door.
vote-rule-stop = We stoppen bij het eerste plan dat niet past. Lagere plannen gaan dan niet door, ook niet als ze wel passen.
vote-rule-greedy-per-cost = De plannen komen op volgorde: meeste stemmen per euro eerst. Van boven naar beneden krijgen ze geld, zolang het er is.
vote-rule-greedy-score = De plannen komen op volgorde: meeste punten eerst. Van boven naar beneden krijgen ze geld, zolang het er is.
vote-rule-greedy-score-per-cost = De plannen komen op volgorde: meeste punten per euro eerst. Van boven naar beneden krijgen ze geld, zolang het er is.
vote-rule-threshold = Een plan met minder dan { $least } stemmen of punten doet niet mee.
vote-rule-threshold-of-election = Een plan met minder stemmen of punten dan vooraf is afgesproken, doet niet mee.
vote-rule-ceilings = Per thema of gebied is er een hoogste bedrag. Past een plan daar niet onder, dan slaan we het over.
vote-rule-ceilings-are = Het hoogste bedrag is: { $list }.
vote-rule-rivals = Deze plannen kunnen niet allebei: { $plans }.
vote-rule-exclusive = Van plannen die elkaar uitsluiten, gaat alleen het plan door dat het hoogste staat.
vote-rule-nearly = Is er voor dat plan nog { $percent } procent van het geld, dan gaat het toch door.
vote-rule-top = De plannen komen op volgorde: meeste stemmen eerst. Geld speelt geen rol.
vote-rule-top-most = De eerste { $n } gaan door.
vote-rule-welfare = We zoeken de plannen die samen binnen het budget passen en samen de meeste steun hebben.
vote-rule-phragmen = De kosten van een plan leggen we bij de mensen die erop stemden. Steeds gaat het plan door waarbij die mensen samen het minst dragen.
vote-rule-maximin = De kosten van de plannen verdelen we over de mensen die erop stemden. Steeds gaat het plan door waarbij niemand meer draagt dan nodig is.
vote-rule-shares = Iedereen die stemt, krijgt een even groot deel van het budget. De mensen die op een plan stemden, betalen het samen.
vote-rule-shares-cost = Het plan met de meeste stemmen gaat voor. Wie al veel heeft uitgegeven, telt minder mee.
vote-rule-shares-number = Het plan dat per persoon het minst kost, gaat voor.
vote-rule-shares-points = Het plan met de meeste punten voor zijn geld gaat voor. Wie veel punten gaf, betaalt meer.
vote-rule-shares-admission = Een plan met te weinig stemmen voor zijn kosten doet niet mee.
vote-rule-shares-add-one = Blijft er geld over, dan tellen we opnieuw met een groter deel per persoon, zolang de plannen samen binnen het budget passen.
vote-rule-shares-rest = Wat daarna overblijft, gaat naar plannen die nog passen: meeste stemmen eerst.
vote-rule-shares-comparison = Vinden meer mensen de uitslag met “meeste stemmen eerst” beter, dan geldt die.
vote-rule-tie-number = Kregen twee plannen evenveel stemmen of punten? Dan gaat het plan met het laagste nummer voor.
vote-rule-tie-id = Kregen twee plannen evenveel stemmen of punten? Dan vergelijken we hun nummers in de telling cijfer voor cijfer, van links af. Het laagste gaat voor: zo komt 10 voor 2.
vote-rule-tie-order = Kregen twee plannen evenveel stemmen of punten? Dan geldt de volgorde die voor de stemming is vastgelegd.
round-way-skip = Meeste stemmen eerst, overslaan wat niet past
round-way-stop = Meeste stemmen eerst, stoppen bij het eerste dat niet past
round-way-shares = Gelijke delen
round-way-shares-number = Gelijke delen, goedkope plannen eerst
round-way-phragmen = Lasten eerlijk verdelen
round-way-threshold = Meeste stemmen eerst, met een drempel
round-way-nearly = Meeste stemmen eerst, ook wat bijna past
round-way-ceilings = Meeste stemmen eerst, met een hoogste bedrag per thema of gebied
round-way-exclusive = Meeste stemmen eerst, met plannen die elkaar uitsluiten
round-way-top = Alleen een volgorde, zonder geld
round-way-shares-bare = Gelijke delen, zonder wat overblijft
round-way-shares-util = Gelijke delen, de rest naar de meeste stemmen
round-way-shares-add = Gelijke delen, steeds een beetje meer
round-way-shares-whole = Gelijke delen, in hele euro’s per persoon
round-way-shares-compared = Gelijke delen, tenzij mensen “meeste stemmen eerst” beter vinden
round-way-shares-admitted = Gelijke delen, met genoeg stemmen voor de kosten
round-way-number-bare = Gelijke delen, goedkope plannen eerst, zonder wat overblijft
round-way-number-util = Gelijke delen, goedkope plannen eerst, de rest naar de meeste stemmen
round-way-number-add = Gelijke delen, goedkope plannen eerst, steeds een beetje meer
round-way-phragmen-stop = Lasten eerlijk verdelen, stoppen bij het eerste dat niet past
round-way-maximin = De zwaarste last zo licht mogelijk
round-way-welfare = Samen de meeste steun voor het geld
round-way-welfare-number = Samen de meeste stemmen
round-way-per-cost = Meeste stemmen per euro eerst
vote-says-compare = Bij de uitslag laten we ook zien wat andere telregels met dezelfde stemmen hadden gedaan. Dat verandert niets aan de uitslag.
vote-says-window = Stemmen kan van { $from } tot { $until }.
vote-says-who-codes = Je stemt met de stemcode uit je brief. Elke code is goed voor één stem.
vote-says-who-codes--formal = U stemt met de stemcode uit uw brief. Elke code is goed voor één stem.
vote-says-who-email = Je stemt met je e-mailadres. Elk adres is goed voor één stem.
vote-says-who-email--formal = U stemt met uw e-mailadres. Elk adres is goed voor één stem.
vote-says-who-both = Je stemt met de stemcode uit je brief of met je e-mailadres.
vote-says-who-both--formal = U stemt met de stemcode uit uw brief of met uw e-mailadres.
vote-says-change = Je kunt je stem veranderen tot de sluiting. Alleen je laatste stem telt.
vote-says-change--formal = U kunt uw stem veranderen tot de sluiting. Alleen uw laatste stem telt.
vote-says-no-change = Je kunt je stem daarna niet meer veranderen, behalve als een plan dat je koos is teruggetrokken.
vote-says-no-change--formal = U kunt uw stem daarna niet meer veranderen, behalve als een plan dat u koos is teruggetrokken.
vote-says-money = Er is { $budget } te verdelen.
vote-says-random = De plannen staan voor iedereen in een andere volgorde.
vote-says-by-number = De plannen staan op nummer.
vote-says-review = { $n ->
    [one] Na de sluiting kijken we één dag alles na. Dan verzegelen we de stemmen en tellen we ze.
   *[other] Na de sluiting kijken we { $words } dagen alles na. Dan verzegelen we de stemmen en tellen we ze.
 }
vote-says-counts-provisional = Bij de voorlopige uitslag zie je hoeveel stemmen elk plan kreeg.
vote-says-counts-provisional--formal = Bij de voorlopige uitslag ziet u hoeveel stemmen elk plan kreeg.
vote-says-counts-decision = Eerst zie je welke plannen doorgaan. Bij het besluit zie je hoeveel stemmen elk plan kreeg.
vote-says-counts-decision--formal = Eerst ziet u welke plannen doorgaan. Bij het besluit ziet u hoeveel stemmen elk plan kreeg.
vote-counting = Zo tellen we
vote-counting-of = Zo tellen we bij { $title }
vote-tie-order = De volgorde bij evenveel stemmen:

# Stappen.
vote-steps = Stappen van je stem
vote-steps--formal = Stappen van uw stem
vote-step-choose = Kiezen
vote-step-overview = Nakijken
vote-step-code = Stemcode
vote-step-email = E-mail
vote-step-hand-in = Versturen
vote-phase = Stemmen
vote-help = Hulp bij stemmen
vote-questions = Vragen of hulp nodig?

# Proefstemming en klad.
vote-test = Proefstemming: deze stem telt niet
vote-test-means = Je oefent met een proefcode. Alles werkt zoals in het echt, maar je stem telt niet mee in de uitslag.
vote-test-means--formal = U oefent met een proefcode. Alles werkt zoals in het echt, maar uw stem telt niet mee in de uitslag.
vote-draft = Deze stemming is nog een klad
vote-draft-means = Bezoekers van de site zien deze pagina nog niet. Met een proefcode kun je oefenen.
vote-draft-means--formal = Bezoekers van de site zien deze pagina nog niet. Met een proefcode kunt u oefenen.
vote-try = Oefen met een proefcode

# Het begin.
vote-start-title = Stem mee over { $project }
vote-start-money = Je verdeelt { $most } over { $plans }.
vote-start-money--formal = U verdeelt { $most } over { $plans }.
vote-start-plans = Je kiest uit { $plans }.
vote-start-plans--formal = U kiest uit { $plans }.
vote-start-pause = Je kunt tussendoor stoppen: je keuze blijft bewaard.
vote-start-pause--formal = U kunt tussendoor stoppen: uw keuze blijft bewaard.
vote-start-needs = Wat heb je nodig?
vote-start-needs--formal = Wat hebt u nodig?
vote-need-code = Je hebt een stemcode nodig. Die staat in de brief van { $organisation }.
vote-need-code--formal = U hebt een stemcode nodig. Die staat in de brief van { $organisation }.
vote-need-email = Je hebt een e-mailadres nodig. Daar sturen we een code naartoe.
vote-need-email--formal = U hebt een e-mailadres nodig. Daar sturen we een code naartoe.
vote-need-either = Je hebt een stemcode nodig. Die staat in de brief van { $organisation }. Heb je geen code, dan kan het ook met je e-mailadres.
vote-need-either--formal = U hebt een stemcode nodig. Die staat in de brief van { $organisation }. Hebt u geen code, dan kan het ook met uw e-mailadres.
vote-start-until = Stemmen kan tot { $at }. Daarna kan het niet meer.
vote-start-later-code = Kiezen kan al zonder code. Je vult hem pas op het eind in. Zo weten we dat iedereen één keer stemt. Je code en je keuze bewaren we apart.
vote-start-later-code--formal = Kiezen kan al zonder code. U vult hem pas op het eind in. Zo weten we dat iedereen één keer stemt. Uw code en uw keuze bewaren we apart.
vote-start-later-email = Kiezen kan meteen. Pas op het eind vragen we je e-mailadres. Zo weten we dat iedereen één keer stemt. Je adres en je keuze bewaren we apart.
vote-start-later-email--formal = Kiezen kan meteen. Pas op het eind vragen we uw e-mailadres. Zo weten we dat iedereen één keer stemt. Uw adres en uw keuze bewaren we apart.
vote-start-begin = Begin met kiezen
vote-check-code = Controleer eerst je code
vote-check-code--formal = Controleer eerst uw code
vote-lost-letter = Brief kwijt?
vote-lost-letter-means = Vraag een nieuwe code aan. Je oude code werkt dan niet meer.
vote-lost-letter-means--formal = Vraag een nieuwe code aan. Uw oude code werkt dan niet meer.
vote-begun = Al begonnen?
vote-begun-means = Je hebt { $plans } gekozen en nog niet verstuurd.
vote-begun-means--formal = U hebt { $plans } gekozen en nog niet verstuurd.
vote-go-on = Ga verder waar je was
vote-go-on--formal = Ga verder waar u was

# Ervoor en erna.
vote-not-yet-title = Stemmen kan nog niet
vote-not-yet = De stemming over { $project } begint op { $at }.
vote-not-yet-letter = Je stemcode komt in een brief van { $organisation }. De plannen kun je nu al lezen.
vote-not-yet-letter--formal = Uw stemcode komt in een brief van { $organisation }. De plannen kunt u nu al lezen.
vote-over-title = De stemming is voorbij
vote-over = Je kon stemmen tot { $at }.
vote-over--formal = U kon stemmen tot { $at }.
vote-over-kept = Had je een keuze gemaakt maar niet verstuurd? Die telt niet mee en wissen we.
vote-over-kept--formal = Had u een keuze gemaakt maar niet verstuurd? Die telt niet mee en wissen we.
vote-over-wiped = Had je een keuze gemaakt maar niet verstuurd? Die telt niet mee.
vote-over-wiped--formal = Had u een keuze gemaakt maar niet verstuurd? Die telt niet mee.
vote-over-known = De uitslag is er.
vote-over-next = Wat er daarna komt: { $phase }, { $when }.
vote-over-review = { $n ->
    [one] Eerst kijken we één dag of alles goed ging. Daarna tellen we en komt de uitslag op deze site.
   *[other] Eerst kijken we { $words } dagen of alles goed ging. Daarna tellen we en komt de uitslag op deze site.
 }
vote-over-count = We tellen de stemmen. De uitslag komt op deze site.
vote-see-plans = Bekijk de plannen
vote-see-outcome = Bekijk de uitslag
vote-to-project = Naar { $project }
vote-none-title = Er is hier nog geen stemming
vote-none = Zodra de stemming bekend is, lees je hier wanneer ze is en wat je nodig hebt.
vote-none--formal = Zodra de stemming bekend is, leest u hier wanneer ze is en wat u nodig hebt.
vote-none-back = Terug naar het project

# Kiezen.
vote-choose-title = Kies je plannen
vote-choose-title--formal = Kies uw plannen
vote-choose-until = Je stemt tot { $at }.
vote-choose-until--formal = U stemt tot { $at }.
vote-search-label = Plannen zoeken
vote-search = Zoek in de plannen
vote-filter = Kies een thema of volgorde
vote-theme = Thema
vote-theme-all = Alle
vote-order = Volgorde
vote-order-random = Willekeurig
vote-order-number = Op nummer
vote-order-cost = Laagste kosten eerst
vote-found = { $n ->
    [0] Geen plannen gevonden
    [one] 1 plan
   *[other] { $n } plannen
 }
vote-in-random = In willekeurige volgorde, voor iedereen anders.
vote-in-number = Op nummer.
vote-in-cost = Laagste kosten eerst.
vote-to-basket = Naar je keuze
vote-to-basket--formal = Naar uw keuze
vote-nothing-found = Hier past geen plan bij
vote-nothing-found-why = Zoek met een ander woord, of kies een ander thema. Je keuze blijft bewaard.
vote-nothing-found-why--formal = Zoek met een ander woord, of kies een ander thema. Uw keuze blijft bewaard.
vote-show-all = Laat alle plannen zien
vote-more = Lees meer over dit plan
vote-picture-shows = Op het plaatje: { $alt }
vote-where = Waar: { $area }.
vote-costs = Het plan kost { $cost }.
vote-plan-page = Naar de pagina van dit plan
vote-pick = Kies
vote-picked = Gekozen
vote-no-fit = Past niet meer
vote-full = Kan er niet bij
vote-misfit-money = Dit plan past niet meer: het kost { $cost } en je hebt nog { $left }. Haal eerst een ander plan weg.
vote-misfit-money--formal = Dit plan past niet meer: het kost { $cost } en u hebt nog { $left }. Haal eerst een ander plan weg.
vote-misfit-plans = Je hebt al { $plans } gekozen. Meer kan niet. Haal eerst een ander plan weg.
vote-misfit-plans--formal = U hebt al { $plans } gekozen. Meer kan niet. Haal eerst een ander plan weg.
vote-struck = Teruggetrokken
vote-struck-on = Dit plan doet niet meer mee sinds { $day }. { $reason }
vote-struck-money = Had je het gekozen? Dan is dat geld weer vrij in je keuze.
vote-struck-money--formal = Had u het gekozen? Dan is dat geld weer vrij in uw keuze.

# De keuze.
vote-basket = Jouw keuze
vote-basket--formal = Uw keuze
vote-chosen = { $plans } gekozen
vote-left-money = Nog { $left }
vote-left-plans = { $n ->
    [one] Nog één te kiezen
   *[other] Nog { $words } te kiezen
 }
vote-left-both = { $n ->
    [one] Nog { $left }, en nog één te kiezen
   *[other] Nog { $left }, en nog { $words } te kiezen
 }
vote-need-plans = { $n ->
    [one] Kies er nog ten minste één.
   *[other] Kies er nog ten minste { $words }.
 }
vote-need-sum = Kies nog voor ten minste { $least }.
vote-remove = Haal weg
vote-on = Verder
vote-saved = Je keuze wordt steeds bewaard. Je stem telt pas als je hem verstuurt.
vote-saved--formal = Uw keuze wordt steeds bewaard. Uw stem telt pas als u hem verstuurt.
vote-reminder = Nog niet verstuurd
vote-together = Samen, { $plans }
vote-not-divided = Niet verdeeld

# Nakijken.
vote-overview-title = Kijk je keuze na
vote-overview-title--formal = Kijk uw keuze na
vote-overview-lead = Je kiest { $plans } voor samen { $sum }.
vote-overview-lead--formal = U kiest { $plans } voor samen { $sum }.
vote-overview-blank = Je kiest geen plan. Je verstuurt dan een lege stem.
vote-overview-blank--formal = U kiest geen plan. U verstuurt dan een lege stem.
vote-strip-money = De hele balk is { $whole }. Elk blok is een plan.
vote-strip-plans = De hele balk is { $whole } plannen. Elk blok is een plan.
vote-rest = Je hebt nog { $left } over. Dat hoeft niet op.
vote-rest--formal = U hebt nog { $left } over. Dat hoeft niet op.
vote-others-fit = { $n ->
    [one] Nog één ander plan past erbij.
   *[other] Nog { $n } andere plannen passen erbij.
 }
vote-not-ready = Je kunt deze keuze nog niet versturen
vote-not-ready--formal = U kunt deze keuze nog niet versturen
vote-back-to-choose = Terug naar de plannen
vote-to-code = Verder naar je stemcode
vote-to-code--formal = Verder naar uw stemcode
vote-to-who = Verder naar je code
vote-to-who--formal = Verder naar uw code
vote-to-hand-in = Verder naar versturen
vote-choose-more = Kies nog een plan
vote-counts-later = Je stem telt pas als je hem op de laatste bladzijde verstuurt.
vote-counts-later--formal = Uw stem telt pas als u hem op de laatste bladzijde verstuurt.
vote-empty-title = Je hebt nog niets gekozen
vote-empty-title--formal = U hebt nog niets gekozen
vote-empty = Hier komen de plannen te staan die je kiest. Je kunt ze dan nog eens rustig nakijken.
vote-empty--formal = Hier komen de plannen te staan die u kiest. U kunt ze dan nog eens rustig nakijken.
vote-empty-choose = Kies je plannen
vote-empty-choose--formal = Kies uw plannen
vote-struck-chosen = Een plan dat je koos, is teruggetrokken: { $title }
vote-struck-chosen--formal = Een plan dat u koos, is teruggetrokken: { $title }
vote-struck-chosen-means = Het telt niet meer mee in je keuze. Het geld is weer vrij.
vote-struck-chosen-means--formal = Het telt niet meer mee in uw keuze. Het geld is weer vrij.

# Twee keuzes.
vote-drafts-title = Welke keuze wil je houden?
vote-drafts-title--formal = Welke keuze wilt u houden?
vote-drafts-lead = Met deze code is eerder al gekozen. Die keuze is nog niet verstuurd. Kies welke je houdt; de andere gooien we weg.
vote-drafts-lead--formal = Met deze code is eerder al gekozen. Die keuze is nog niet verstuurd. Kies welke u houdt; de andere gooien we weg.
vote-draft-here = De keuze op dit apparaat
vote-draft-before = De keuze van eerder
vote-draft-saved = Bewaard op { $at }
vote-draft-keep-here = Ga verder met deze keuze
vote-draft-keep-before = Ga verder met de keuze van eerder
vote-drafts-not-mine = Is de keuze van eerder niet van jou? Vraag dan hulp:
vote-drafts-not-mine--formal = Is de keuze van eerder niet van u? Vraag dan hulp:

# Laten zien dat je mag stemmen.
vote-code-title = Vul je stemcode in
vote-code-title--formal = Vul uw stemcode in
vote-code-lead = De code staat in de brief van { $organisation }. Scan de vierkante code in de brief, of typ hem over.
vote-code-label = Je stemcode
vote-code-label--formal = Uw stemcode
vote-code-hint = Vijftien tekens, in drie groepen van vijf. Hoofdletters of kleine letters maakt niet uit. De cijfers 0 en 1 en de letters I, L en O komen niet voor.
vote-code-group = Groep {"{"}n{"}"} van 3
vote-code-good = Klopt
vote-code-bad = Klopt niet. Kijk deze vijf tekens na.
vote-code-short = Hier horen vijf tekens.
vote-code-strange = {"{"}c{"}"} komt niet voor in een code.
vote-code-help = Hulp bij je stemcode
vote-code-help--formal = Hulp bij uw stemcode
vote-why-code = Waarom een code?
vote-why-code-means = Zo weten we dat iedereen één keer stemt. De code en je keuze bewaren we apart.
vote-why-code-means--formal = Zo weten we dat iedereen één keer stemt. De code en uw keuze bewaren we apart.
vote-go = Ga verder
vote-back-to-choice = Terug naar je keuze
vote-back-to-choice--formal = Terug naar uw keuze
vote-rather-email = Geen code? Stem met je e-mailadres
vote-rather-email--formal = Geen code? Stem met uw e-mailadres
vote-rather-code = Heb je een stemcode uit een brief? Gebruik die
vote-rather-code--formal = Hebt u een stemcode uit een brief? Gebruik die
vote-email-title = Wat is je e-mailadres?
vote-email-title--formal = Wat is uw e-mailadres?
vote-email-lead = We sturen je een code. Zo weten we dat iedereen één keer stemt.
vote-email-lead--formal = We sturen u een code. Zo weten we dat iedereen één keer stemt.
vote-email-label = Je e-mailadres
vote-email-label--formal = Uw e-mailadres
vote-email-hint = We gebruiken het alleen voor deze stemming en bewaren het los van je keuze.
vote-email-hint--formal = We gebruiken het alleen voor deze stemming en bewaren het los van uw keuze.
vote-email-send = Stuur mij een code
vote-mail-title = Kijk in je mail
vote-mail-title--formal = Kijk in uw mail
vote-mail-lead = We stuurden een code van zes cijfers. Die werkt een kwartier. We stuurden hem naar
vote-mail-label = De zes cijfers uit de mail
vote-mail-none = Geen mail gekregen?
vote-mail-none-means = Kijk ook bij ongewenste mail. Duurt het lang? Vraag dan een nieuwe code.
vote-mail-again = Stuur een nieuwe code
vote-mail-other = Ander e-mailadres
vote-expired = Vul je code nog eens in
vote-expired--formal = Vul uw code nog eens in
vote-expired-means = Na een tijd vragen we de code opnieuw, voor het geval iemand anders achter dit scherm zit. Je keuze is bewaard.
vote-expired-means--formal = Na een tijd vragen we de code opnieuw, voor het geval iemand anders achter dit scherm zit. Uw keuze is bewaard.
vote-known-title = Je kunt stemmen
vote-known-title--formal = U kunt stemmen
vote-known-code = Je code is goed
vote-known-code--formal = Uw code is goed
vote-known-email = Je e-mailadres is bevestigd
vote-known-email--formal = Uw e-mailadres is bevestigd
vote-known-means = Je kunt ermee stemmen tot { $at }.
vote-known-means--formal = U kunt ermee stemmen tot { $at }.

# Versturen.
vote-hand-in-title = Verstuur je stem
vote-hand-in-title--formal = Verstuur uw stem
vote-hand-in-lead = Dit is je stem. Hij telt pas als je op de knop drukt.
vote-hand-in-lead--formal = Dit is uw stem. Hij telt pas als u op de knop drukt.
vote-hand-in-blank = Je stem is leeg: je kiest geen plan. Hij telt pas als je op de knop drukt.
vote-hand-in-blank--formal = Uw stem is leeg: u kiest geen plan. Hij telt pas als u op de knop drukt.
vote-hand-in = Verstuur mijn stem
vote-hand-in-before = Dit heb je eerder verstuurd met deze browser
vote-hand-in-before--formal = Dit hebt u eerder verstuurd met deze browser
vote-hand-in-now = Dit is nu je keuze
vote-hand-in-now--formal = Dit is nu uw keuze
vote-change-choice = Verander je keuze
vote-change-choice--formal = Verander uw keuze
vote-change-until = Je kunt je stem daarna nog wijzigen tot { $at }.
vote-change-until--formal = U kunt uw stem daarna nog wijzigen tot { $at }.
vote-change-never = Daarna kun je je stem niet meer wijzigen.
vote-change-never--formal = Daarna kunt u uw stem niet meer wijzigen.
vote-voted-title = Je hebt al gestemd
vote-voted-title--formal = U hebt al gestemd
vote-voted-see = Bekijk je stem en wat er nu gebeurt
vote-voted-see--formal = Bekijk uw stem en wat er nu gebeurt
vote-voted-change = Wil je je stem wijzigen? Dat kan tot { $at }. Tot je opnieuw verstuurt, telt je eerste stem.
vote-voted-change--formal = Wilt u uw stem wijzigen? Dat kan tot { $at }. Tot u opnieuw verstuurt, telt uw eerste stem.
vote-voted-replace = Verstuur je opnieuw, dan komt je nieuwe stem in de plaats van de vorige.
vote-voted-replace--formal = Verstuurt u opnieuw, dan komt uw nieuwe stem in de plaats van de vorige.
vote-voted-final = Je stem is binnen en telt mee. In deze stemming kun je hem niet meer wijzigen.
vote-voted-final--formal = Uw stem is binnen en telt mee. In deze stemming kunt u hem niet meer wijzigen.
vote-voted-struck = Een plan waarop je stemde, doet niet meer mee
vote-voted-struck--formal = Een plan waarop u stemde, doet niet meer mee
vote-voted-struck-means = Daarom mag je één keer opnieuw stemmen, tot { $at }. Doe je niets, dan telt de rest van je stem gewoon mee.
vote-voted-struck-means--formal = Daarom mag u één keer opnieuw stemmen, tot { $at }. Doet u niets, dan telt de rest van uw stem gewoon mee.
vote-voted-again = Stem opnieuw

# Het moment.
vote-done-title = Je stem is binnen.
vote-done-title--formal = Uw stem is binnen.
vote-done-for = We tellen hem mee voor { $plans }, samen { $sum }. Bedankt voor het meedoen.
vote-done-blank = We tellen hem mee als lege stem. Bedankt voor het meedoen.
vote-done-test = Dit was een proefstem: hij telt niet mee.
vote-done-apart = Hij telt mee. Wat je koos, laten we hier niet zien: dat bewaren we apart van je code.
vote-done-apart--formal = Hij telt mee. Wat u koos, laten we hier niet zien: dat bewaren we apart van uw code.
vote-done-counts = Dit telt mee
vote-change = Stem wijzigen
vote-change-how-code = Dat kan tot { $at }, met dezelfde stemcode. Je nieuwe stem komt dan in de plaats van deze.
vote-change-how-code--formal = Dat kan tot { $at }, met dezelfde stemcode. Uw nieuwe stem komt dan in de plaats van deze.
vote-change-how-email = Dat kan tot { $at }, met hetzelfde e-mailadres. Je nieuwe stem komt dan in de plaats van deze.
vote-change-how-email--formal = Dat kan tot { $at }, met hetzelfde e-mailadres. Uw nieuwe stem komt dan in de plaats van deze.
vote-changed-never = In deze stemming kun je je stem niet wijzigen.
vote-changed-never--formal = In deze stemming kunt u uw stem niet wijzigen.
vote-next-title = Wat gebeurt er nu?
vote-next-closes = De stemming sluit.
vote-next-review = { $n ->
    [one] Eén dag lang kijken we of alles goed ging.
   *[other] We kijken { $words } dagen of alles goed ging.
 }
vote-next-count = Daarna tellen we. De voorlopige uitslag komt op deze site.
vote-again-title = Nog iemand in huis?
vote-again-means = We wissen eerst alles van jou van dit apparaat.
vote-again-means--formal = We wissen eerst alles van u van dit apparaat.
vote-again = Begin opnieuw

# De uitslag.
outcome-title = Uitslag van { $project }
outcome-title-alone = Uitslag
outcome-none = Er is nog geen uitslag
outcome-none-why = In dit project is nog geen stemming geweest.
outcome-wait-title = De uitslag is er nog niet
outcome-wait-begin = Eerst kunnen mensen stemmen, van { $opens } tot { $closes }. Daarna tellen we.
outcome-wait-vote = Je kunt nog stemmen tot { $closes }. Daarna tellen we. Tot dan ziet niemand hoe het ervoor staat.
outcome-wait-vote--formal = U kunt nog stemmen tot { $closes }. Daarna tellen we. Tot dan ziet niemand hoe het ervoor staat.
outcome-wait-review = De stemming sloot op { $closes }. We kijken na of alles goed ging. Daarna tellen we.
outcome-wait-count = De stemming sloot op { $closes }. We zijn aan het tellen.
outcome-wait-until = Nakijken duurt tot { $at }.
outcome-to-vote = Naar de stemming
outcome-preview = Dit ziet nog niemand anders
outcome-preview-means = De telling is klaar, maar nog niet op de site gezet.
outcome-verdict = { $n ->
    [one] { $plans } gaat door voor
   *[other] { $plans } gaan door voor
 }
outcome-verdict-none = Geen enkel plan gaat door.
outcome-lead = { $n ->
    [one] Eén mens stemde.
   *[other] { $n } mensen stemden.
 } Er was { $budget } te verdelen; { $left } blijft over.
outcome-lead-more = { $n ->
    [one] Eén mens stemde.
   *[other] { $n } mensen stemden.
 } Er was { $budget } te verdelen; voor sommige plannen komt extra geld.
outcome-blank = { $n ->
    [one] Eén stem was leeg.
   *[other] { $n } stemmen waren leeg.
 }
outcome-voided = { $n ->
    [one] Eén stem is ongeldig verklaard en telt niet mee.
   *[other] { $n } stemmen zijn ongeldig verklaard en tellen niet mee.
 }
outcome-provisional = Dit is de voorlopige uitslag.
outcome-provisional-means = De telling staat vast. Er moet nog een besluit komen over welke plannen echt doorgaan.
outcome-decided = Er is besloten over deze uitslag.
outcome-final = Dit is de definitieve uitslag.
outcome-decided-by = Besluit van { $authority } op { $day }.
outcome-document = Lees het besluit
outcome-counts-later = Hoeveel stemmen elk plan kreeg, laten we zien zodra er een besluit is.
outcome-drawing = Zo viel het geld
outcome-drawing-means = De plannen op volgorde van stemmen. Elke balk is zo lang als het plan kost en begint waar het vorige plan ophield. De lijn staat bij { $budget }: wat daarachter komt, past niet.
outcome-drawing-rounds = De plannen in de volgorde waarin ze geld kregen, en daarna de andere. Elke balk is zo lang als het plan kost en begint waar het vorige plan ophield. De lijn staat bij { $budget }: wat daarachter komt, past niet.
outcome-drawing-stops = Bij het eerste plan dat niet past, stopt de lijst.
outcome-drawing-rest = { $n ->
    [one] Nog één plan kreeg minder stemmen. Het staat in de lijst hieronder.
   *[other] Nog { $words } plannen kregen minder stemmen. Ze staan in de lijst hieronder.
 }
outcome-in = Gaat door
outcome-out = Gaat niet door
outcome-money-gone = Het geld is op
outcome-figures = In het kort
outcome-voters = mensen stemden
outcome-plans = plannen op de lijst
outcome-winners = plannen gaan door
outcome-average = gekozen per persoon, gemiddeld
outcome-decision = Het besluit
outcome-who-decided = Wie besloot
outcome-when-decided = Wanneer
outcome-other = Anders dan de telling?
outcome-same = Nee, zoals geteld
outcome-differs = Ja, bij { $plans }
outcome-extra = Extra geld
outcome-no-extra = Geen
outcome-why = Elk plan, en waarom
outcome-as-table = Liever als tabel
outcome-show-rest = { $n ->
    [one] Laat het andere plan zien
   *[other] Laat de andere { $words } plannen zien
 }
outcome-n-votes = { $n ->
    [one] 1 stem
   *[other] { $n } stemmen
 }
outcome-so-far = samen tot hier { $sum }
outcome-fitted = Dit plan paste: er was nog { $left } over.
outcome-skipped = Dit plan kost { $cost } en er was nog { $left } over. Daarom hebben we het overgeslagen.
outcome-stopped = Dit plan kost { $cost } en er was nog { $left } over. Hier stopt de lijst.
outcome-dearer = Dit plan kost { $cost }. Dat is meer dan al het geld dat er was.
outcome-after-stop = De lijst stopte al bij plek { $place }.
outcome-withdrawn = Dit plan is teruggetrokken.
outcome-needed-votes = { $n ->
    [one] Met één stem meer was het doorgegaan.
   *[other] Met { $n } stemmen meer was het doorgegaan.
 }
outcome-needed-cost = Had het ten hoogste { $cost } gekost, dan was het doorgegaan.
outcome-needed-either = { $n ->
    [one] Met één stem meer was het doorgegaan, of als het ten hoogste { $cost } had gekost.
   *[other] Met { $n } stemmen meer was het doorgegaan, of als het ten hoogste { $cost } had gekost.
 }
outcome-deviation-in = In het besluit: { $title } gaat toch door. { $reason }
outcome-deviation-out = In het besluit: { $title } gaat toch niet door. { $reason }
outcome-deviation-money = In het besluit: { $title } krijgt { $extra } extra. { $reason }
outcome-deviation-note = In het besluit staat over { $title }: { $reason }
outcome-deviation-extra = Daarvoor komt { $extra } extra.
outcome-rule = Hoe we telden
outcome-could-choose = Zo kon je kiezen:
outcome-could-choose--formal = Zo kon u kiezen:
outcome-tie-needed = Die regel was nu nodig en bepaalde mee wie doorgaat.
outcome-tie-idle = Voor deze uitslag maakte die regel niet uit.
outcome-ties = Gelijke stand
outcome-ties-rest = Ook gelijk, maar dat maakte niet uit
outcome-tied = { $n ->
    [one] Met één stem gelijk, in deze volgorde: { $plans }.
   *[other] Met { $n } stemmen gelijk, in deze volgorde: { $plans }.
 }
outcome-rule-before = De regels stonden vast voordat de stemming begon.
outcome-expert = Voor kenners: deze regel heet “{ $name }”.
outcome-not-chosen = Andere plannen gingen volgens de regel voor.
outcome-chosen = Dit plan kwam volgens de regel als volgende aan de beurt, en er was geld voor.
outcome-no-support = Niemand koos dit plan.
outcome-shares-paid = { $votes ->
    [one] De ene persoon die dit plan koos, had nog { $had } van zijn deel. Dat was genoeg voor { $cost }.
   *[other] De { $votes } mensen die dit plan kozen, hadden samen nog { $had } van hun deel. Dat was genoeg voor { $cost }.
 }
outcome-shares-rest = Dit plan kreeg geld van wat na het verdelen overbleef: meeste stemmen eerst.
outcome-shares-short = De mensen die dit plan kozen, hadden samen nog { $had } van hun deel. Het plan kost { $cost }.
outcome-shares-went = Hun geld ging vooral naar { $plans }.
outcome-people = Wat kregen de mensen die stemden?
outcome-people-lead = Van de { $voters } mensen die stemden, zien { $some } mensen ({ $percent }) ten minste één plan van hun keuze doorgaan. Gemiddeld gaan er { $average } van iemands plannen door.
outcome-percent = { $n }%
outcome-got-title = Hoeveel gekozen plannen gaan door?
outcome-got-plans = Van iemands keuze
outcome-got-people = Mensen
outcome-got-share = Deel
outcome-got-drawn = Getekend
outcome-got = { $n ->
    [0] geen enkel plan gaat door
    [one] één plan gaat door
   *[other] { $n } plannen gaan door
 }
outcome-got-more = { $n } of meer plannen gaan door
outcome-themes = Stemmen en geld per thema
outcome-areas = Stemmen en geld per gebied
outcome-theme = Thema
outcome-area = Gebied
outcome-part-votes = Stemmen
outcome-part-money = Geld
outcome-part-sum = Bedrag
outcome-part-plans = Gaat door
outcome-part-won = { $n } van { $of }
outcome-compare = De regels stonden vooraf vast
outcome-compare-means = Voor de stemming is afgesproken hoe we tellen, en ook dat we hier laten zien wat andere telregels met dezelfde stemmen hadden gedaan. Dat verandert niets aan de uitslag. Wie “niets terugziet”, koos alleen plannen die niet doorgaan.
outcome-compare-table = Dezelfde stemmen, geteld met andere regels
outcome-compare-rule = Telregel
outcome-compare-own = (deze stemming)
outcome-compare-none = Zien niets terug
outcome-winners-column = Plannen
outcome-compare-with = Wat zou er anders zijn met “{ $rule }”?
outcome-compare-same = Precies dezelfde plannen gaan dan door.
outcome-compare-in = Dan gingen ook door:
outcome-compare-out = Dan gingen niet door:
outcome-expert-skip = Voor kenners: deze regel heet “greedy by votes”, met overslaan.
outcome-expert-stop = Voor kenners: deze regel heet “greedy by votes”, zonder overslaan.
outcome-recount = Zelf natellen
outcome-csv = Uitslag per plan (csv)
outcome-pb = Alle stemmen zonder namen (pb)
outcome-trace = Alle stappen, cijfers en vergelijkingen (json)
outcome-recount-means = Met deze bestanden kan iedereen de telling overdoen. Er staat niet in wie wat koos.
outcome-all-figures = Alle cijfers
outcome-table = Alle plannen met stemmen en kosten
outcome-place = Plek
outcome-plan = Plan
outcome-votes = Stemmen
outcome-cost = Kosten
outcome-running = Samen
outcome-result = Uitslag

# Op de voorpagina.
news-ahead = { $n ->
    [one] één plan gaat door
   *[other] { $words } plannen gaan door
 }
news-none = geen enkel plan gaat door
news-text = { $n ->
    [one] Eén mens stemde.
   *[other] { $n } mensen stemden.
 } De plannen die doorgaan, kosten samen { $sum }.
news-provisional = Voorlopige uitslag
news-decided = Er is besloten
news-final = Definitief
