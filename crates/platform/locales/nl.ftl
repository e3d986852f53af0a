# Woorden die overal voorkomen.
word-save = Opslaan
word-cancel = Annuleren
word-next = Volgende
word-previous = Vorige
word-search = Zoeken
word-optional = niet verplicht
word-download = Downloaden
word-show = Tonen
word-no = Nee
word-yes = Ja
word-sign-in = Inloggen
word-sign-out = Uitloggen

page-word = Pagina
pages-label = Pagina's
skip-to-content = Naar de inhoud
form-problems = { $n ->
    [one] Er klopt nog iets niet
   *[other] Er kloppen nog { $words } dingen niet
 }
form-kept = Wat je hebt ingevuld, staat er nog.
form-kept--formal = Wat u hebt ingevuld, staat er nog.
# Redenen waarom iets niet kan.
refusal-not-found = Deze pagina is er niet (meer). Kijk of het adres klopt, of ga naar de voorpagina.
refusal-forbidden = Dit mag je niet zien of doen. Moet dat wel? Vraag het aan de beheerder.
refusal-forbidden--formal = Dit mag u niet zien of doen. Moet dat wel? Vraag het aan de beheerder.
refusal-sign-in-needed = Log eerst in. Daarna kun je hier verder.
refusal-sign-in-needed--formal = Log eerst in. Daarna kunt u hier verder.
refusal-foreign-origin = Dit verzoek kwam van een andere website. Daarom hebben we niets gedaan. Open deze website zelf en probeer het daar.
refusal-too-many = Dit ging heel vaak achter elkaar. Wacht een paar minuten en probeer het dan opnieuw.
refusal-malformed = We konden niet lezen wat je stuurde. Ga terug en probeer het opnieuw.
refusal-malformed--formal = We konden niet lezen wat u stuurde. Ga terug en probeer het opnieuw.
refusal-too-large = Dit is te groot om te versturen. Maak je tekst korter of kies een kleiner bestand.
refusal-too-large--formal = Dit is te groot om te versturen. Maak uw tekst korter of kies een kleiner bestand.
refusal-wrong-content-type = Dit soort bericht kunnen we hier niet lezen.
refusal-wrong-method = Dit kan niet op dit adres. Ga terug en gebruik de knop op de pagina.
refusal-query = In het adres staat iets dat niet kan: { $key }.
refusal-request-reused = Dit verzoek is al eens gedaan met een andere inhoud. Begin opnieuw op een verse bladzijde, of gebruik een nieuwe Idempotency-Key.
refusal-changed = Iemand anders heeft dit net gewijzigd. Bekijk de nieuwe versie en pas daarna aan wat je wilde.
refusal-changed--formal = Iemand anders heeft dit net gewijzigd. Bekijk de nieuwe versie en pas daarna aan wat u wilde.
refusal-amount-unreadable = Dit bedrag kunnen we niet lezen. Schrijf het zo: 1250 of 1250,50.
refusal-amount-too-large = Dit bedrag is te hoog.
refusal-text-unknown-key = Deze tekst bestaat niet.
refusal-text-length = Vul een tekst in van ten hoogste 2.000 tekens.
refusal-text-unreadable = Er klopt iets niet met de accolades, of een regel begint met een punt, een ster of een haak.
refusal-text-reference = Verwijs in deze tekst niet naar andere teksten.
refusal-text-unknown-value = De waarde “{ $name }” hoort niet bij deze tekst.
refusal-image-unknown-kind = Dit bestand is geen foto die we kunnen lezen. Kies een JPEG, PNG of WebP.
refusal-image-too-large = Deze foto is te groot: { $size }. Kies een foto van ten hoogste { $limit }.
refusal-image-too-many-pixels = Deze foto heeft te veel beeldpunten. Kies een foto van ten hoogste { $limit } miljoen beeldpunten.
refusal-image-damaged = Deze foto is beschadigd. Kies een andere foto.
refusal-document-unknown-kind = Dit is geen document dat we kunnen aannemen. Kies een PDF, ODT, ODS, ODP, DOCX, XLSX of PPTX.
refusal-document-too-large = Dit document is te groot. Kies een document van ten hoogste { $limit }.
refusal-document-program = In dit document zit een programma (macro). Sla het op zonder macro en kies het opnieuw.
refusal-file-malware = In dit bestand zit iets schadelijks. We hebben het niet bewaard. Kies een ander bestand.
refusal-file-scanner-away = We kunnen bestanden nu niet controleren op virussen. Probeer het later opnieuw. De rest is bewaard.
refusal-sheet-unknown-kind = Dit is geen spreadsheet die we kunnen lezen. Sla het op als Excel (.xlsx), ODS of CSV UTF-8 en kies het opnieuw.
refusal-sheet-damaged = Dit bestand is beschadigd. Sla het opnieuw op en kies het nog eens.
refusal-sheet-too-large = Dit bestand is te groot. Kies een bestand van ten hoogste { $limit }, of verdeel de rijen over meer bestanden.
refusal-sheet-too-many-rows = In dit bestand staan te veel rijen. Een bestand mag ten hoogste { $most } rijen hebben. Verdeel ze over meer bestanden.
refusal-sheet-letters = De letters in dit bestand kunnen we niet lezen. Sla het op als Excel (.xlsx) of als CSV UTF-8.
refusal-sheet-empty = Er staat niets in dit bestand.
refusal-images-busy = Er worden nu veel foto's tegelijk verwerkt. Probeer het over een minuut opnieuw.
refusal-mail-address = Dit e-mailadres klopt niet. Controleer het op typfouten.

# Als er aan onze kant iets misgaat.
error-title = Er ging iets mis
error-unforeseen = Er ging bij ons iets mis. Probeer het straks opnieuw. Blijft het misgaan? Geef dan dit nummer door: { $number }.
error-database-away = Het systeem is even niet bereikbaar. Wat je al had opgeslagen, is bewaard. Probeer het over een minuut opnieuw.
error-database-away--formal = Het systeem is even niet bereikbaar. Wat u al had opgeslagen, is bewaard. Probeer het over een minuut opnieuw.
