# Een plan insturen.
hand-in-title = Stuur je plan in
hand-in-title--formal = Stuur uw plan in
hand-in-text-title = Vertel over je plan
hand-in-text-title--formal = Vertel over uw plan
hand-in-where-title = Waar is het en waar gaat het over?
hand-in-questions-title = Nog een paar vragen
hand-in-pictures-title = Foto's of tekeningen
hand-in-who-title = Wie ben je?
hand-in-who-title--formal = Wie bent u?
hand-in-check-title = Klopt het zo?
hand-in-steps = Stappen
hand-in-step-title = Titel
hand-in-step-text = Plan
hand-in-step-where = Waar en wat
hand-in-step-questions = Vragen
hand-in-step-pictures = Foto's
hand-in-step-who = Wie je bent
hand-in-step-who--formal = Wie u bent
hand-in-step-check = Insturen
hand-in-lead = Heb je een idee voor { $project }? Begin met een titel. We bewaren wat je typt, dus je kunt later verder.
hand-in-lead--formal = Hebt u een idee voor { $project }? Begin met een titel. We bewaren wat u typt, dus u kunt later verder.
hand-in-until = Insturen kan tot { $moment }.
hand-in-between = Tussen { $least } en { $most } tekens.
hand-in-name = Titel van je plan
hand-in-name--formal = Titel van uw plan
hand-in-name-hint = Zeg in een paar woorden wat het is.
hand-in-summary = Korte samenvatting
hand-in-summary-hint = Eén of twee zinnen. Die staan in de lijst met plannen.
hand-in-text = Je plan
hand-in-text--formal = Uw plan
hand-in-text-hint = Wat wil je doen, waarom, en voor wie? Een lege regel begint een nieuwe alinea.
hand-in-text-hint--formal = Wat wilt u doen, waarom, en voor wie? Een lege regel begint een nieuwe alinea.
hand-in-place = Waar is het?
hand-in-place-hint = Een adres, een straat of plein, of "de hele buurt".
hand-in-no-area = Kies een buurt
hand-in-tags = Thema's en andere labels
hand-in-cost = Hoeveel kost het ongeveer, in euro?
hand-in-cost-hint = Een schatting is genoeg.
hand-in-only-staff = Alleen medewerkers zien dit antwoord.
hand-in-only-staff-short = alleen voor medewerkers
hand-in-pictures-lead = Een foto of tekening helpt anderen om je plan te begrijpen. Je kunt er { $most } toevoegen.
hand-in-pictures-lead--formal = Een foto of tekening helpt anderen om uw plan te begrijpen. U kunt er { $most } toevoegen.
hand-in-picture = Kies een foto of tekening
hand-in-picture-more = Kies nog een foto of tekening
hand-in-picture-hint = JPEG, PNG of WebP, ten hoogste 15 MB. Waar en wanneer de foto is gemaakt, halen we eruit.
hand-in-upload = Voeg toe
hand-in-pictures-full = Meer foto's passen er niet bij. Haal er eerst een weg.
hand-in-alt = Wat staat erop?
hand-in-alt-hint = Eén zin, voor wie de foto niet kan zien.
hand-in-remove-picture = Haal deze foto weg
hand-in-no-pictures = Geen foto's
hand-in-who-name = Naam
hand-in-who-name-hint = Deze naam staat bij je plan op de site. Een voornaam mag ook.
hand-in-who-name-hint--formal = Deze naam staat bij uw plan op de site. Een voornaam mag ook.
hand-in-who-name-first = Alleen je voornaam staat bij je plan op de site.
hand-in-who-name-first--formal = Alleen uw voornaam staat bij uw plan op de site.
hand-in-who-email = E-mailadres
hand-in-who-email-hint = We sturen je een code van zes cijfers. Je adres komt niet op de site.
hand-in-who-email-hint--formal = We sturen u een code van zes cijfers. Uw adres komt niet op de site.
hand-in-who-postcode = Postcode
hand-in-who-postcode-hint = Zo weten we dat je mee mag doen. Je postcode komt niet op de site.
hand-in-who-postcode-hint--formal = Zo weten we dat u mee mag doen. Uw postcode komt niet op de site.
hand-in-who-known = Je bent ingelogd als { $email }.
hand-in-who-known--formal = U bent ingelogd als { $email }.
hand-in-who-why = We gebruiken deze gegevens alleen voor dit plan: om je te laten weten hoe het verdergaat.
hand-in-who-why--formal = We gebruiken deze gegevens alleen voor dit plan: om u te laten weten hoe het verdergaat.
hand-in-go-on = Verder
hand-in-go-back = Terug
hand-in-saved-at = bewaard op { $moment }
hand-in-kept-at = Bewaard op { $moment }
hand-in-nothing = Niet ingevuld
hand-in-tags-short = Thema's
hand-in-js-saved = Bewaard
hand-in-js-failed = Bewaren lukt even niet. We proberen het opnieuw.
hand-in-js-doubled = Je schreef dit ook in een ander tabblad. Ga verder om te kiezen welke tekst je houdt.
hand-in-js-doubled--formal = U schreef dit ook in een ander tabblad. Ga verder om te kiezen welke tekst u houdt.
hand-in-js-left = Nog %n tekens
hand-in-js-over = %n tekens te veel
hand-in-js-short = Nog ten minste %n tekens
hand-in-two-texts = In een ander tabblad schreef je:
hand-in-two-texts--formal = In een ander tabblad schreef u:
hand-in-take = Neem deze tekst
hand-in-drop = Gooi deze tekst weg
hand-in-check-lead = Dit is je plan. Je kunt alles nog wijzigen.
hand-in-check-lead--formal = Dit is uw plan. U kunt alles nog wijzigen.
hand-in-change-this = Wijzig dit
hand-in-review = Een medewerker leest je plan eerst. Daarna staat het op de site.
hand-in-review--formal = Een medewerker leest uw plan eerst. Daarna staat het op de site.
hand-in-mails = Als je op de knop drukt, krijg je een mail met een code. Daarmee stuur je het plan in.
hand-in-mails--formal = Als u op de knop drukt, krijgt u een mail met een code. Daarmee stuurt u het plan in.
hand-in-send = Plan insturen
hand-in-save-change = Wijziging opslaan
hand-in-code-title = Kijk in je mail
hand-in-code-title--formal = Kijk in uw mail
hand-in-code-lead = We hebben een code gestuurd naar { $email }. Vul hem hier in. Dan is je plan ingestuurd.
hand-in-code-lead--formal = We hebben een code gestuurd naar { $email }. Vul hem hier in. Dan is uw plan ingestuurd.
hand-in-code-label = De zes cijfers uit de mail
hand-in-code-none = Geen mail gekregen? Kijk ook bij ongewenste mail. Je plan is bewaard.
hand-in-code-none--formal = Geen mail gekregen? Kijk ook bij ongewenste mail. Uw plan is bewaard.
hand-in-code-again = Stuur een nieuwe code
hand-in-code-other = Ander e-mailadres
hand-in-done = Je plan is binnen.
hand-in-done--formal = Uw plan is binnen.
hand-in-seen-now = Je plan staat nu op de site.
hand-in-seen-now--formal = Uw plan staat nu op de site.
hand-in-seen-later = Een medewerker leest je plan eerst. Je krijgt bericht als het op de site staat.
hand-in-seen-later--formal = Een medewerker leest uw plan eerst. U krijgt bericht als het op de site staat.
hand-in-what-next = Wat gebeurt er nu?
hand-in-next = Hierna komt: { $phase }, vanaf { $moment }.
hand-in-next-unknown = Op de pagina van het project lees je hoe het verdergaat.
hand-in-next-unknown--formal = Op de pagina van het project leest u hoe het verdergaat.
hand-in-mail-came = We hebben je een mail gestuurd met wat je hebt ingestuurd.
hand-in-mail-came--formal = We hebben u een mail gestuurd met wat u hebt ingestuurd.
hand-in-another = Stuur nog een plan in
hand-in-shared = Nog iemand in huis?
hand-in-start-over = Log uit en begin opnieuw
hand-in-not-yet = Je kunt nog geen plan insturen
hand-in-not-yet--formal = U kunt nog geen plan insturen
hand-in-not-yet-means = Insturen kan vanaf { $moment }.
hand-in-over = Insturen is voorbij
hand-in-over-means = Insturen kon tot { $moment }. Bekijk de plannen die zijn ingestuurd.
hand-in-none = Hier kun je geen plan insturen
hand-in-none--formal = Hier kunt u geen plan insturen
hand-in-none-means = Dit project vraagt nu niet om plannen.
hand-in-see-plans = Bekijk de plannen
hand-in-draft-stays = Wat je hebt geschreven, blijft nog een tijd bewaard.
hand-in-draft-stays--formal = Wat u hebt geschreven, blijft nog een tijd bewaard.
hand-in-unfinished = Hier was je al mee bezig
hand-in-unfinished--formal = Hier was u al mee bezig
hand-in-untitled = Plan zonder titel
hand-in-discard = Gooi weg
hand-in-lost = Dit plan in wording vinden we niet
hand-in-lost-means = Misschien is het al ingestuurd of weggegooid, of hoort het bij een ander apparaat. Log in om je plannen te zien, of begin hier opnieuw.
hand-in-lost-means--formal = Misschien is het al ingestuurd of weggegooid, of hoort het bij een ander apparaat. Log in om uw plannen te zien, of begin hier opnieuw.

# Mijn plannen.
own-title = Mijn plannen
own-none = Je hebt nog geen plannen
own-none--formal = U hebt nog geen plannen
own-none-why = Hier staan de plannen die je hebt ingestuurd of waar je aan meedoet.
own-none-why--formal = Hier staan de plannen die u hebt ingestuurd of waar u aan meedoet.
own-to-front = Bekijk de projecten
own-withdrawn = Ingetrokken
own-hidden = Nog niet op de site
own-withdrawn-at = Ingetrokken op { $moment }
own-see = Bekijk op de site
own-change = Wijzig je plan
own-change--formal = Wijzig uw plan
own-fixed = Je kunt dit plan nu niet wijzigen.
own-fixed--formal = U kunt dit plan nu niet wijzigen.
own-people = Wie doen er mee?
own-role-author = indiener
own-role-initiator = mede-indiener
own-role-staff = medewerker
own-invite = Nodig iemand uit om mee te doen
own-invite-hint = Vul een e-mailadres in. Die persoon krijgt een mail met een link.
own-invite-send = Stuur de uitnodiging
own-changed = Je wijziging is opgeslagen.
own-changed--formal = Uw wijziging is opgeslagen.
own-invited = De uitnodiging is verstuurd.
own-history = Wat er is gewijzigd
own-version = { $moment }, door de { $who }
own-version-same = Alleen dingen die niet in de tekst staan.
own-gone = Weg:
own-new = Nieuw:
own-withdraw = Plan intrekken
own-withdraw-means = Je plan verdwijnt dan van de site. Dit kun je niet zelf terugdraaien.
own-withdraw-means--formal = Uw plan verdwijnt dan van de site. Dit kunt u niet zelf terugdraaien.
own-withdraw-why = Waarom trek je het in?
own-withdraw-why--formal = Waarom trekt u het in?
own-join = Doe mee aan dit plan
own-join-means = Je bent uitgenodigd om mee te doen aan “{ $title }”. Druk op de knop om mede-indiener te worden.
own-join-means--formal = U bent uitgenodigd om mee te doen aan “{ $title }”. Druk op de knop om mede-indiener te worden.

# Post.
mail-plan-code-subject = Je code om je plan in te sturen: { $code }
mail-plan-code-subject--formal = Uw code om uw plan in te sturen: { $code }
mail-plan-code-text =
    Je code is { $code }. Vul hem in op de bladzijde waar je je plan insturen wilde. Hij werkt een kwartier. Je plan is bewaard.
    
    Heb jij dit niet gevraagd? Dan hoef je niets te doen.
    
    { $organisation }
mail-plan-code-text--formal =
    Uw code is { $code }. Vul hem in op de bladzijde waar u uw plan insturen wilde. Hij werkt een kwartier. Uw plan is bewaard.
    
    Hebt u dit niet gevraagd? Dan hoeft u niets te doen.
    
    { $organisation }
mail-plan-received-subject = Je plan is binnen: { $title }
mail-plan-received-subject--formal = Uw plan is binnen: { $title }
mail-plan-received-text =
    Bedankt voor je plan “{ $title }” voor { $project }.
    
    { $seen }
    { $next }
    
    Je plan bekijken, wijzigen of intrekken, of iemand uitnodigen om mee te doen: { $link }
    
    { $organisation }
mail-plan-received-text--formal =
    Bedankt voor uw plan “{ $title }” voor { $project }.
    
    { $seen }
    { $next }
    
    Uw plan bekijken, wijzigen of intrekken, of iemand uitnodigen om mee te doen: { $link }
    
    { $organisation }
mail-plan-for-you-text =
    Een medewerker van { $organisation } heeft jouw plan “{ $title }” voor je ingevuld bij { $project }.
    
    { $seen }
    { $next }
    
    Je plan bekijken, wijzigen of intrekken, of iemand uitnodigen om mee te doen: { $link }
    
    { $organisation }
mail-plan-for-you-text--formal =
    Een medewerker van { $organisation } heeft uw plan “{ $title }” voor u ingevuld bij { $project }.
    
    { $seen }
    { $next }
    
    Uw plan bekijken, wijzigen of intrekken, of iemand uitnodigen om mee te doen: { $link }
    
    { $organisation }
mail-plan-shown-subject = Je plan staat op de site: { $title }
mail-plan-shown-subject--formal = Uw plan staat op de site: { $title }
mail-plan-shown-text =
    Je plan “{ $title }” staat nu op de site. Iedereen kan het lezen.
    
    Je plannen: { $link }
    
    { $organisation }
mail-plan-shown-text--formal =
    Uw plan “{ $title }” staat nu op de site. Iedereen kan het lezen.
    
    Uw plannen: { $link }
    
    { $organisation }
mail-plan-withdrawn-subject = Ingetrokken: { $title }
mail-plan-withdrawn-text =
    Het plan “{ $title }” is ingetrokken door wie het heeft ingestuurd. Het staat niet meer op de site.
    
    Je plannen: { $link }
    
    { $organisation }
mail-plan-withdrawn-text--formal =
    Het plan “{ $title }” is ingetrokken door wie het heeft ingestuurd. Het staat niet meer op de site.
    
    Uw plannen: { $link }
    
    { $organisation }
mail-plan-invited-subject = Doe je mee? { $title }
mail-plan-invited-subject--formal = Doet u mee? { $title }
mail-plan-invited-text =
    Iemand vraagt je om mee te doen aan het plan “{ $title }”. Als je meedoet, kun je het plan ook wijzigen en krijg je bericht hoe het verdergaat.
    
    Open deze link en druk op de knop. De link werkt twee weken: { $link }
    
    Wil je niet meedoen? Dan hoef je niets te doen.
    
    { $organisation }
mail-plan-invited-text--formal =
    Iemand vraagt u om mee te doen aan het plan “{ $title }”. Als u meedoet, kunt u het plan ook wijzigen en krijgt u bericht hoe het verdergaat.
    
    Open deze link en druk op de knop. De link werkt twee weken: { $link }
    
    Wilt u niet meedoen? Dan hoeft u niets te doen.
    
    { $organisation }

# Wat niet kan bij insturen.
refusal-plan-short = Dit is te kort. Gebruik ten minste { $least } tekens.
refusal-plan-choice = Dit antwoord staat er niet bij. Kies een van de antwoorden.
refusal-plan-choices-most = Kies ten hoogste { $n } antwoorden.
refusal-plan-choices-least = Kies ten minste { $n } antwoorden.
refusal-plan-number = Vul hier een getal in, zoals 25 of 12,5.
refusal-plan-number-low = Dit getal is te laag. Vul ten minste { $n } in.
refusal-plan-number-high = Dit getal is te hoog. Vul ten hoogste { $n } in.
refusal-plan-date = Dit is geen datum. Schrijf hem zo: 9-3-2027.
refusal-plan-phone = Dit telefoonnummer klopt niet. Schrijf het zo: 06 12345678.
refusal-plan-consent = Zet hier een vinkje om verder te gaan.
refusal-plan-postcode = Dit is geen postcode. Schrijf hem zo: 1055 AB.
refusal-plan-postcode-elsewhere = Met deze postcode kun je hier geen plan insturen. Dit project is voor mensen uit het gebied zelf.
refusal-plan-postcode-elsewhere--formal = Met deze postcode kunt u hier geen plan insturen. Dit project is voor mensen uit het gebied zelf.
refusal-plan-pictures = Een plan kan ten hoogste { $most } foto's hebben. Haal er eerst een weg.
refusal-plan-alt = Schrijf bij deze foto wat erop staat.
refusal-plan-two-texts = Hier staan twee teksten, uit twee tabbladen. Kies welke je houdt.
refusal-plan-two-texts--formal = Hier staan twee teksten, uit twee tabbladen. Kies welke u houdt.
refusal-plan-field = Dit project vraagt niet naar “{ $name }”.
refusal-plan-not-collecting = Dit project vraagt nu niet om plannen.
refusal-plan-not-yet = Insturen kan nog niet. Het kan vanaf { $moment }.
refusal-plan-over = Insturen is voorbij. Het kon tot { $moment }.
refusal-plan-no-draft = Dit plan in wording is er niet, of niet voor jou.
refusal-plan-no-draft--formal = Dit plan in wording is er niet, of niet voor u.
refusal-plan-not-editable = De gemeente is al met dit plan bezig.
refusal-plan-in-vote = Dit plan staat in een stemming. Tot die helemaal klaar is, blijft het zoals het is. Wil je het toch intrekken? Neem contact met ons op.
refusal-plan-in-vote--formal = Dit plan staat in een stemming. Tot die helemaal klaar is, blijft het zoals het is. Wilt u het toch intrekken? Neem contact met ons op.
refusal-plan-withdrawn = Dit plan is ingetrokken.
refusal-plan-no-reason = Schrijf in een paar woorden waarom.
refusal-plan-invitations = Er staan al { $most } uitnodigingen open voor dit plan. Wacht tot iemand meedoet.
refusal-plan-dead-invitation = Deze uitnodiging werkt niet meer. Vraag een nieuwe aan wie je uitnodigde.
refusal-plan-dead-invitation--formal = Deze uitnodiging werkt niet meer. Vraag een nieuwe aan wie u uitnodigde.
refusal-plan-questions = Meer dan { $most } kan niet.
refusal-plan-limits = Hier past niets tussen. Kies een andere grens.
refusal-plan-choices = Geef ten minste twee antwoorden, die van elkaar verschillen.

# Logboek van insturen.
log-plan-handed-in = Plan { $number } ingestuurd: { $title }
log-plan-for-somebody = Plan { $number } ingevuld voor iemand: { $title }
log-plan-withdrawn = Plan { $number } ingetrokken: { $title }
log-collect-changed = Veranderd wanneer en hoe plannen worden ingestuurd
log-question-changed = Vraag van het formulier veranderd: { $question }

# Werkruimte: insturen.
staff-collect = Insturen en vragen
staff-collect-lead = Hier bepaal je wanneer mensen een plan kunnen insturen en wat je van ze vraagt.
staff-collect-lead--formal = Hier bepaalt u wanneer mensen een plan kunnen insturen en wat u van ze vraagt.
staff-collect-opens = Insturen kan vanaf
staff-collect-closes = Insturen kan tot
staff-collect-identify = Hoe weten we wie iemand is?
staff-identify-none = Niet
staff-identify-postcode-alone = Met alleen een postcode
staff-identify-email = Met een code per e-mail
staff-identify-postcode = Met een code per e-mail en een postcode
staff-collect-name = Naam bij het plan
staff-name-typed = Zoals iemand die invult
staff-name-first = Alleen het eerste woord
staff-name-hidden = Geen naam
staff-collect-postcodes = Postcodes die mee mogen doen
staff-collect-postcodes-hint = De vier cijfers, met een spatie ertussen. Laat leeg voor alle postcodes.
staff-collect-review = Wij lezen een plan voordat het op de site komt
staff-collect-review-hint = Zonder vinkje staat een plan meteen op de site.
staff-collect-fields = Wat we vragen
staff-asked-no = Niet vragen
staff-asked-optional = Vragen, mag leeg blijven
staff-asked-required = Verplicht
staff-collect-limits = Hoe lang teksten mogen zijn, in tekens
staff-collect-least = { $field }: ten minste
staff-collect-most = { $field }: ten hoogste
staff-collect-editable = In welke statussen kan iemand het eigen plan nog wijzigen?
staff-collect-editable-hint = Kies je niets, dan geldt alleen de eerste status van het project.
staff-collect-editable-hint--formal = Kiest u niets, dan geldt alleen de eerste status van het project.
staff-questions = Eigen vragen
staff-questions-none = Dit project heeft nog geen eigen vragen.
staff-question-new = Nieuwe vraag
staff-question-add = Voeg de vraag toe
staff-question-change = Wijzig deze vraag
staff-question-label = Vraag
staff-question-help = Uitleg
staff-question-kind = Soort antwoord
staff-question-line = Eén regel
staff-question-text = Meer regels
staff-question-one = Eén uit een lijst
staff-question-some = Een of meer uit een lijst
staff-question-number = Getal
staff-question-date = Datum
staff-question-phone = Telefoonnummer
staff-question-consent = Akkoord met een vinkje
staff-question-choices = Antwoorden in de lijst
staff-question-choices-hint = Op elke regel één antwoord. Met een andere taal erbij: Zeker | Sure. Wat voor het teken = staat, is de naam in exports; laat die staan als je alleen de woorden wijzigt.
staff-question-choices-hint--formal = Op elke regel één antwoord. Met een andere taal erbij: Zeker | Sure. Wat voor het teken = staat, is de naam in exports; laat die staan als u alleen de woorden wijzigt.
staff-question-least = Laagste getal of minste keuzes
staff-question-most = Hoogste getal, meeste keuzes of meeste tekens
staff-question-required = Antwoord is verplicht
staff-question-shown = Iedereen ziet het antwoord
staff-question-shown-hint = Zonder vinkje zien alleen medewerkers het.
staff-question-up = Naar boven
staff-question-down = Naar beneden
staff-question-away = Niet meer vragen
staff-plan-for = Voor iemand ingevuld
staff-plan-channel = Hoe kwam het plan binnen?
staff-channel-none = Het is een plan van ons zelf
staff-channel-site = Via de site
staff-channel-import = Uit een bestand
staff-channel-counter = Aan de balie
staff-channel-phone = Aan de telefoon
staff-channel-door = Aan de deur
staff-channel-meeting = Op een bijeenkomst
staff-plan-contact = E-mailadres van de indiener
staff-plan-contact-hint = De indiener krijgt dezelfde berichten als ieder ander en kan het plan zelf bekijken en wijzigen.

# Documenten bij een plan.
hand-in-document = Kies een document
hand-in-document-hint = PDF, ODT, ODS, ODP, DOCX, XLSX of PPTX, ten hoogste { $size }. Iedereen die het plan ziet, kan het document openen.
hand-in-documents-lead = { $n ->
    [one] Heb je er al iets over op papier, zoals een tekening of begroting? Je kunt één document toevoegen.
   *[other] Heb je er al iets over op papier, zoals een tekening of begroting? Je kunt { $most } documenten toevoegen.
 }
hand-in-documents-lead--formal = { $n ->
    [one] Hebt u er al iets over op papier, zoals een tekening of begroting? U kunt één document toevoegen.
   *[other] Hebt u er al iets over op papier, zoals een tekening of begroting? U kunt { $most } documenten toevoegen.
 }
hand-in-documents-full = Meer documenten passen er niet bij. Haal er eerst een weg.
hand-in-remove-document = Haal dit document weg
refusal-plan-documents = Een plan kan ten hoogste { $most } documenten hebben. Haal er eerst een weg.
refusal-plan-document = Dit document hoort niet bij dit plan. Kies het opnieuw.
staff-collect-most-documents = Hoeveel documenten bij een plan mogen
staff-collect-megabytes = Hoe groot een document mag zijn, in MB
hand-in-js-bytes = Dit bestand is te groot. Kies een bestand van ten hoogste %n MB.

# De plek.
hand-in-place-whole = De hele buurt
hand-in-pick = Wil je de plek aanwijzen? Druk op de kaart. Dat hoeft niet: een adres of straat is genoeg.
hand-in-pick--formal = Wilt u de plek aanwijzen? Druk op de kaart. Dat hoeft niet: een adres of straat is genoeg.
hand-in-pick-again = De stip is de plek. Druk ergens anders op de kaart om hem te verplaatsen.
hand-in-pick-alt = Kaart van het gebied: wijs de plek aan
hand-in-degrees = De plek in graden (lengte en breedte)
hand-in-no-point = Haal de plek van de kaart
hand-in-find-place = Zoek dit adres op
hand-in-found-places = Welke plek bedoel je?
hand-in-found-places--formal = Welke plek bedoelt u?
refusal-plan-point-outside = Deze plek ligt buiten het gebied van dit project. Kies een plek binnen de lijn op de kaart, of schrijf in woorden waar het is.
refusal-plan-point-swapped = Breedte en lengte staan omgekeerd. Zet het getal rond 52 bij breedte en het getal rond 5 bij lengte.
refusal-plan-place-unknown = Dit adres vinden we niet. Controleer de spelling, of wijs de plek aan op de kaart. Zonder plek op de kaart kun je ook verder.
refusal-plan-place-unknown--formal = Dit adres vinden we niet. Controleer de spelling, of wijs de plek aan op de kaart. Zonder plek op de kaart kunt u ook verder.
refusal-plan-place-elsewhere = Dit adres ligt buiten het gebied van dit project.
refusal-plan-no-look-up = We kunnen adressen nu niet opzoeken. Wijs de plek aan op de kaart, of ga verder zonder.

# A new plan, for staff.
staff-collect-notify = Wie krijgt een mail bij een nieuw plan?
staff-collect-notify-hint = Een of meer mailadressen, met een komma ertussen.
refusal-plan-notify = Dit is geen goed mailadres, of het zijn er meer dan tien. Zet een komma tussen de adressen.
mail-plan-new-subject = Nieuw plan: { $title }
mail-plan-new-review = Bewoners zien het plan pas als een medewerker het op de site zet.
mail-plan-new-shown = Het plan staat al op de site.
mail-plan-new-text =
    Er is een nieuw plan binnen voor { $project }: “{ $title }”.
    { $todo }
    
    Bekijk het hier: { $link }
