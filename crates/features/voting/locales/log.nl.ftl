# Het ontvangstbewijs, het logboek van een stemming, de sleutels en het verslag.
receipt-title = Je ontvangstbewijs
receipt-means = Met deze code zie je later wat er met je stem gebeurde: of hij is meegeteld, vervangen of ongeldig gemaakt. Wat je koos, staat er niet bij.
receipt-qr = Vierkante code met het adres waar je je stem nakijkt
receipt-check-link = Kijk een ontvangstbewijs na
receipt-save = Bewaar als bestand
receipt-secret = Met het bestand kan iedereen zien wat je stemde. Houd het dus voor jezelf. Niemand mag je erom vragen.
receipt-too-long = Je keuze is te lang om ook als bestand te bewaren. De code werkt wel.
receipt-no-nonce = Je browser maakte zelf geen willekeurig getal, want JavaScript staat uit. Je code werkt, maar het bewijs is iets minder sterk.
receipt-key = Vingerafdruk van de sleutel: { $fingerprint }
receipt-page-title = Kijk je ontvangstbewijs na
receipt-page-lead = Typ de code die je kreeg toen je stemde. Je ziet dan wat er met die stem gebeurde, en nooit wat erop staat.
receipt-code = Code van je ontvangstbewijs
receipt-code-hint = Twintig letters en cijfers. Hoofdletters, streepjes en spaties maken niet uit.
receipt-check = Nakijken
receipt-page-kept = We bewaren niet wie welke code nakijkt.
receipt-outcome = Naar de uitslag
receipt-received = Je stem is ontvangen
receipt-received-means = Deze stem is binnen. Zolang de stemming niet is verzegeld, zeggen we niet meer. Zo kan niemand meekijken of je je stem verandert. Kijk na de uitslag nog een keer.
receipt-counted = Deze stem is meegeteld
receipt-counted-means = Deze stem staat in het logboek en in de telling.
receipt-replaced = Deze stem is vervangen
receipt-replaced-means = Wie deze stem instuurde, stuurde later een andere in. De laatste telt. Deze niet.
receipt-void = Deze stem is ongeldig gemaakt
receipt-void-means = De stemcode of het e-mailadres bij deze stem is ongeldig verklaard. De stem is niet meegeteld. Begrijp je niet waarom? Vraag het de gemeente en neem je ontvangstbewijs mee.
receipt-unknown = Deze code kennen we niet
receipt-unknown-means = Kijk of je de code goed overnam. Klopt hij, dan staat deze stem niet bij ons. Neem dan contact op en laat je ontvangstbewijs zien: het is ondertekend, dus je kunt het bewijzen.
logbook-page-title = Logboek van { $round }
logbook-page-link = Logboek van deze stemming
logbook-page-lead = Alles wat met deze stemming gebeurde, staat hier in volgorde. Wat er eenmaal staat, kan niemand meer ongemerkt veranderen of weghalen.
logbook-page-none = Er staat nog niets in
logbook-page-none-why = Het logboek begint als de stemming opengaat.
logbook-page-how = Hoe werkt dit logboek?
logbook-how-leaves = Elke stem is een regel in het logboek: een vingerafdruk van de stem en van twee willekeurige getallen. Aan de vingerafdruk zie je niet wat er is gekozen. Vervangt iemand een stem, dan zegt een nieuwe regel dat de oude niet meer telt.
logbook-how-batches = De regels komen er niet meteen in, maar hoogstens één keer per dag en met veel tegelijk. De volgorde is willekeurig. Zo verraadt het logboek niet wanneer iemand stemde. Bij het sluiten gaat alles erin wat nog wacht.
logbook-how-heads = Na elke groep en elke handeling tekenen we de stand: een vingerafdruk van het hele logboek tot dan toe. Wie een stand bewaart, kan later nagaan dat er niets is veranderd of weggehaald.
logbook-how-check = Na de uitslag kun je alles downloaden en zelf natellen. Het logboek hoort bij de stemmen, en de stemmen bij de uitslag.
logbook-page-acts = Wat er gebeurde
logbook-page-heads = Ondertekende standen
logbook-page-heads-means = Bewaar een stand, het liefst die van na het sluiten. Daarmee kun je later laten zien dat het logboek nog hetzelfde is.
logbook-page-save-heads = Bewaar alle standen (JSON)
logbook-page-leaves = Alle regels (JSON)
logbook-page-download = Alles in één bestand ({ $size })
logbook-column-place = Regel
logbook-column-when = Wanneer
logbook-column-what = Wat
logbook-column-size = Aantal regels
logbook-column-root = Vingerafdruk
logbook-act-opened = { $n ->
    [one] Geopend met één stemrecht. Regels, tijden en plannen liggen vast.
   *[other] Geopend met { $n } stemrechten. Regels, tijden en plannen liggen vast.
 }
logbook-act-codes-made = { $n ->
    [one] Eén stemcode gemaakt.
   *[other] { $n } stemcodes gemaakt.
 }
logbook-act-codes-voided = { $n ->
    [one] Eén stemrecht ongeldig gemaakt.
   *[other] { $n } stemrechten ongeldig gemaakt.
 }
logbook-act-prolonged = Verlengd tot { $at }. Reden: { $reason }
logbook-act-struck = Plan { $number } teruggetrokken. Reden: { $reason }
logbook-act-closed = Gesloten. Alle stemmen die binnen waren, staan in het logboek.
logbook-act-review-ended = De controle is voorbij.
logbook-act-sealed = Verzegeld: stemmen en stemrechten liggen voorgoed uit elkaar. Stemrechten: { $issued }, gebruikt: { $used }, ongeldig: { $void }. Stemmen die tellen: { $ballots }, ongeldige stemmen: { $voided }.
logbook-act-counted = Geteld.
logbook-act-published = Voorlopige uitslag bekendgemaakt.
logbook-act-decided = Besluit genomen.
logbook-act-final = Afgerond.
keys-title = Sleutels van onze stemmingen
keys-lead = Met deze sleutels ondertekenen we ontvangstbewijzen en logboeken. Oude sleutels blijven hier staan, en elke sleutel tekent de volgende.
keys-none = Er is nog geen sleutel
keys-none-why = De eerste sleutel staat hier zodra een stemming opengaat.
keys-generation = Sleutel { $n }
keys-fingerprint = Vingerafdruk
keys-key = Sleutel (Ed25519)
keys-made = Bekend sinds
keys-endorsed = Getekend door de vorige sleutel
keys-api = De sleutels als JSON
report-title = Hoe verliep { $round }?
report-link = Verslag van deze stemming
report-lead = Getallen waaraan je ziet of er iets vreemds gebeurde. Er staat niets in over wie wat stemde.
report-small = Groepen van minder dan { $n } mensen noemen we niet precies. Volgt zo'n groepje uit een totaal, dan noemen we ook een ander getal niet.
report-none = Niets.
report-fewer = minder dan { $n }
report-not-told = niet genoemd
report-entitlements = Wie mocht stemmen
report-ballots = Hoe de stemmen binnenkwamen
report-refused = Wat we niet aannamen
report-struck = Teruggetrokken plannen
report-changes = Later gesloten
report-review = De controle
report-ties = Gelijke standen
report-deeds = Wie wat deed
report-kind = Hoe
report-kind-name = { $kind ->
    [code] met een stemcode
    [email] met een e-mailadres
   *[other] anders
 }
report-issued = Uitgegeven
report-used = Gebruikt
report-void = Ongeldig
report-channel = Weg
report-channel-name = { $channel ->
    [web] website
    [kiosk] stemhoek
    [paper] papier
   *[other] anders
 }
report-level = Hoe we wisten wie het was
report-level-name = { $level ->
    [letter-code] code uit een brief
    [email] e-mailadres
   *[other] anders
 }
report-count = Aantal
report-ballots-total = { $n } stemmen zijn geteld. { $void ->
    [0] Geen enkele stem was ongeldig.
    [one] Eén stem was ongeldig.
   *[other] { $void } stemmen waren ongeldig.
 }
report-late = { $n ->
    [0] Na het sluiten kwam er niets meer binnen.
    [one] Eén keer kwam er iets binnen na het sluiten. Dat telt niet, en dat is toen gezegd.
   *[other] { $n } keer kwam er iets binnen na het sluiten. Dat telt niet, en dat is toen gezegd.
 }
report-reason = Reden
report-reason-name = { $reason ->
    [refusal-vote-closed] na het sluiten
    [refusal-vote-not-begun] voor het begin
    [refusal-vote-not-open] de stemming was niet open
    [refusal-already-voted] had al gestemd
    [refusal-ballot-stands] er stond al een nieuwere stem
    [refusal-entitlement-void] het stemrecht was ongeldig
    [refusal-ballot-outdated] een plan was intussen veranderd
    [refusal-ballot-struck-plan] een plan was teruggetrokken
    [refusal-idempotency-key-reused] hetzelfde verzoek met een andere keuze
   *[other] de keuze paste niet in de regels
 }
report-closes-later = Op { $day } verlengd tot { $at }: { $reason }
report-review-days = { $n ->
    [0] Vooraf was gezegd dat er geen controledagen zijn.
    [one] Vooraf was één controledag aangekondigd.
   *[other] Vooraf waren { $n } controledagen aangekondigd.
 }
report-tie-mattered = de volgorde bij gelijke stand gaf de doorslag
report-tie-idle = maakte voor de uitslag niet uit
report-day = Dag
report-deed = Wat
report-role = Rol
report-role-name = { $role ->
    [operator] beheerder van het systeem
    [owner] eigenaar
    [admin] beheerder
    [editor] redacteur
    [moderator] moderator
    [juror] jurylid
    [viewer] meekijker
    [system] het programma zelf
   *[other] anders
 }
report-deed-name = { $deed ->
    [log-round-created] stemming gemaakt
    [log-round-changed] stemming aangepast voor het openen
    [log-round-plans] plannen op het stembiljet gezet
    [log-round-opened] geopend
    [log-round-prolonged] verlengd
    [log-round-closed] gesloten
    [log-round-reviewed] controle beëindigd
    [log-round-sealed] verzegeld
    [log-round-counted] geteld
    [log-round-published] uitslag bekendgemaakt
    [log-round-decided] besluit vastgelegd
    [log-round-final] afgerond
    [log-round-downloaded] volledig bestand opgehaald voor controle
    [log-plan-struck] plan teruggetrokken
    [log-codes-made] stemcodes gemaakt
    [log-codes-downloaded] bestand voor de drukker opgehaald
    [log-codes-confirmed] aantal brieven bevestigd
    [log-code-void] stemcode ongeldig gemaakt
    [log-code-replaced] stemcode vervangen
    [log-code-looked-up] stemcode opgezocht voor de helpdesk
    [log-email-void] e-mailadres uitgesloten
    [log-batch-void] groep stemcodes ongeldig gemaakt
   *[other] iets anders
 }
round-download = Volledig bestand voor een controleur
round-download-means = Hier zitten ook de losse stemmen in, zonder namen en in willekeurige volgorde. Elke keer dat je het ophaalt, komt in het logboek.
refusal-download-not-ready = Het bestand wordt nog gemaakt. Probeer het over een minuut opnieuw.
refusal-nonce = Dit is geen willekeurig getal van 64 hexadecimale tekens.
refusal-receipt-code = Dit is geen code van een ontvangstbewijs. Een code heeft twintig letters en cijfers.
log-round-downloaded = Volledig bestand opgehaald: { $title }
