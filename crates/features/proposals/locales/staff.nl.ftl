# Werkruimte: tabel van plannen.
staff-views = Bewaarde weergaven
staff-view-keep = Bewaar deze weergave
staff-view-name = Naam van de weergave
staff-view-forget = Vergeet deze weergave
staff-export-xlsx = Download deze plannen als Excel-bestand
staff-export-csv = Download deze plannen als CSV-bestand
staff-plans-hide-why = Verbergen met een reden
staff-plans-why = Waarom gaat het plan van de site?
staff-plans-why-hint = De indiener krijgt deze reden per mail.
staff-plans-tags = Labels geven of weghalen
staff-plans-tag = Label
staff-plans-tag-on = Geef dit label
staff-plans-tag-off = Haal dit label weg
staff-plans-message = Bericht sturen aan de indieners
staff-plans-subject = Onderwerp
staff-plans-message-text = Bericht
staff-plans-message-hint = Wie het plan indiende en wie meedoet, krijgt dit per mail. De titel van het plan staat erboven.
staff-plans-send = Verstuur het bericht
staff-plans-messaged = { $n ->
    [0] Bij deze plannen hoort niemand met een e-mailadres. Er is niets verstuurd.
    [one] Het bericht gaat naar de indieners van één plan.
   *[other] Het bericht gaat naar de indieners van { $n } plannen.
 }
staff-plan-hidden-at = Verborgen op { $moment }
own-hidden-at = Dit plan is van de site gehaald op { $moment }
refusal-plan-views = Een project kan ten hoogste { $most } weergaven bewaren. Vergeet er eerst een.

# Stembiljet.
ballot-title = Op het stembiljet
ballot-lead = Op het stembiljet staan alle plannen even lang en met een bedrag van dezelfde soort. Schrijf hier hoe dit plan erop staat. Het plan zelf blijft zoals de indiener het schreef, en kiezers openen het vanaf het stembiljet.
ballot-original = Zoals de indiener het schreef
ballot-version = Zoals het op het stembiljet staat
ballot-empty = Wat je leeg laat, staat op het stembiljet zoals in het plan. Een stemming die al open is, verandert niet meer.
ballot-empty--formal = Wat u leeg laat, staat op het stembiljet zoals in het plan. Een stemming die al open is, verandert niet meer.
ballot-as-plan = Zoals bij het plan
ballot-picture-number = Foto { $n } van het plan
ballot-length = ({ $n } tekens)

# Plannen uit een bestand.
import-title = Plannen uit een bestand
import-lead = Zet plannen in een Excel-, ODS- of CSV-bestand en stuur dat hier op. We kijken het eerst na en schrijven nog niets. Staat bij een plan een nummer, dan wijzigen we dat plan.
import-template-xlsx = Voorbeeldbestand voor Excel, met uitleg per kolom
import-template-csv = Voorbeeldbestand als CSV
import-file = Bestand met plannen
import-file-hint = { $most ->
    [one] XLSX, ODS of CSV, ten hoogste één rij en 20 MB.
   *[other] XLSX, ODS of CSV, ten hoogste { $number } rijen en 20 MB.
 }
import-look = Kijk het bestand na
import-recent = Eerder opgestuurd
import-state-checked = nagekeken
import-state-running = bezig
import-state-done = klaar
import-rows = { $n ->
    [one] één rij
   *[other] { $number } rijen
 }
import-fine = Alles klopt. Er is nog niets geschreven.
import-guessed = De letters in dit bestand hebben we geraden. Kijk of woorden met é of ë goed staan, of sla het op als CSV UTF-8.
import-run = Importeer deze plannen
import-problems = { $n ->
    [one] Er klopt iets niet. Er is niets geschreven.
   *[other] Er kloppen { $number } dingen niet. Er is niets geschreven.
 }
import-problems-why = Verbeter de rijen in je bestand en stuur het opnieuw op.
import-problems-why--formal = Verbeter de rijen in uw bestand en stuur het opnieuw op.
import-problems-title = Wat er niet klopt
import-row = Rij
import-what = Wat er niet klopt
import-more-problems = { $n ->
    [one] En nog één ding.
   *[other] En nog { $n } dingen.
 }
import-progress = Bezig: { $done } van de { $total } rijen. Je kunt deze pagina sluiten; het gaat gewoon door.
import-progress--formal = Bezig: { $done } van de { $total } rijen. U kunt deze pagina sluiten; het gaat gewoon door.
import-done = Klaar
import-made = { $n ->
    [0] Er zijn geen nieuwe plannen.
    [one] Eén nieuw plan.
   *[other] { $number } nieuwe plannen.
 }
import-changed = { $n ->
    [0] Er zijn geen plannen gewijzigd.
    [one] Eén plan gewijzigd.
   *[other] { $number } plannen gewijzigd.
 }
import-to-plans = Bekijk de plannen
import-another = Ander bestand
sheet-number = Nummer
sheet-title = Titel
sheet-summary = Samenvatting
sheet-text = Tekst
sheet-author = Naam
sheet-cost = Kosten
sheet-status = Status
sheet-area = Gebied
sheet-tags = Labels
sheet-place = Plek
sheet-latitude = Breedtegraad
sheet-longitude = Lengtegraad
sheet-external = Nummer elders
sheet-published = Op de site
sheet-why = Waarom verborgen
sheet-date = Ingestuurd op
sheet-email = E-mailadres
sheet-question = Vraag { $number }: { $label }
sheet-column = Kolom
sheet-takes = Wat erin mag
sheet-help = Uitleg
sheet-takes-number = Leeg voor een nieuw plan. Het nummer van een plan dat er al is, wijzigt dat plan.
sheet-takes-title = Verplicht
sheet-takes-degrees = Een getal zoals 52,3702 of 4,8952, samen met de andere graad
sheet-takes-yes = Ja of Nee
refusal-sheet-columns = Deze kolommen kennen we niet: { $columns }. Gebruik de kolommen van het voorbeeldbestand.
refusal-sheet-column-twice = Deze kolom staat er twee keer: { $columns }.
refusal-sheet-no-title = Er is geen kolom Titel. Zet de namen van de kolommen op de eerste rij, zoals in het voorbeeldbestand.
refusal-sheet-formula = Hier staat een formule. Die rekenen we niet uit. Zet de waarde zelf neer.
refusal-sheet-number = Dit is geen nummer van een plan.
refusal-sheet-plan = Dit project heeft geen plan met dit nummer.
refusal-sheet-number-twice = Dit nummer staat in nog een rij.
refusal-sheet-yes-no = Zet hier Ja of Nee.
refusal-sheet-problems = In dit bestand kloppen nog dingen niet. Verbeter het en stuur het opnieuw op.

# Post.
mail-plan-hidden-subject = Je plan staat niet meer op de site: { $title }
mail-plan-hidden-subject--formal = Uw plan staat niet meer op de site: { $title }
mail-plan-hidden-text =
    Een medewerker heeft je plan “{ $title }” van de site gehaald. De reden:
    
    { $why }
    
    Ben je het er niet mee eens? Antwoord dan op deze mail of neem contact met ons op. Je plannen: { $link }
    
    { $organisation }
mail-plan-hidden-text--formal =
    Een medewerker heeft uw plan “{ $title }” van de site gehaald. De reden:
    
    { $why }
    
    Bent u het er niet mee eens? Antwoord dan op deze mail of neem contact met ons op. Uw plannen: { $link }
    
    { $organisation }
mail-plan-status-subject = { $status }: { $title }
mail-plan-status-text =
    Je plan “{ $title }” heeft nu de status “{ $status }”.
    
    { $message }
    
    Je plannen: { $link }
    
    { $organisation }
mail-plan-status-text--formal =
    Uw plan “{ $title }” heeft nu de status “{ $status }”.
    
    { $message }
    
    Uw plannen: { $link }
    
    { $organisation }
mail-plan-message-subject = { $subject }
mail-plan-message-text =
    Over het plan “{ $title }”:
    
    { $text }
    
    Je plannen: { $link }
    
    { $organisation }
mail-plan-message-text--formal =
    Over het plan “{ $title }”:
    
    { $text }
    
    Uw plannen: { $link }
    
    { $organisation }

# Logboek.
log-plans-hidden-why = Plannen { $numbers } verborgen: { $why }
log-plans-tagged = Label { $tag } gegeven aan plannen { $numbers }
log-plans-untagged = Label { $tag } weggehaald bij plannen { $numbers }
log-plans-message = Bericht gestuurd over plannen { $numbers }: { $subject }
log-plan-ballot = Stembiljet van plan { $number } veranderd

# De kaart bij de plannen.
staff-map = Op de kaart
staff-map-lead = Wat er op de kaart staat naast de plannen. Bewoners zien het in de legenda, en zetten lagen aan en uit.
staff-map-no-page = Dit project heeft geen pagina met plannen
staff-map-no-page-why = Zonder die pagina is er geen kaart om iets op te zetten.
staff-map-layers = Lagen
staff-map-layers-none = Er zijn nog geen lagen.
staff-map-layer-new = Nieuwe laag
staff-map-markers = Vaste punten
staff-map-markers-none = Er zijn nog geen vaste punten.
staff-map-marker-new = Nieuw vast punt
staff-map-title = Naam
staff-map-colour = Kleur
staff-map-colour-0 = Blauw
staff-map-colour-1 = Groen
staff-map-colour-2 = Rood
staff-map-colour-3 = Donkergrijs
staff-map-colour-4 = Lichtgrijs
staff-map-shown = Als iemand de kaart opent
staff-map-on = Staat de laag aan
staff-map-off = Staat de laag uit
staff-map-geojson = Tekening (GeoJSON)
staff-map-geojson-hint = Plak hier de inhoud van een GeoJSON-bestand met breedte- en lengtegraden (WGS 84).
staff-map-link = Waar het punt naartoe leidt
staff-map-link-hint = Een pagina van deze site, zoals /privacy, of een adres dat begint met https://.
staff-map-add = Zet op de kaart
staff-map-remove = Haal van de kaart
log-map-changed = De kaart bij de plannen is veranderd: { $title }
refusal-map-layer = Dit is geen tekening die we kunnen lezen. Plak GeoJSON in breedte- en lengtegraden, niet in Rijksdriehoekscoördinaten, van ten hoogste 200 kB.
refusal-map-link = Vul een pagina van deze site in die begint met /, of een adres dat begint met https://.
refusal-map-most = Er passen ten hoogste { $layers } lagen en { $markers } vaste punten op een kaart.
