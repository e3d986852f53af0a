# De kamers van medewerkers voor de stemming.
staff-vote-late-open = ‘{ $title }’ had al open moeten zijn. Open de stemming of kies een andere tijd.
staff-vote-not-ready = ‘{ $title }’ begint binnenkort, maar staat nog niet vast.
staff-vote-opens = ‘{ $title }’ gaat binnenkort open.
staff-vote-closes = ‘{ $title }’ sluit binnenkort. Een herinnering helpt.
staff-vote-close = ‘{ $title }’ is voorbij en moet nog dicht.
staff-vote-review = ‘{ $title }’ wordt nagekeken.
staff-vote-review-over = Het nakijken van ‘{ $title }’ is klaar. Rond het af.
staff-vote-seal = ‘{ $title }’ wacht op het verzegelen.
staff-vote-count = ‘{ $title }’ wacht op het tellen.
staff-vote-publish = ‘{ $title }’ is geteld. De uitslag staat nog niet op de site.
staff-vote-decide = ‘{ $title }’ wacht op het besluit van het bestuur.
staff-vote-finish = Over ‘{ $title }’ is besloten. Rond de stemming af.
staff-vote-file = Klopt het aantal van de drukker? Het bestand van partij ‘{ $batch }’ staat er al meer dan veertien dagen.
staff-vote-test = In ‘{ $title }’ staan nog teststemmen. Die tellen nooit mee.

# Waar een stemming is.
round-stage-draft = Klad
round-stage-announced = Opent op { $at }
round-stage-voting = Open tot { $at }
round-stage-closed = Gesloten
round-stage-review = Wordt nagekeken
round-stage-counting = Nog geen uitslag
round-stage-provisional = Voorlopige uitslag
round-stage-decided = Besluit genomen
round-stage-final = Afgerond
round-stop-ready = Klaargezet
round-stop-open = Open
round-stop-closed = Gesloten
round-stop-review = Nakijken
round-stop-sealed = Verzegeld
round-stop-counted = Geteld
round-stop-published = Uitslag
round-stop-decided = Besluit
round-days = { $n ->
    [one] één dag
   *[other] { $words } dagen
 }

# De lijst.
round-list = Stemmingen
round-new = Nieuwe stemming
round-none-title = Er is nog geen stemming
round-none-why = Bij een stemming kiezen mensen uit de plannen van dit project. Jij bepaalt de regels en de tijd.
round-column-title = Titel
round-column-stage = Stand
round-column-opens = Open vanaf
round-column-closes = Open tot
round-column-plans = Plannen
round-column-budget = Geld

# Het formulier.
round-edit-title = Regels en tijden
round-edit-why = Zolang de stemming een klad is, kun je alles nog veranderen.
round-edit-button = Verander de regels
round-group-what = Wat en wanneer
round-group-who = Wie mag stemmen
round-group-choice = De keuze
round-group-count = Tellen en uitslag
round-title = Titel
round-title-hint = Bijvoorbeeld: Stem op plannen voor West.
round-title-in = Titel in het { $lang ->
    [EN] Engels
   *[NL] Nederlands
 }
round-budget = Geld om te verdelen
round-budget-hint = In euro’s.
round-opens = Open vanaf
round-closes = Open tot
round-time-zone = Tijd in Nederland.
round-closes-hint = Later sluiten kan, met een reden. Eerder niet.
round-phase = Fase van het project
round-phase-hint = Dan staat de stemming bij die fase.
round-no-phase = Geen fase
round-electorate = Waarmee laten mensen zien dat ze mogen stemmen?
round-by-codes = Met een stemcode uit een brief
round-by-codes-means = Elke code is goed voor één stem.
round-by-email = Met een e-mailadres
round-by-email-means = Elk adres is goed voor één stem. Dit is minder streng dan een brief.
round-min-plans = Minste aantal plannen
round-max-plans = Hoogste aantal plannen
round-empty-none = Laat leeg als er geen grens is.
round-min-sum = Minste bedrag samen
round-max-sum = Hoogste bedrag samen
round-max-sum-hint = Wat iemands plannen samen mogen kosten. Laat leeg als er geen grens is.
round-change = Je stem veranderen mag tot de sluiting
round-change-means = Alleen de laatste stem telt.
round-blank = Blanco stemmen mag
round-blank-means = Iemand kan dan stemmen zonder een plan te kiezen.
round-order = In welke volgorde ziet iemand de plannen?
round-order-random = Voor iedereen anders
round-order-random-means = Zo staat geen enkel plan altijd bovenaan.
round-order-number = Op nummer
round-rule = Hoe tellen we?
round-rule-advice = Alle regels hieronder passen bij een stemming waarin mensen plannen aanvinken. Moet de regel in één zin uit te leggen zijn? Neem “meeste stemmen eerst”. Moeten zo veel mogelijk mensen iets van hun keuze terugzien? Neem “gelijke delen”: die raden wij aan. Als je hebt bewaard, kun je zien wat elke regel met dezelfde stemmen zou doen.
round-count-skip-means = Een plan dat niet meer past, slaan we over; een goedkoper plan met minder stemmen kan dan nog doorgaan. Makkelijk uit te leggen, maar een grote groep kan al het geld krijgen.
round-count-stop-means = Bij het eerste plan dat niet past, is de lijst klaar. Er kan veel geld overblijven.
round-count-shares-means = Iedere stemmer krijgt een even groot deel van het budget, en wie een plan koos, betaalt het samen. Zo krijgt ook een kleinere groep iets voor haar stem.
round-count-shares-number-means = Ook hier betalen stemmers samen uit gelijke delen, maar goedkope plannen gaan voor. Er gaan dan vaak meer, kleinere plannen door.
round-count-phragmen-means = De kosten van een plan leggen we bij de mensen die het kozen, en steeds gaat het plan door waarbij niemand te veel draagt. Dat lijkt op gelijke delen, maar is lastiger uit te leggen.
round-count-per-cost-means = Een plan met veel stemmen voor weinig geld gaat voor. Dure plannen maken weinig kans.
round-count-threshold-means = Een plan met minder stemmen dan de drempel doet niet mee, ook als er geld is. Zo gaat er niets door dat bijna niemand koos.
round-count-nearly-means = Past een plan net niet, maar is er bijna genoeg geld, dan gaat het toch door; daarna is de lijst klaar. Iemand moet dan wel bijbetalen.
round-count-ceilings-means = Aan elk thema of gebied gaat nooit meer dan een bedrag dat je vooraf noemt. Zo kan één wijk niet alles krijgen, maar blijft er soms geld over.
round-count-exclusive-means = Van plannen die niet samen kunnen, bijvoorbeeld op hetzelfde plein, gaat alleen het plan met de meeste stemmen door. Je noemt vooraf welke plannen dat zijn.
round-count-top-means = De plannen komen op volgorde van stemmen en de eerste gaan door, wat ze ook kosten. Goed voor een agenda van de wijk, niet om geld te verdelen.
round-count-shares-bare-means = Alleen wat stemmers samen uit hun deel kunnen betalen, gaat door. Dat is streng eerlijk, maar er blijft vaak veel geld over.
round-count-shares-util-means = Eerst betalen stemmers uit gelijke delen; wat overblijft, gaat naar de plannen met de meeste stemmen. Makkelijk uit te leggen, maar grote groepen krijgen zo wat meer.
round-count-shares-add-means = Blijft er geld over, dan tellen we opnieuw met een groter deel per persoon, tot er niets meer past. Er kan een klein bedrag overblijven.
round-count-shares-whole-means = Zoals sommige steden het deden: iedereen begint met hele euro’s, en we gaan door tot het geld op is. Alleen nodig als je een eerdere telling wilt herhalen.
round-count-shares-compared-means = Na gelijke delen kijken we of meer mensen beter af zijn met “meeste stemmen eerst”; dan geldt die uitslag. Dat stelt gerust, maar kleine groepen kunnen hun plan alsnog verliezen.
round-count-shares-admitted-means = Een duur plan heeft meer stemmen nodig om mee te doen dan een goedkoop plan. Daarna gelden gelijke delen.
round-count-number-bare-means = Goedkope plannen gaan voor, en alleen wat stemmers uit hun deel kunnen betalen, gaat door. Er blijft vaak geld over.
round-count-number-util-means = Eerst goedkope plannen uit gelijke delen; wat overblijft, gaat naar de plannen met de meeste stemmen. Er gaan vaak veel kleine plannen door.
round-count-number-add-means = Goedkope plannen gaan voor, en we tellen steeds opnieuw met een groter deel tot er niets meer past. Er gaan vaak veel kleine plannen door.
round-count-phragmen-stop-means = De kosten leggen we bij wie een plan koos, tot het eerste plan dat niet past. Er kan geld overblijven.
round-count-maximin-means = Na elk plan verdelen we alle kosten opnieuw, zodat niemand meer draagt dan nodig. Eerlijk voor kleine groepen, maar lastig uit te leggen en het tellen duurt langer.
round-count-welfare-means = We zoeken de plannen die samen passen en waar samen de meeste steun voor elke euro is. Eén grote groep kan zo alles krijgen.
round-count-welfare-number-means = We zoeken de plannen die samen passen en samen de meeste stemmen hebben. Goedkope plannen gaan dan vaak voor.
round-count-kept = Deze regel kwam met de stemming mee, bijvoorbeeld uit een bestand of de API.
round-rule-more = Nog meer manieren om te tellen
round-rule-other = Een andere regel
round-rule-more-means = Voor wie precies weet wat nodig is. Bij sommige hoort een getal of een lijst; die vul je hieronder in.
round-asks = Wat een regel moet weten
round-asks-means = Vul alleen in wat bij de gekozen regel hoort.
round-asks-threshold = Drempel
round-asks-threshold-hint = Zoveel stemmen heeft een plan ten minste nodig.
round-asks-nearly = Bijna genoeg
round-asks-nearly-hint = Zoveel procent van de kosten moet er nog zijn.
round-asks-most = Aantal plannen
round-asks-most-hint = Bij alleen een volgorde: zoveel plannen gaan door.
round-asks-theme = Hoogste bedrag per thema
round-asks-theme-hint = Een regel per thema, bijvoorbeeld: Groen: 50.000
round-asks-area = Hoogste bedrag per gebied
round-asks-area-hint = Een regel per gebied, bijvoorbeeld: Oud-West: 75.000
round-asks-exclusive = Plannen die elkaar uitsluiten
round-asks-exclusive-hint = Een regel per groep, met nummers van het stembiljet, bijvoorbeeld: 3, 7. Zet eerst de plannen erop.
round-refusal-percent = Vul een heel getal in van 1 tot en met 99.
round-refusal-ceilings = Schrijf op elke regel een naam, een dubbele punt en een bedrag, bijvoorbeeld: Groen: 50.000
round-refusal-exclusive = Schrijf op elke regel ten minste twee nummers van plannen die op het stembiljet staan.
round-compare = Laat bij de uitslag ook zien wat andere regels hadden gedaan
round-compare-means = Dit staat dan vooraf bij de regels, en verandert niets aan de uitslag.
round-equal = En als twee plannen evenveel stemmen hebben?
round-equal-number = Laagste nummer eerst
round-equal-number-means = Het nummer dat het plan in deze stemming heeft.
round-equal-id = Op kenmerk, als tekst
round-equal-id-means = Zoals in bestanden van Pabulib: 10 komt voor 2.
round-equal-order = Een volgorde die vooraf bekend was
round-equal-order-means = Zoals die nu bij de stemming staat.
round-review-days = Dagen om na te kijken
round-review-hint = Van 0 tot 7. Na de sluiting kunnen mensen zo lang bezwaar maken. Daarna verzegel je de stemmen.
round-counts = Wanneer ziet iedereen hoeveel stemmen een plan kreeg?
round-counts-provisional = Bij de voorlopige uitslag
round-counts-decision = Bij het besluit
round-counts-decision-means = Eerder staat er alleen welke plannen doorgaan.
round-preview = Voorbeeld
round-refusal-number = Vul een heel getal in.
round-refusal-reason = Schrijf de reden op bij plan { $number }.
round-refusal-no-deviation = Je koos voor verschillen. Geef bij ten minste één plan aan wat er verschilt.

# De regels in woorden.
round-rules = Stemregels
round-rules-draft = { $n ->
    [0] Nog niet vast. Er staan nog geen plannen op.
    [one] Nog niet vast. Er staat één plan op.
   *[other] Nog niet vast. Er staan { $n } plannen op.
 }
round-rules-fixed = { $n ->
    [one] Vast sinds de opening, net als het ene plan.
   *[other] Vast sinds de opening, net als de { $n } plannen.
 }
round-fact-money = Geld
round-fact-number = Aantal plannen
round-fact-sum = Samen
round-fact-change = Veranderen
round-fact-count = Tellen
round-fact-equal = Gelijk
round-fact-who = Wie
round-number-any = Eén of meer
round-number-least = { $n ->
   *[other] Ten minste { $words }
 }
round-number-exact = { $n ->
    [one] Precies één
   *[other] Precies { $words }
 }
round-number-most = { $n ->
   *[other] Ten hoogste { $words }
 }
round-number-between = { $n ->
   *[other] Van { $least } tot en met { $words }
 }
round-sum-most = Ten hoogste { $most }
round-sum-least = Ten minste { $least }
round-sum-between = Van { $least } tot en met { $most }
round-change-yes = Tot de sluiting
round-change-no = Niet
round-who-codes = Stemcode uit de brief
round-who-email = E-mailadres
round-who-both = Stemcode uit de brief of e-mailadres
round-says-title = Zo lezen mensen de regels

# De plannen.
round-plans-title = Plannen in de stemming
round-plans-why = Kies welke plannen meedoen en neem wijzigingen over.
round-plans-button = Kies de plannen
round-plans-see = Bekijk welke plannen meedoen.
round-plans-see-button = Bekijk de plannen
round-plans-fixed = De plannen staan vast.
round-plans-fixed-why = Zo staan ze in de stemming sinds de opening. Wat iemand daarna aan een plan verandert, verandert hier niets.
round-plans-stale = Sommige plannen zijn veranderd sinds je ze koos.
round-plans-stale-why = Neem de nieuwe teksten en bedragen over. Een plan dat weg is, gaat er dan af.
round-plans-refresh = Neem wijzigingen over
round-plans-none = Er zijn nog geen plannen om op te stemmen
round-plans-none-why = Een plan kan meedoen als het op de site staat en een status heeft waarmee het in de stemming mag.
round-plans-search = Zoek op titel, thema of nummer
round-plans-count-script = { "{" }n{ "}" } plannen
round-plans-chosen = { $n } gekozen
round-plans-chosen-script = { "{" }n{ "}" } gekozen
round-plans-save = Bewaar deze keuze
round-plans-take-all = Zet alle plannen erop
round-plans-all = Kies alles in deze tabel
round-plans-pick = Kies { $title }
round-plans-number = Nr.
round-plans-theme = Thema
round-plans-cost = Kosten
round-plan-on = Doet mee
round-plan-off = Doet niet mee
round-plan-changed = Veranderd
round-plan-gone = Bestaat niet meer

# De bladzijde van een stemming.
round-number-begun = begonnen
round-number-sent = verstuurd
round-number-waiting = gekozen, niet verstuurd
round-number-used = van alle codes gebruikt
round-per-day = Per dag
round-per-day-caption = Begonnen en verstuurd per dag
round-begun = Begonnen
round-sent = Verstuurd
round-show-figures = Laat de cijfers zien
round-day = Dag
round-next = Nu aan de beurt
round-next-plans = Kies de plannen
round-next-plans-why = Er staan nog geen plannen in deze stemming.
round-next-plans-button = Kies de plannen
round-next-codes = Maak stemcodes
round-next-codes-why = Mensen stemmen met een code uit een brief. Maak de codes en geef het bestand aan de drukker.
round-next-codes-button = Maak stemcodes
round-next-decide = Leg het besluit vast
round-next-decide-why = De uitslag staat op de site. Nu beslist het bestuur.
round-next-decide-button = Leg het besluit vast
round-next-opens = De stemming gaat vanzelf open op { $at }.
round-next-closes = De stemming sluit vanzelf op { $at }. Je hoeft nu niets te doen.
round-next-review = Nakijken duurt tot { $at }. Daarna rond je het af.
round-next-nothing = Deze stemming is afgerond.
round-busy-sealing = De stemming wordt verzegeld
round-busy-counting = De stemmen worden geteld
round-busy-why = Bij veel stemmen duurt dat een paar minuten. Je kunt deze bladzijde sluiten; het gaat door.
round-busy-why--formal = Bij veel stemmen duurt dat een paar minuten. U kunt deze bladzijde sluiten; het gaat door.
round-busy-again = Kijk of het klaar is
round-deeds = Wat je kunt doen
round-try = Een proef doen
round-try-why = Met testcodes stem je net als iedereen. Die stemmen tellen nooit mee.
round-try-button = Maak testcodes
round-struck = Teruggetrokken plannen
round-struck-at = Sinds
round-struck-why = Reden

# Handelingen.
round-do-not = Niet doen
round-why = Waarom?
round-everybody-reads = Iedereen kan dit lezen.
round-act-not-now = Dit kan nu niet. Kijk waar de stemming is.
round-to-round = Naar de stemming
round-which-plan = Welk plan?
round-closes-new = Nieuwe sluiting
round-review-note = Wat kwam uit het nakijken?
round-reset = Teststemmen weggooien
round-reset-now = Alle teststemmen van de proef gaan weg.
round-reset-then = Bewaarde keuzes van de proef gaan ook weg. De testcodes blijven werken. Dit kun je niet ongedaan maken.
round-reset-button = Gooi teststemmen weg
round-open = De stemming openen
round-open-now = De regels, de tijden en de { $plans } plannen staan daarna vast.
round-open-then = De stemming ‘{ $title }’ staat meteen op de site. Stemmen kan van { $opens } tot { $closes }. Er is { $budget } te verdelen.
    Later sluiten kan nog, met een reden. Eerder sluiten kan niet. Teststemmen gaan weg.
    Dit kun je niet ongedaan maken.
round-open-button = Open de stemming
round-prolong = Langer open laten
round-prolong-now = Dat is openbaar en je geeft een reden. Eerder sluiten kan niet.
round-prolong-then = De stemming sluit nu op { $closes }. De nieuwe tijd staat meteen op de site en in het openbare logboek. Je kunt hem daarna niet meer naar voren halen.
round-prolong-button = Verander de sluiting
round-strike = Een plan terugtrekken
round-strike-now = Het plan blijft zichtbaar als teruggetrokken. Wie het koos, krijgt dat geld terug in de keuze.
round-strike-then = Dit staat meteen op de site en in het openbare logboek. Stemmen op dit plan tellen niet mee. Zolang de stemming open is, kan wie het koos nog één keer opnieuw stemmen, ook als wijzigen anders niet mag.
    Dit kun je niet ongedaan maken.
round-strike-button = Trek een plan terug
round-close = De stemming sluiten
round-close-now = De tijd is voorbij. Meestal sluit de stemming vanzelf.
round-close-then = Stemmen kan niet meer sinds { $closes }. Na deze knop begint het nakijken, of je kunt verzegelen.
round-close-button = Sluit de stemming
round-reviewed = Het nakijken afronden
round-reviewed-now = Daarna kun je de stemmen verzegelen.
round-reviewed-then = Wat je hier schrijft, staat meteen in het openbare logboek. Maak eerst codes ongeldig die niet mogen meetellen: na het verzegelen kan dat niet meer.
round-reviewed-button = Rond het nakijken af
round-seal = De stemmen verzegelen
round-seal-now = Stemmen en stemcodes gaan voorgoed uit elkaar. Niemand kan daarna nog nagaan wie wat koos.
round-seal-then = Codes ongeldig maken kan daarna niet meer. Keuzes die niet zijn verstuurd, gaan weg. Teststemmen ook.
    Dit kun je niet ongedaan maken.
round-seal-button = Verzegel de stemmen
round-tally = De stemmen tellen
round-tally-now = We tellen volgens de regels die vooraf vaststonden. Alleen medewerkers zien de telling.
round-tally-then = Er is { $budget } te verdelen over { $plans } plannen. Je bekijkt de telling eerst zelf. Daarna zet je de uitslag op de site.
round-tally-button = Tel de stemmen
round-publish = De uitslag op de site zetten
round-publish-now = Iedereen ziet dan de voorlopige uitslag.
round-publish-then = De uitslag staat meteen op de site en in het openbare logboek. Hij heet voorlopig tot het bestuur heeft besloten.
    Dit kun je niet ongedaan maken.
round-publish-button = Zet de uitslag op de site
round-finish = De stemming afronden
round-finish-now = De uitslag heet dan definitief.
round-finish-then = Daarna verandert er niets meer aan deze stemming. Dit kun je niet ongedaan maken.
round-finish-button = Rond de stemming af
round-remove = Het klad weggooien
round-remove-now = De stemming gaat weg, met de plannen die erin staan en alle stemcodes.
round-remove-then = Niemand buiten de medewerkers heeft dit klad gezien. Stemcodes die al gedrukt zijn, werken daarna niet meer.
    Dit kun je niet ongedaan maken.
round-remove-button = Gooi het klad weg

# De telling.
round-count-title = Telling
round-count-why = Bekijk per plan de stemmen en waarom het wel of niet doorgaat.
round-count-button = Bekijk de telling
round-present = De avond van de uitslag
round-present-why = Laat op een groot scherm plek voor plek zien welke plannen doorgaan. Oefenen kan zodra er geteld is; anderen zien het pas als de uitslag op de site staat.
round-present-button = Presenteer de uitslag
round-count-none = Er is nog geen telling
round-count-none-why = Die komt er na het verzegelen.
round-count-private = Alleen medewerkers zien dit. De uitslag staat nog niet op de site.
round-count-verdict = { $n ->
    [0] Geen enkel plan gaat door.
    [one] Eén plan gaat door voor { $cost }.
   *[other] { $words } plannen gaan door voor { $cost }.
 }
round-count-voters = mensen stemden
round-count-blank = stemden blanco
round-count-void = stemmen ongeldig
round-count-place = Plaats
round-count-votes = Stemmen
round-count-spent = Uitgegeven
round-count-needed = Stemmen tekort
round-result-won = Gaat door
round-result-struck = Teruggetrokken
round-result-does-not-fit = Past niet meer
round-result-dearer = Kost meer dan al het geld
round-result-not-chosen = Niet gekozen
round-result-threshold = Te weinig stemmen voor de drempel
round-result-ceiling = Geld voor thema of gebied op
round-result-excluded = Kan niet samen met een ander plan
round-result-not-admitted = Te weinig stemmen voor de kosten
round-result-no-support = Door niemand gekozen
round-result-short = Stemmers hadden te weinig over
round-result-after-stop = Tellen was gestopt
round-ties = Evenveel stemmen
round-tie = { $n ->
   *[other] Met { $n } stemmen gelijk, in deze volgorde: { $plans }.
 }
round-export-csv = Tabel (CSV)
round-export-pabulib = Alle stemmen (Pabulib)

# Het besluit.
round-decide-title = Leg het besluit vast
round-decide-same = De telling verandert niet.
round-decide-same-why = Hier leg je vast wat het bestuur besloot. Wijkt het besluit af van de telling, dan staat de reden erbij op de site.
round-decide-who = Wie besloot?
round-decide-who-hint = Bijvoorbeeld: het dagelijks bestuur van West.
round-decide-when = Wanneer?
round-decide-document = Adres van het besluit
round-decide-document-hint = Waar iedereen het stuk kan lezen. Het begint met https://.
round-decide-text = Het besluit in het kort
round-decide-follow = Neemt het bestuur de telling over?
round-decide-yes = { $n ->
    [0] Ja, geen enkel plan gaat door
    [one] Ja, dat ene plan gaat door
   *[other] Ja, alle { $words } plannen gaan door
 }
round-decide-no = Nee, er zijn verschillen
round-decide-no-means = Geef hieronder aan bij welke plannen, en waarom.
round-decide-plans = Verschillen en extra geld per plan
round-decide-plans-why = Vul alleen in wat verschilt. Iedereen kan de reden lezen.
round-decide-column-goes = Gaat het door?
round-decide-column-extra = Extra geld
round-decide-column-why = Waarom?
round-decide-as-won = Ja, zo geteld
round-decide-as-lost = Nee, zo geteld
round-decide-goes = Toch wel
round-decide-goes-not = Toch niet
round-decide-goes-of = Gaat het door? { $title }
round-decide-extra-of = Extra geld voor { $title }
round-decide-why-of = Waarom? { $title }
round-decide-save = Bewaar het besluit

# Stemcodes.
codes-title = Stemcodes
codes-why = Maak partijen codes, haal het bestand voor de drukker op of zoek een code op.
codes-button = Naar de stemcodes
codes-look-up = Eén code opzoeken
codes-look-up-why = Voor de helpdesk. Je ziet of de code is gebruikt, nooit wat iemand koos.
codes-look-up-button = Zoek op
codes-field-group = Groep { "{" }n{ "}" } van 3
codes-field-good = Klopt
codes-field-bad = Klopt niet. Kijk deze vijf tekens na.
codes-field-short = Hier horen vijf tekens.
codes-field-strange = { "{" }c{ "}" } komt niet voor in een code.
codes-field-label = De stemcode van de beller
codes-field-hint = Vijftien tekens, in drie groepen van vijf. Hoofdletters of kleine letters maakt niet uit. De cijfers 0 en 1 en de letters I, L en O komen niet voor.
codes-unknown = Deze code hoort niet bij deze stemming.
codes-unknown-why = Laat de beller de code nog eens voorlezen. Klopt hij echt niet, vraag dan of het een brief van een andere stemming is.
codes-unused = Deze code is nog niet gebruikt.
codes-unused-why = De beller kan ermee stemmen.
codes-used = Met deze code is gestemd.
codes-used-why = Mag een stem veranderen, dan kan de beller met dezelfde code opnieuw stemmen tot de sluiting.
codes-void = Deze code is ongeldig gemaakt.
codes-void-why = Stemmen kan er niet meer mee.
codes-test = Dit is een testcode.
codes-test-why = Een stem met deze code telt nooit mee.
codes-batches = Partijen
codes-none = Er zijn nog geen codes
codes-none-why = Maak een partij voor de brieven, of een paar testcodes voor een proef.
codes-new = Nieuwe partij
codes-column-batch = Partij
codes-column-kind = Soort
codes-column-count = Aantal
codes-column-made = Gemaakt
codes-column-file = Bestand voor de drukker
codes-column-good = Geldig
codes-batch-void = Ongeldig sinds { $day }
codes-kind-real = Echt
codes-kind-test = Test
codes-being-made = We zijn ermee bezig
codes-print = Print
codes-count-right = Aantal klopt
codes-file-gone = Gewist op { $day }
codes-file-logged = Elke keer dat iemand een bestand ophaalt, staat in het logboek.
codes-withdraw-link = Maak een code ongeldig
codes-name = Naam van de partij
codes-name-hint = Bijvoorbeeld: Brieven februari.
codes-kind = Waarvoor zijn deze codes?
codes-new-real = Voor de echte stemming
codes-new-real-means = Elke code is goed voor één stem.
codes-new-test = Voor een proef
codes-new-test-means = Stemmen met deze codes tellen nooit mee.
codes-count = Hoeveel codes?
codes-count-hint = Eén voor elke brief. Van een grote partij zie je het bestand na een paar minuten.
codes-make = Maak de codes
codes-code = Stemcode
codes-address = Adres
codes-try = Stem met deze code
codes-qr = QR-code
codes-try-column = Proberen
codes-print-title = Testcodes
codes-print-test = Deze codes zijn voor een proef.
codes-print-test-why = Stemmen met deze codes tellen nooit mee.
codes-back = Terug naar de stemcodes
codes-confirm = Klopt het aantal van de drukker?
codes-confirm-now = We wissen daarna het bestand met de codes.
codes-confirm-then = Partij ‘{ $name }’. Niemand kan de codes daarna nog eens ophalen, ook jij niet. Wie zijn brief kwijt is, geef je een nieuwe code. Dit kun je niet ongedaan maken.
codes-counted = Hoeveel brieven telde de drukker?
codes-counted-hint = Dit moet gelijk zijn aan het aantal codes van de partij.
codes-confirm-button = Het aantal klopt, wis het bestand
codes-withdraw = Een code ongeldig maken
codes-withdraw-button = Maak deze code ongeldig en geef een nieuwe
codes-withdraw-now = Met deze code kan niemand meer stemmen.
codes-withdraw-then = Is er al mee gestemd, dan telt die stem niet mee. Dit kun je niet ongedaan maken.
codes-how = Wat moet er gebeuren?
codes-how-replace = Maak ongeldig en geef een nieuwe code
codes-how-replace-means = Voor iemand die zijn brief kwijt is of van wie de code bij een ander ligt.
codes-how-void = Maak alleen ongeldig
codes-how-void-means = Bijvoorbeeld als een brief naar een verkeerd adres ging.
codes-reason-hint = Dit komt in het logboek, zonder de code. Zet er geen naam of adres in.
codes-withdraw-do = Maak deze code ongeldig
codes-withdrawn = De code is ongeldig gemaakt.
codes-new-code = De nieuwe code
codes-new-code-once = Je ziet deze code maar één keer. Geef hem meteen door.
codes-copy = Kopieer
codes-copied = Gekopieerd
void-address = Sluit een mailadres uit
void-address-now = Met dit mailadres kan niemand meer stemmen.
void-address-label = Het mailadres
void-address-hint = Van iemand die met een code uit een mail heeft laten zien dat hij mag stemmen.
void-address-done = Het mailadres is uitgesloten.
void-batch = Maak ongeldig
void-batch-do = Maak de hele partij ongeldig
void-batch-now = { $n ->
    [one] De ene code van partij ‘{ $name }’ werkt daarna niet meer.
   *[other] De { $n } codes van partij ‘{ $name }’ werken daarna niet meer.
 }
void-batch-then = Bijvoorbeeld als de brieven kwijt of gestolen zijn. Stemmen die ermee zijn gedaan, tellen niet mee. Codes die je ter vervanging gaf, blijven geldig. Dit kun je niet ongedaan maken.
# Telregels vergelijken voor de stemming.
compare-title = Telregels vergelijken
compare-why = Zie vooraf wat elke telregel met dezelfde stemmen zou doen: met teststemmen of met een eerdere stemming.
compare-button = Vergelijk de regels
compare-lead = Dezelfde stemmen geven met een andere telregel soms andere plannen. Hier zie je dat voordat de stemming begint, zodat de keuze voor een regel niet afhangt van wie er wint.
compare-new = Nieuwe vergelijking
compare-tests = Met teststemmen
compare-tests-there = { $n ->
    [one] Er is één teststem. Die tellen we met elke regel.
   *[other] Er zijn { $number } teststemmen. Die tellen we met elke regel.
 }
compare-tests-none = Er zijn nog geen teststemmen. Maak testcodes en laat een paar mensen ermee stemmen.
compare-tests-button = Vergelijk met teststemmen
compare-file = Met een eerdere stemming
compare-file-label = Bestand van een stemming (.pb)
compare-file-hint = Een bestand in de vorm van Pabulib, ten hoogste { $most } MB. Je kunt het bij elke uitslag op deze site downloaden. We bewaren het niet: na het tellen blijft alleen de vergelijking over.
compare-file-button = Vergelijk met dit bestand
compare-of-tests = Vergelijking met teststemmen
compare-of-file = Vergelijking met een eerdere stemming
compare-download = Alle cijfers van deze vergelijkingen (json)
compare-earlier = Eerdere vergelijkingen
compare-none = Er is nog niets vergeleken. Wie de stemming voorbereidt, kan dat doen.
compare-who-sees = Iedereen die in dit project mag meekijken, ziet deze vergelijking. Wil je dat raadsleden haar ook zien? Geef hun de rol ‘meekijker’.
compare-facts = { $n ->
    [one] Eén stem, { $plans } plannen, { $budget } te verdelen.
   *[other] { $number } stemmen, { $plans } plannen, { $budget } te verdelen.
 }
compare-when = Vergeleken op { $at }.
compare-more-than-ticks = In dit bestand gaven mensen punten of een volgorde. Daarom vergelijken we hier regels die daarbij passen.
compare-running = { $n ->
    [0] We zijn begonnen met tellen.
    [one] Eén regel is geteld. De andere volgen.
   *[other] { $n } regels zijn geteld. De andere volgen.
 }
compare-table = Dezelfde stemmen, geteld met elke regel
compare-spent = Uitgegeven
compare-apart = Verschil
compare-apart-first = Hiermee vergelijken we
compare-apart-same = Precies dezelfde plannen
compare-apart-by = { $more } erbij, { $fewer } eraf
compare-own = (deze stemming)
compare-wins-by = Gaat door bij
compare-which-rules = Nummers van die regels
compare-differing = Deze plannen hangen af van de regel
compare-all-same = Alle regels geven dezelfde plannen.
compare-always = { $n ->
    [one] Eén plan gaat bij elke regel door
   *[other] { $n } plannen gaan bij elke regel door
 }
compare-explained = Wat elke regel doet
compare-left = Deze regels zijn niet geteld
compare-left-heavy = kan met deze plannen en bedragen te lang duren
compare-left-time = de tijd was op
compare-left-misfit = past niet bij deze stemmen
