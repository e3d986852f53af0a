# Lijst van plannen.
plans-title = De plannen
plans-count = { $n ->
    [0] Geen plannen
    [one] Eén plan
   *[other] { $number } plannen
 }
plans-all = { $n ->
    [one] Bekijk het plan
   *[other] Alle { $number } plannen
 }
plans-search = Zoek in de plannen
plans-search-label = Plannen zoeken
plans-filter-more = Kies een thema of volgorde
plans-area = Buurt
plans-all-areas = Alle buurten
plans-status = Status
plans-all-statuses = Alle statussen
plans-order = Volgorde
plans-order-random = Willekeurig
plans-order-newest = Nieuwste eerst
plans-order-oldest = Op nummer
plans-order-title = Op titel
plans-order-cost-up = Laagste kosten eerst
plans-order-cost-down = Hoogste kosten eerst
plans-in-order-random = in willekeurige volgorde
plans-in-order-newest = het nieuwste eerst
plans-in-order-oldest = op nummer
plans-in-order-title = op titel
plans-in-order-cost-up = het goedkoopste eerst
plans-in-order-cost-down = het duurste eerst
plans-none-found = Geen plannen gevonden
plans-none-found-why = Er is geen plan dat past bij alles wat je zoekt. Probeer een ander woord of kies minder filters.
plans-none-found-why--formal = Er is geen plan dat past bij alles wat u zoekt. Probeer een ander woord of kies minder filters.
plans-show-all = Toon alle plannen
plans-none-yet = Er zijn nog geen plannen
plans-none-yet-why = Hier komen de plannen te staan zodra ze er zijn. Op de pagina van het project lees je wat er nu gebeurt.
plans-none-yet-why--formal = Hier komen de plannen te staan zodra ze er zijn. Op de pagina van het project leest u wat er nu gebeurt.
plans-to-project = Naar het project

# Eén plan.
plan-by = Ingestuurd door { $author }
plan-about = Over dit plan
plan-author = Ingestuurd door
plan-place = Waar
plan-area = Buurt
plan-status = Status
plan-cost-and-vote = Kosten en stemming
plan-cost-note = zoveel kost dit plan
plan-vote = Stem op dit plan
plan-vote-now = Je kunt erop stemmen
plan-vote-now--formal = U kunt erop stemmen
plan-vote-soon = Je kunt er straks op stemmen
plan-vote-soon--formal = U kunt er straks op stemmen
plan-vote-until = Stemmen kan tot { $moment }.
plan-vote-from = Stemmen kan vanaf { $moment }.
plan-vote-over = Stemmen kon tot { $day }.
plan-outcome = Bekijk de uitslag
plan-neighbours = Andere plannen
plan-before = Vorige: { $title }
plan-after = Volgende: { $title }

# Werkruimte: de tabel.
staff-plans-title = Plannen
staff-plans-add = Plan toevoegen
staff-plans-search = Zoek op titel of tekst
staff-plans-shown = {"{n}"} plannen op deze bladzijde
staff-plans-all = Alle
staff-plans-chosen = {"{n}"} gekozen
staff-plans-choose = Kies plan { $number }
staff-plans-choose-all = Kies alles op deze bladzijde
staff-plans-show = Toon aan bewoners
staff-plans-hide = Verberg
staff-plans-hidden = Verborgen
staff-plans-new-status = Nieuwe status
staff-plans-set-status = Verander status
staff-plans-number = Nr.
staff-plans-column-title = Titel
staff-plans-theme = Thema
staff-plans-cost = Kosten
staff-plans-none-why = Voeg het eerste plan toe, of laat plannen uit een bestand inlezen.

# Werkruimte: het formulier.
staff-plan-new = Plan toevoegen
staff-plan-title = Plan { $number }
staff-plan-back = Terug naar de plannen
staff-plan-on-site = Bekijk op de site
staff-plan-texts-nl = Teksten in het Nederlands
staff-plan-texts-en = Teksten in het Engels
staff-plan-name = Titel
staff-plan-summary = Samenvatting
staff-plan-summary-hint = Twee regels. Die staan in de lijst en boven het plan.
staff-plan-text = Hele tekst
staff-plan-text-hint = Een lege regel begint een nieuwe alinea. Zet ## voor een tussenkop, - voor een punt in een lijst en ** om vette woorden heen.
staff-plan-alt = Wat staat er op de afbeelding?
staff-plan-alt-hint = Eén zin, voor wie de afbeelding niet kan zien.
staff-plan-picture = Afbeelding
staff-plan-upload = Kies een afbeelding
staff-plan-upload-hint = JPEG, PNG of WebP, ten hoogste 15 MB. Liefst vier breed op drie hoog.
staff-plan-remove-picture = Haal de afbeelding weg
staff-plan-facts = Over het plan
staff-plan-author = Ingestuurd door
staff-plan-author-hint = Deze naam staat bij het plan op de site.
staff-plan-cost = Kosten in euro
staff-plan-cost-hint = Zonder bedrag kan er niet om geld gestemd worden.
staff-plan-no-area = Geen buurt
staff-plan-place = Waar is het?
staff-plan-latitude = Breedtegraad
staff-plan-longitude = Lengtegraad
staff-plan-external = Nummer van elders
staff-plan-external-hint = Bijvoorbeeld uit een ander systeem of een Pabulib-bestand.
staff-plan-tags = Thema's en andere labels
staff-plan-no-tags = Dit project heeft nog geen thema's of andere labels.
staff-plan-published = Bewoners zien dit plan
staff-plan-published-hint = Zonder vinkje zien alleen medewerkers het.
staff-plan-why = Waarom gaat het plan van de site?
staff-plan-why-hint = Vul dit in als je het vinkje weghaalt. De indiener krijgt deze reden per mail.
staff-plan-why-hint--formal = Vul dit in als u het vinkje weghaalt. De indiener krijgt deze reden per mail.

# Wat niet kan.
refusal-plan-cost = Vul kosten in van € 0 tot € 10.000.000.000.
refusal-plan-point = Deze plek klopt niet. Vul een breedtegraad in van -90 tot 90 en een lengtegraad van -180 tot 180, of laat ze allebei leeg.
refusal-plan-picture = Deze afbeelding is er niet. Kies haar opnieuw.
refusal-plan-too-many-tags = Een plan kan ten hoogste 40 labels hebben.
refusal-plan-tag = Dit label hoort niet bij dit project. Kies een ander.
refusal-plan-area = Deze buurt hoort niet bij dit project. Kies een andere.
refusal-plan-status = Dit project heeft deze status niet. Kies een andere.
refusal-plan-external-id = Er is al een plan met het nummer { $id }. Elk nummer van elders komt één keer voor.
refusal-plan-too-many = Dit zijn er te veel tegelijk. Neem ten hoogste { $most } plannen.
refusal-plan-none-chosen = Je hebt nog geen plan gekozen. Zet een vinkje voor de plannen die je bedoelt.
refusal-plan-none-chosen--formal = U hebt nog geen plan gekozen. Zet een vinkje voor de plannen die u bedoelt.
refusal-plan-query = De waarde van “{ $key }” in het adres kennen we niet.

# Logboek.
log-plan-created = Plan { $number } gemaakt: { $title }
log-plan-changed = Plan { $number } gewijzigd: { $title }
log-plan-picture = Afbeelding van plan { $number } gewijzigd
log-plans-imported = { $n ->
    [one] Eén plan ingelezen, met nummer { $first }
   *[other] { $n } plannen ingelezen, vanaf nummer { $first }
 }
log-plans-shown = Getoond aan bewoners: plan { $numbers }
log-plans-status = Status “{ $status }” gegeven aan plan { $numbers }

# Documenten.
plan-documents = Documenten
plan-document = { $name } ({ $kind }, { $size })
staff-plan-new-alt = Wat staat er op de nieuwe foto?
