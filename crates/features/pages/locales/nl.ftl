# De pagina's waar iedereen mee begint. Adressen: kleine letters, cijfers en streepjes.
page-title-about = Over meedoen
page-slug-about = over-meedoen
page-title-privacy = Privacy
page-slug-privacy = privacy
page-title-accessibility = Toegankelijkheid
page-slug-accessibility = toegankelijkheid
page-title-house-rules = Huisregels
page-slug-house-rules = huisregels
page-title-home = Begin
page-slug-home = begin
page-title-plans = Plannen
page-slug-plans = plannen
page-title-plan = Plan
page-slug-plan = plan
page-title-hand-in = Insturen
page-slug-hand-in = plan-insturen
page-title-vote = Stemmen
page-slug-vote = stemmen
page-title-outcome = Uitslag
page-slug-outcome = uitslag

# Voorpagina.
front-others = Ook bezig
front-news = Pas besloten, en wat ervan kwam
front-before = Eerder
front-empty = Er is nog niets om aan mee te doen
front-empty-why = Zodra er een project begint, staat het hier. Kijk later nog eens.
front-to-project = Bekijk het project
front-plans-first = Bekijk eerst de plannen

# Wat je nu kunt doen.
activity-vote = Stemmen
sign-now = Nu te doen
sign-soon = Dit komt nog
sign-over = Dit is geweest
sign-collect = Stuur je plan in
sign-collect--formal = Stuur uw plan in
sign-collect-text = Insturen kan tot { $moment }.
sign-vote = Kies de plannen die jij goed vindt
sign-vote--formal = Kies de plannen die u goed vindt
sign-vote-budget = Verdeel { $budget } over de plannen
sign-vote-text = Stemmen kan tot { $moment }. Je kunt meteen kiezen. Pas op het eind laat je zien dat je mag stemmen.
sign-vote-text--formal = Stemmen kan tot { $moment }. U kunt meteen kiezen. Pas op het eind laat u zien dat u mag stemmen.
sign-await = Straks kun je stemmen
sign-await--formal = Straks kunt u stemmen
sign-await-text = De stemming begint op { $moment }. De plannen kun je nu al lezen.
sign-await-text--formal = De stemming begint op { $moment }. De plannen kunt u nu al lezen.
sign-outcome = De stemming is voorbij
sign-outcome-text = Stemmen kon tot { $moment }. Lees wat eruit kwam, of wanneer je dat hoort.
sign-outcome-text--formal = Stemmen kon tot { $moment }. Lees wat eruit kwam, of wanneer u dat hoort.
deed-collect = Plan insturen
deed-vote = Begin met stemmen
deed-await = Bekijk de plannen
deed-outcome = Bekijk de uitslag

# Fasen, spelregels, contact.
phases-title = Planning
rules-title = Zo werkt het
rules-version = Spelregels, versie { $version }
rules-log = Wat er aan de regels is veranderd
rules-versions = Bekijk eerdere versies van de spelregels
rules-versions-title = Spelregels van { $project } door de tijd
rules-versions-lead = Elke versie van de spelregels blijft staan. Wat nieuw is, is groen en dik. Wat is vervallen, is doorgestreept.
rules-versions-empty = Er zijn nog geen spelregels
rules-versions-empty-why = Zodra de spelregels bekend zijn, staan ze hier.
rules-version-since = Geldt vanaf { $moment }.
rules-version-why = Waarom veranderd:
rules-version-new = Nieuw:
rules-version-gone = Vervallen:
rules-who-all = Iedereen mag meedoen.
rules-who-age = Iedereen van { $age } jaar en ouder mag meedoen.
rules-who-residents = Iedereen die hier woont, mag meedoen.
rules-who-age-residents = Iedereen van { $age } jaar en ouder die hier woont, mag meedoen.
rules-budget = Er is { $budget } te verdelen.
rules-inform = Je hoort wat er gebeurt. De organisatie beslist zelf.
rules-inform--formal = U hoort wat er gebeurt. De organisatie beslist zelf.
rules-advise = Jullie geven advies. De organisatie beslist en legt uit waarom.
rules-advise--formal = U geeft advies. De organisatie beslist en legt uit waarom.
rules-advise-by = Jullie geven advies. Het besluit neemt { $who }, met uitleg.
rules-advise-by--formal = U geeft advies. Het besluit neemt { $who }, met uitleg.
rules-co-produce = Jullie en de organisatie maken het samen en beslissen samen.
rules-co-produce--formal = U en de organisatie maken het samen en beslissen samen.
rules-co-decide = Jullie beslissen mee: de uitslag geldt, tenzij iets niet veilig of niet mogelijk blijkt. Dan leggen we uit waarom.
rules-co-decide--formal = U beslist mee: de uitslag geldt, tenzij iets niet veilig of niet mogelijk blijkt. Dan leggen we uit waarom.
rules-co-decide-by = Jullie beslissen mee: de uitslag geldt, tenzij iets niet veilig of niet mogelijk blijkt. Het besluit neemt { $who }, met uitleg.
rules-co-decide-by--formal = U beslist mee: de uitslag geldt, tenzij iets niet veilig of niet mogelijk blijkt. Het besluit neemt { $who }, met uitleg.
rules-answer = { $weeks ->
    [one] Binnen een week na de stemming hoor je wat er is besloten.
   *[other] Binnen { $words } weken na de stemming hoor je wat er is besloten.
 }
rules-answer--formal = { $weeks ->
    [one] Binnen een week na de stemming hoort u wat er is besloten.
   *[other] Binnen { $words } weken na de stemming hoort u wat er is besloten.
 }
contact-title = Vraag het ons
contact-people = Wie doet dit?

# Openbaar logboek.
logbook-title = Logboek van { $project }
logbook-lead = Hier staat wat er aan de spelregels en de stemming is gedaan, en waarom. Regels in dit logboek kunnen niet weg en niet anders worden.
logbook-when = Wanneer
logbook-who = Wie
logbook-what = Wat
logbook-role = In welke rol
logbook-empty = Er staat nog niets in het logboek
logbook-empty-why = Zodra er iets verandert, staat het hier.
logbook-older = Ouder
logbook-all-projects = Alles
logbook-search = Zoek in deze bladzijde
logbook-count = {"{n}"} regels
logbook-sealed = Regels kunnen niet weg en niet anders worden. Elk zegel bouwt op het vorige.

# Overzicht van de werkruimte.
desk-hello = Dag { $name }
desk-waiting = { $n ->
    [0] Er is nu niets dat op je wacht.
    [one] Eén ding vraagt je aandacht.
   *[other] Er vragen { $words } dingen je aandacht.
 }
desk-running = Wat er loopt
desk-urgent = Te laat
desk-open = Bekijk

# Projecten.
projects-title = Project
projects-phase = Fase
projects-when = Wanneer
projects-state = Stand
projects-address = Adres
projects-new = Nieuw project
projects-new-lead = Het project begint als klad: alleen medewerkers zien het. Daarna vul je de fasen, de spelregels en de plannen in.
projects-make = Maak het project
projects-none = Er zijn nog geen projecten
projects-none-why = Hier komen de projecten te staan waar je aan werkt.
project-title = Titel
project-slug = Adres van de bladzijde
project-slug-hint = Kleine letters, cijfers en streepjes. Laat leeg om het uit de titel te maken.
project-summary = Samenvatting
project-summary-hint = Een of twee zinnen, boven aan de bladzijde. Ten hoogste 400 tekens.
project-intro = Tekst van de eerste bladzijde
project-note-field = Opmerking op elke bladzijde
project-note-hint = Bijvoorbeeld wat echt is en wat een voorbeeld is.
project-area = Gebied
project-area-hint = GeoJSON met een vlak.
project-picture = Foto
project-visibility = Wie ziet dit project?
project-see = Bekijk op de site
project-publish = Zet op de site
project-publish-what = Iedereen ziet het project, meteen. Dit kun je ongedaan maken.
project-archive = Archiveer
project-archive-what = Iedereen kan het nog lezen, maar het staat onder ‘Eerder’. Dit kun je ongedaan maken.
project-withdraw = Haal van de site
project-withdraw-what = Alleen medewerkers zien het project nog. Adressen die mensen hebben bewaard, werken dan niet meer tot je het terugzet.
field-rich-hint = Een lege regel begint een alinea, ## een kop, - een lijst en **woord** maakt vet. HTML mag ook.

# Foto's.
picture-file = Kies een foto
picture-file-hint = JPEG, PNG of WebP, hooguit 15 MB. Plaats en toestel halen we eruit.
picture-alt = Wat is erop te zien?
picture-alt-hint = Voor wie de foto niet ziet.
picture-remove = Haal de foto weg
picture-save = Bewaar de foto

# Fasen in de werkruimte.
phases-lead = Fasen vertellen mensen wat er wanneer gebeurt. De tijden van een stemming stel je in bij de stemming zelf.
phases-none = Er zijn nog geen fasen
phases-none-why = Zonder fasen weten mensen niet wat er komt. Begin met de eerste.
phases-new = Nieuwe fase
phases-add = Voeg de fase toe
phases-change = Wijzig deze fase
phases-remove = Haal deze fase weg
phase-title = Naam
phase-description = Wat gebeurt er?
phase-starts = Begint
phase-ends = Eindigt
phase-ends-hint = Leeg laten als er geen einde is.

# Spelregels in de werkruimte.
rules-public = Elke verandering is openbaar
rules-public-why = De oude en de nieuwe versie blijven bewaard. In het openbare logboek staat dat er iets veranderde, en waarom.
rules-decides = Waar gaat het over?
rules-decides-hint = Eén zin: wat wordt hier besloten?
rules-not-decided = Waar gaat het niet over?
rules-authority = Wie neemt het besluit?
rules-authority-hint = Zoals het in een zin past: het dagelijks bestuur van West.
rules-influence = Hoeveel invloed hebben mensen?
rules-minimum-age = Vanaf welke leeftijd?
rules-minimum-age-hint = Leeg laten voor iedereen.
rules-budget-field = Hoeveel geld wordt er verdeeld?
rules-budget-hint = In euro. Leeg laten als er geen geld is.
rules-answer-weeks = Binnen hoeveel weken komt het antwoord?
rules-answer-weeks-hint = Na de stemming.
rules-residents-only = Alleen voor mensen die hier wonen
rules-reason = Waarom verander je de regels?
rules-reason-hint = Iedereen kan dit lezen.

# Organisatie.
organisation-name = Naam
organisation-tagline = Eén zin onder de naam
organisation-tagline-hint = Wat mensen hier kunnen doen.
organisation-email = Mailadres voor vragen
organisation-contact = Hoe mensen je kunnen bereiken
organisation-contact-hint = Onder aan elke bladzijde. Een lege regel begint een alinea.
organisation-address = Hoe spreken we mensen aan?
organisation-informal = Met je
organisation-formal = Met u
organisation-picture = Foto voor wie het adres deelt
organisation-texts = Teksten van de site

# Labels: soorten label, gebieden, statussen.
labels-lead = Met labels vinden mensen een plan terug. Een naam veranderen mag altijd; het adres blijft dan hetzelfde.
labels-lead-shared = Deze labels kan elk project gebruiken. Wat alleen bij één project hoort, maak je bij dat project.
labels-none = Er zijn nog geen soorten label
labels-none-why = Een soort label is bijvoorbeeld Thema of Doelgroep. Daaronder komen de labels zelf.
labels-shared = Van de hele organisatie. Verander dit bij Organisatie.
labels-areas = Gebieden
labels-statuses = Statussen
labels-message = Bericht aan de indiener
labels-message-hint = Krijgt een plan deze status, dan sturen we dit per mail naar de indiener. Laat leeg voor geen bericht.
labels-statuses-lead = Een nieuw plan krijgt de bovenste status.
labels-new-type = Nieuwe soort label
labels-new-tag = Nieuw label
labels-new-area = Nieuw gebied
labels-new-status = Nieuwe status
labels-change-type = Wijzig deze soort
labels-add = Voeg toe
labels-title = Naam
labels-colour = Kleur
labels-colour-number = Kleur { $n }
labels-votable-title = Kan een plan met deze status in een stemming?
labels-votable = Ja
labels-not-votable = Nee
labels-shape = Vorm op de kaart
labels-shape-known = De vorm is bekend. Plak hier GeoJSON met een vlak om hem te vervangen.
labels-shape-now = De vorm die er is
labels-shape-keep = Blijft staan
labels-shape-remove = Haal weg
labels-up = Zet { $title } hoger
labels-down = Zet { $title } lager
labels-remove = Haal { $title } weg

# Alle organisaties van de installatie.
organisations-hosts = Adressen van de site
organisations-hosts-hint = Eén per regel, zonder https. Het bovenste is het hoofdadres.
organisations-languages = Talen
organisations-own-language = Taal waarin medewerkers schrijven
organisations-slug = Korte naam
organisations-slug-hint = Kleine letters, cijfers en streepjes. Deze naam verandert niet meer.
organisations-new = Nieuwe organisatie
organisations-make = Maak de organisatie
organisations-made = { $name } is gemaakt
organisations-link = Geef deze link aan de eerste eigenaar. Hij werkt één keer, een week lang. We laten hem alleen nu zien.
organisations-stays = Medewerkers schrijven hier in het { $language }. Dat blijft zo, want alle teksten staan in die taal.

# Mensen.
people-who = Wie
people-role = Rol
people-where = Waar
people-everywhere = Hele organisatie
people-new = Iemand erbij
people-new-lead = Diegene logt in met dit mailadres en stelt de eerste keer een tweede slot in.
people-email = Mailadres
people-add = Geef de rol
people-remove = Neem de rol weg

# Redenen waarom iets niet kan.
refusal-time = Dit is geen datum en tijd. Schrijf het zo: 2027-03-03T12:00.
refusal-number = Vul hier een heel getal in dat kan.
refusal-choice = Kies een van de mogelijkheden.
refusal-no-alt = Schrijf wat er op de foto te zien is, voor wie hem niet ziet.
